/** A tree in R's convention, its cuts and what it says of the distances it was made from. */
import { type Condensed, condensedIndex } from './distance/distances.js';

export interface MergeTree {
  /** −i is observation i (from 1), +i the cluster made in row i. */
  readonly merge: readonly (readonly [number, number])[];
  readonly height: readonly number[];
  /** Leaves (from 1) as they are drawn. */
  readonly order: readonly number[];
}

/** A row in R's convention: single observations negative and first, clusters by the row that made them. */
export function signedPair(a: number, b: number): [number, number] {
  if (a < 0 && b < 0) return a > b ? [a, b] : [b, a];
  return a < b ? [a, b] : [b, a];
}

/** Leaves from left to right when every row draws its first branch first. */
export function leafOrder(merge: readonly (readonly [number, number])[]): number[] {
  const order: number[] = [];
  const stack = [merge.length];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node < 0) order.push(-node);
    else stack.push(merge[node - 1][1], merge[node - 1][0]);
  }
  return order;
}

/** Members (from 0) of the cluster made in each row. */
export function membersOf(tree: MergeTree): number[][] {
  const made: number[][] = [];
  for (const [a, b] of tree.merge) {
    const left = a < 0 ? [-a - 1] : made[a - 1];
    const right = b < 0 ? [-b - 1] : made[b - 1];
    made.push([...left, ...right]);
  }
  return made;
}

/** Height at which two observations first share a cluster (Sokal & Rohlf 1962). */
export function copheneticDistances(tree: MergeTree): Condensed {
  const n = tree.merge.length + 1;
  const values = new Float64Array((n * (n - 1)) / 2);
  const made = membersOf(tree);
  tree.merge.forEach(([a, b], step) => {
    const left = a < 0 ? [-a - 1] : made[a - 1];
    const right = b < 0 ? [-b - 1] : made[b - 1];
    for (const i of left) for (const j of right) values[condensedIndex(n, i, j)] = tree.height[step];
  });
  return { n, values };
}

/** Correlation of two condensed distances; null when one of them does not vary. */
export function distanceCorrelation(a: Condensed, b: Condensed): number | null {
  const m = a.values.length;
  const meanA = a.values.reduce((sum, value) => sum + value, 0) / m;
  const meanB = b.values.reduce((sum, value) => sum + value, 0) / m;
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < m; i++) {
    const x = a.values[i] - meanA;
    const y = b.values[i] - meanB;
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  // Null also where squares of the distances vanish or overflow.
  return aa * bb > 0 && aa * bb < Number.POSITIVE_INFINITY ? ab / Math.sqrt(aa * bb) : null;
}

/** Mean over observations of 1 − (height of the first merge)/(height of the last); Kaufman & Rousseeuw (1990), §5.2. */
export function agglomerativeCoefficient(tree: MergeTree): number | null {
  const n = tree.merge.length + 1;
  const last = tree.height[n - 2];
  if (!(last > 0)) return null;
  let sum = 0;
  tree.merge.forEach((pair, step) => {
    for (const code of pair) if (code < 0) sum += 1 - tree.height[step] / last;
  });
  // A tree that turns back can end at next to nothing.
  return Number.isFinite(sum) ? sum / n : null;
}

/** Rows whose height is below that of a row they contain. */
export function inversions(tree: MergeTree): number {
  return tree.merge.filter((pair, step) =>
    pair.some((code) => code > 0 && tree.height[code - 1] > tree.height[step] * (1 + 1e-12)),
  ).length;
}
