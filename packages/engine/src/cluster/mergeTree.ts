/** A tree in R's convention, its cuts and what it says of the distances it was made from. */
import { AimaqError } from '../errors.js';
import { type Condensed, condensedIndex } from './distance/distances.js';

export interface MergeTree {
  /** −i is observation i (from 1), +i the cluster made in row i. */
  readonly merge: readonly (readonly [number, number])[];
  readonly height: readonly number[];
  /** Leaves (from 1) as they are drawn. */
  readonly order: readonly number[];
}

/** Members (from 0) of the cluster made in each row. */
function membersOf(tree: MergeTree): number[][] {
  const made: number[][] = [];
  for (const [a, b] of tree.merge) {
    const left = a < 0 ? [-a - 1] : made[a - 1];
    const right = b < 0 ? [-b - 1] : made[b - 1];
    made.push([...left, ...right]);
  }
  return made;
}

/**
 * k clusters, numbered from 1 in order of first appearance. The last k − 1 merges are undone; where heights turn back the
 * order of the merges counts. Errors: cluster-groups when k is not within 1 … n.
 */
export function cutTree(tree: MergeTree, k: number): number[] {
  const n = tree.merge.length + 1;
  if (!Number.isInteger(k) || k < 1 || k > n) throw new AimaqError('cluster-groups', { k, n });
  const parent = Int32Array.from({ length: 2 * n - 1 }, (_, i) => i);
  const node = (code: number) => (code < 0 ? -code - 1 : n + code - 1);
  for (let step = 0; step < n - k; step++) {
    const [a, b] = tree.merge[step];
    parent[node(a)] = n + step;
    parent[node(b)] = n + step;
  }
  const number = new Map<number, number>();
  return Array.from({ length: n }, (_, leaf) => {
    let top = leaf;
    while (parent[top] !== top) top = parent[top];
    const known = number.get(top);
    if (known !== undefined) return known;
    number.set(top, number.size + 1);
    return number.size;
  });
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
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : null;
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
  return sum / n;
}

/** Rows whose height is below that of a row they contain. */
export function inversions(tree: MergeTree): number {
  return tree.merge.filter((pair, step) =>
    pair.some((code) => code > 0 && tree.height[code - 1] > tree.height[step] * (1 + 1e-12)),
  ).length;
}
