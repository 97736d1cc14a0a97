/**
 * How firm are the groups of a tree? Three ways of disturbing the data, each for several numbers of groups at once:
 * observations drawn with replacement (Hennig 2007: Jaccard similarity |A∩B|/|A∪B| of each cluster to its best match,
 * over the observations drawn; 0 in a draw that holds none of the cluster, as fpc's clusterboot counts), each observation
 * left out, each variable left out (adjusted Rand index against the whole).
 */
import { randomStream } from '../numeric/random.js';
import { adjustedRand } from './compare/partitions.js';

/** Partition into k groups, numbered from 1. */
export type Cut = (k: number) => readonly number[];

export interface Stability {
  readonly k: number;
  /** Mean Jaccard similarity of each cluster. */
  readonly jaccard: readonly number[];
  /** For each observation the share of draws (of those that held it) in which it fell to each cluster. */
  readonly membership: readonly (readonly number[])[];
}

export interface StabilityOptions {
  readonly ks: readonly number[];
  readonly draws: number;
  readonly seed: number;
}

/** `regrow` clusters the chosen observations anew; its cuts follow their order. */
export function bootstrapStability(
  cut: Cut,
  regrow: (rows: readonly number[]) => Cut,
  { ks, draws, seed }: StabilityOptions,
): Stability[] {
  const partitions = ks.map((k) => cut(k));
  const n = partitions[0].length;
  const tallies = ks.map((k) => ({
    jaccard: new Float64Array(k),
    fell: Array.from({ length: n }, () => new Float64Array(k)),
  }));
  const held = new Float64Array(n);
  let used = 0;
  for (let draw = 0; draw < draws; draw++) {
    const stream = randomStream(seed, draw);
    // Copies are dropped, as fpc's clusterboot does unless told otherwise: at distance 0 they would hold groups together.
    const rows = [...new Set(Array.from({ length: n }, (_, i) => stream.integer(i, n)))].sort((a, b) => a - b);
    if (rows.length <= Math.max(...ks)) continue;
    used++;
    const again = regrow(rows);
    for (const row of rows) held[row]++;
    ks.forEach((k, which) => {
      const { jaccard, fell } = tallies[which];
      const found = again(k);
      const newOf = new Map(rows.map((row, at) => [row, found[at] - 1]));
      const values = similarities(partitions[which], newOf, k);
      for (let c = 0; c < k; c++) jaccard[c] += Math.max(...values[c]);
      for (const [row, cluster] of newOf) {
        let best = 0;
        for (let c = 1; c < k; c++) if (values[c][cluster] > values[best][cluster]) best = c;
        fell[row][best]++;
      }
    });
  }
  return ks.map((k, which) => ({
    k,
    jaccard: Array.from(tallies[which].jaccard, (sum) => sum / Math.max(1, used)),
    membership: tallies[which].fell.map((row, i) => Array.from(row, (count) => count / Math.max(1, held[i]))),
  }));
}

export interface LeftOut {
  readonly k: number;
  /** Agreement with the whole when each is left out in turn. */
  readonly adjustedRand: readonly number[];
  readonly mean: number;
  readonly least: number;
  /** How many of them change the partition of the others. */
  readonly changed: number;
}

/** Each observation left out in turn. */
export function leaveObservationsOut(
  cut: Cut,
  regrow: (rows: readonly number[]) => Cut,
  ks: readonly number[],
): LeftOut[] {
  const n = cut(1).length;
  const all = Array.from({ length: n }, (_, i) => i);
  const again = all.map((out) => {
    const rows = all.filter((row) => row !== out);
    const found = regrow(rows);
    return ks.map((k) => {
      const whole = cut(k);
      return adjustedRand(
        rows.map((row) => whole[row]),
        found(k),
      );
    });
  });
  return ks.map((k, which) =>
    summary(
      k,
      again.map((row) => row[which]),
    ),
  );
}

/** Each variable left out in turn; `without(j)` clusters by the others. */
export function leaveVariablesOut(cut: Cut, without: readonly Cut[], ks: readonly number[]): LeftOut[] {
  return ks.map((k) =>
    summary(
      k,
      without.map((found) => adjustedRand(cut(k), found(k))),
    ),
  );
}

function summary(k: number, values: readonly number[]): LeftOut {
  return {
    k,
    adjustedRand: values,
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
    least: Math.min(...values),
    changed: values.filter((value) => value < 1 - 1e-9).length,
  };
}

/** Jaccard similarity of each old cluster to each new one over the observations drawn. */
function similarities(partition: readonly number[], newOf: ReadonlyMap<number, number>, k: number) {
  const both = Array.from({ length: k }, () => new Float64Array(k));
  const drawn = new Float64Array(k);
  const fresh = new Float64Array(k);
  for (const [row, cluster] of newOf) {
    both[partition[row] - 1][cluster]++;
    drawn[partition[row] - 1]++;
    fresh[cluster]++;
  }
  return both.map((counts, c) => Array.from(counts, (common, g) => common / (drawn[c] + fresh[g] - common || 1)));
}
