/**
 * How firmly each branch of a tree comes back when observations are drawn with replacement: the mean, over the draws, of
 * the largest Jaccard similarity of its members to any branch of the new tree, over the observations drawn (Hennig 2007,
 * taken for branches instead of groups).
 */
import { randomStream } from '../numeric/random.js';
import { type MergeTree, membersOf } from './mergeTree.js';

/** One number for each row of the tree; `regrow` makes the tree of the chosen observations. */
export function nodeSupport(
  tree: MergeTree,
  regrow: (rows: readonly number[]) => MergeTree,
  { draws, seed }: { readonly draws: number; readonly seed: number },
): number[] {
  const n = tree.merge.length + 1;
  const branches = membersOf(tree);
  const sums = new Float64Array(branches.length);
  const counted = new Float64Array(branches.length);
  for (let draw = 0; draw < draws; draw++) {
    const stream = randomStream(seed, draw);
    const rows = [...new Set(Array.from({ length: n }, (_, i) => stream.integer(i, n)))].sort((a, b) => a - b);
    if (rows.length < 3) continue;
    const again = membersOf(regrow(rows)).map((members) => members.map((at) => rows[at]));
    const drawn = new Set(rows);
    branches.forEach((members, node) => {
      const own = new Set(members.filter((i) => drawn.has(i)));
      if (own.size < 2) return;
      let best = 0;
      for (const other of again) {
        let common = 0;
        for (const i of other) if (own.has(i)) common++;
        best = Math.max(best, common / (own.size + other.length - common));
      }
      sums[node] += best;
      counted[node]++;
    });
  }
  return Array.from(sums, (sum, node) => (counted[node] === 0 ? 0 : sum / counted[node]));
}
