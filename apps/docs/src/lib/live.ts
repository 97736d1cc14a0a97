/**
 * Numbers of the pages, computed by the engine while the site is built. `agree` compares them with the stored value of
 * another program and stops the build when they differ.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseTable } from '@aimaq/engine/data';

const oracles = join(process.cwd(), '..', '..', 'oracles');

export function oracleFolder(name: string): string {
  return join(oracles, name);
}

export function oracleText(path: string): string {
  return readFileSync(join(oracles, path), 'utf8');
}

export function oracle(path: string): unknown {
  return JSON.parse(oracleText(path));
}

/** What stands in a document at the keys of `place`, parted by slashes. */
export function at(document: unknown, place: string): unknown {
  return place.split('/').reduce((found, key) => (found as Record<string, unknown>)[key], document);
}

/** A textbook data set, `oracles/data/NAME.csv`. */
export function dataset(name: string) {
  const read = parseTable(oracleText(`data/${name}.csv`), { file: `${name}.csv` });
  if (!read.ok) throw new Error(read.issues.map((issue) => issue.message).join('; '));
  return read.value;
}

export const number = (value: number | null | undefined, digits = 4) =>
  value === null || value === undefined ? '–' : value.toFixed(digits).replace('-', '−');

/** `ours` when it equals `theirs` to the relative tolerance; otherwise the build ends with both numbers. */
export function agree(what: string, ours: number, theirs: number, tolerance = 1e-8): number {
  const difference = Math.abs(ours - theirs) / Math.max(Math.abs(theirs), Number.MIN_VALUE);
  if (!(difference <= tolerance)) throw new Error(`${what}: the engine gives ${ours}, the oracle ${theirs}`);
  return ours;
}
