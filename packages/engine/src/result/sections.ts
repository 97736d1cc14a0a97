/**
 * A study result in parts that load apart: a page that shows one region needs neither the panel nor the models. The parts
 * together are the result; `joinSections` puts them back.
 */
import type { Outcome } from '../errors.js';
import type { StudyResult } from './documents/studyResult.js';
import { checkResult } from './read.js';

/** Part → keys of the result that it holds; `texts` is one part a language besides. */
export const SECTIONS = {
  head: [
    'schema',
    'study',
    'provenance',
    'nation',
    'regions',
    'units',
    'changes',
    'indicators',
    'sources',
    'breaks',
    'variables',
    'clusters',
    'memberships',
    'policy',
    'specifications',
    'warnings',
  ],
  series: ['series'],
  figures: ['figures'],
  panel: ['panel'],
  correlation: ['correlation'],
  models: ['models'],
  cluster: ['cluster'],
  hypotheses: ['hypotheses'],
  instruments: ['instruments'],
  recommendations: ['recommendations'],
  map: ['map'],
} as const satisfies Readonly<Record<string, readonly (keyof StudyResult)[]>>;

export type Sections = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/** By name; keys that this version does not know go into `head`. */
export function sectionsOf(result: StudyResult): Sections {
  const known = new Set<string>(['texts', ...Object.values(SECTIONS).flat()]);
  const rest = Object.keys(result).filter((key) => !known.has(key));
  const parts = new Map<string, Record<string, unknown>>();
  for (const [name, keys] of Object.entries(SECTIONS)) {
    const own = name === 'head' ? [...keys, ...rest] : keys;
    parts.set(name, Object.fromEntries(own.map((key) => [key, result[key]])));
  }
  for (const [locale, texts] of Object.entries(result.texts))
    parts.set(`texts.${locale}`, { texts: { [locale]: texts } });
  return parts;
}

/** The whole result from its parts, checked. Errors as issues: those of `checkResult`. */
export function joinSections(sections: Sections): Outcome<StudyResult> {
  const texts: Record<string, unknown> = {};
  const whole: Record<string, unknown> = {};
  for (const [name, part] of sections) {
    if (name.startsWith('texts.')) Object.assign(texts, part.texts);
    else Object.assign(whole, part);
  }
  return checkResult({ ...whole, texts });
}
