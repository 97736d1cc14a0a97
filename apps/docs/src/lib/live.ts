/**
 * Numbers of the pages, computed by the engine while the site is built. `agree` compares them with the stored value of
 * another program and stops the build when they differ.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const oracles = join(process.cwd(), '..', '..', 'oracles');

export function oracleText(path: string): string {
  return readFileSync(join(oracles, path), 'utf8');
}

export function oracle(path: string): unknown {
  return JSON.parse(oracleText(path));
}

/** `ours` when it equals `theirs` to the relative tolerance; otherwise the build ends with both numbers. */
export function agree(what: string, ours: number, theirs: number, tolerance = 1e-8): number {
  const difference = Math.abs(ours - theirs) / Math.max(Math.abs(theirs), Number.MIN_VALUE);
  if (!(difference <= tolerance)) throw new Error(`${what}: the engine gives ${ours}, the oracle ${theirs}`);
  return ours;
}
