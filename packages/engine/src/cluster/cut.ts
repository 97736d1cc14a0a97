/** Cuts of a tree: by the number of clusters, and by height. */
import { AimaqError } from '../errors.js';
import type { MergeTree } from './mergeTree.js';

/**
 * k clusters, numbered from 1 in order of first appearance. The last k − 1 merges are undone; where heights turn back the
 * order of the merges counts. Errors: cluster-groups when k is not within 1 … n.
 */
export function cutTree(tree: MergeTree, k: number): number[] {
  const n = tree.merge.length + 1;
  if (!Number.isInteger(k) || k < 1 || k > n) throw new AimaqError('cluster-groups', { k, n });
  return cutAfter(tree, n - k);
}

/**
 * The clusters joined at or below height h; observations that are equal stay together at h = 0.
 * Errors: cluster-cut-inversion when heights turn back, for then a height does not name a partition.
 */
export function cutTreeAt(tree: MergeTree, h: number): number[] {
  for (let step = 1; step < tree.height.length; step++)
    if (tree.height[step] < tree.height[step - 1] * (1 - 1e-12)) throw new AimaqError('cluster-cut-inversion', {});
  return cutAfter(tree, tree.height.filter((height) => height <= h).length);
}

/** Partition after the first `steps` merges. */
function cutAfter(tree: MergeTree, steps: number): number[] {
  const n = tree.merge.length + 1;
  const parent = Int32Array.from({ length: 2 * n - 1 }, (_, i) => i);
  const node = (code: number) => (code < 0 ? -code - 1 : n + code - 1);
  for (let step = 0; step < steps; step++) {
    const [a, b] = tree.merge[step];
    parent[node(a)] = n + step;
    parent[node(b)] = n + step;
  }
  // Parents have higher numbers than their children: from the top down every node learns its root in one step.
  for (let i = n + steps - 1; i >= 0; i--) parent[i] = parent[parent[i]];
  const number = new Map<number, number>();
  return Array.from({ length: n }, (_, leaf) => {
    const top = parent[leaf];
    const known = number.get(top);
    if (known !== undefined) return known;
    number.set(top, number.size + 1);
    return number.size;
  });
}
