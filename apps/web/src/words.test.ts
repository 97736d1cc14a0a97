import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dictionaryOf, LOCALES } from '@aimaq/locales';
import { describe, expect, it } from 'vitest';

const source = fileURLToPath(new URL('.', import.meta.url));
const code = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.test.ts'))
  .map((name) => readFileSync(join(source, name), 'utf8'))
  .join('\n');

const written = [...code.matchAll(/\bt\(\s*'([\w.-]+)'/g)].map((found) => `site.${found[1]}`);
const whole = [...code.matchAll(/'(site\.[\w.-]+)'/g)].map((found) => found[1] ?? '');

/** Keys that are put together from a value of the result: every value that the engine knows. */
const composed = {
  'cost.': ['low', 'medium', 'high'],
  'duration.': ['years', 'months'],
  'design.': ['RCT', 'quasi-experiment', 'panel', 'case'],
  'verification.': ['search', 'recalled'],
  'evidence.gradeWord.': ['0', '1', '2', '3', '4', '5'],
  'recommendation.reason.': ['rank', 'lever', 'not-met', 'not-known', 'no-evidence', 'no-effect'],
  'recommendation.origin.': ['panel', 'transported', 'chain'],
  'accessibility.': ['standard', 'reading', 'charts', 'tested', 'limits', 'report'].flatMap((part) => [
    `${part}.title`,
    `${part}.text`,
  ]),
  'nav.': ['changes', 'accessibility', 'try'],
  'try.': ['choose', 'private', 'example', 'busy', 'failed', 'outcome', 'regressors', 'estimate', 'cluster', 'take'],
  'search.kind.': ['name', 'centre', 'former'],
  'membership.': ['sure', 'likely', 'unsure'],
};
const made = Object.entries(composed).flatMap(([prefix, values]) => values.map((value) => `site.${prefix}${value}`));

describe.each(LOCALES)('words of the site in %s', (locale) => {
  it('has every key that the pages use', () => {
    const missing = [...new Set([...written, ...whole, ...made])].filter((key) => !(key in dictionaryOf(locale)));
    expect(missing).toEqual([]);
    expect(written.length).toBeGreaterThan(100);
  });
});
