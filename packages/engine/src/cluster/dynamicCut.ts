/**
 * A cut that follows the branches instead of one height: of all sets of branches that cover the leaves once, the one with
 * the largest sum of size × lifetime, where a branch lives from the height at which it is made to the height at which it
 * is joined (Campello, Moulavi, Zimek & Sander 2013, optimal extraction from a hierarchy). The whole is no answer; one
 * group is what the test of structure is for. Errors: cluster-cut-inversion when heights turn back.
 */
import { AimaqError } from '../errors.js';
import { inversions, type MergeTree, membersOf } from './mergeTree.js';

/** Clusters numbered from 1 in order of first appearance. */
export function dynamicCut(tree: MergeTree): number[] {
  if (inversions(tree) > 0) throw new AimaqError('cluster-cut-inversion', {});
  const n = tree.merge.length + 1;
  const members = membersOf(tree);
  const parent = new Map<number, number>();
  tree.merge.forEach(([a, b], step) => {
    parent.set(a, step).set(b, step);
  });
  const joinedAt = (code: number) => tree.height[parent.get(code) ?? n - 2];
  const size = (code: number) => (code < 0 ? 1 : members[code - 1].length);
  const madeAt = (code: number) => (code < 0 ? 0 : tree.height[code - 1]);
  /** Best sum below each branch, and whether the branch itself gives it. */
  const best = new Map<number, { readonly sum: number; readonly whole: boolean }>();
  const visit = (code: number) => {
    const own = size(code) * (joinedAt(code) - madeAt(code));
    const below =
      code < 0
        ? Number.NEGATIVE_INFINITY
        : tree.merge[code - 1].reduce((sum, child) => sum + (best.get(child)?.sum ?? 0), 0);
    best.set(code, { sum: Math.max(own, below), whole: own >= below });
  };
  for (let leaf = 1; leaf <= n; leaf++) visit(-leaf);
  for (let step = 1; step < n; step++) visit(step);
  const label = new Int32Array(n);
  let count = 0;
  const stack = [...tree.merge[n - 2]];
  for (let code = stack.pop(); code !== undefined; code = stack.pop()) {
    if (best.get(code)?.whole === true) {
      count++;
      for (const leaf of code < 0 ? [-code - 1] : members[code - 1]) label[leaf] = count;
    } else stack.push(...tree.merge[code - 1]);
  }
  const number = new Map<number, number>();
  return Array.from(label, (one) => {
    if (!number.has(one)) number.set(one, number.size + 1);
    return number.get(one) ?? 0;
  });
}
