import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dictionaryOf } from '@aimaq/locales';
import { expect, it } from 'vitest';

const source = fileURLToPath(new URL('./', import.meta.url));
const texts = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => readFileSync(join(source, name), 'utf8'));

it('every failure of the command has its words, and no words are left over', () => {
  const known = Object.keys(dictionaryOf('en')).flatMap((key) => /^failure\.(.+)\.message$/.exec(key)?.[1] ?? []);
  const written = new Set(texts.flatMap((text) => Array.from(text.matchAll(/'([\w-]+)'/g), (found) => found[1] ?? '')));
  // What an option's reader throws is the end of its key.
  expect(known.filter((code) => !written.has(code) && !written.has(code.replace(/^value-/, '')))).toEqual([]);
  const thrown = texts.flatMap((text) =>
    Array.from(text.matchAll(/\b(?:misuse|finding)\(\s*'([\w-]+)'|InvalidArgumentError\('([\w-]+)'\)/g), (found) =>
      found[2] === undefined ? (found[1] ?? '') : `value-${found[2]}`,
    ),
  );
  expect(thrown.length).toBeGreaterThan(60);
  expect(thrown.filter((code) => !known.includes(code))).toEqual([]);
});
