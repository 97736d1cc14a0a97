/**
 * Optimal leaf order: of the 2^(n−1) orders that a tree allows, the one with the shortest path through neighbouring
 * leaves (Bar-Joseph, Gifford & Jaakkola 2001). Exact, by dynamic programming over the outermost leaves of each branch;
 * O(n²) memory, O(n³) time at worst.
 */
import { type Condensed, condensedIndex } from './distance/distances.js';
import { type MergeTree, membersOf } from './mergeTree.js';

/** Leaves from 1, as drawn. Of the two directions the one that begins with the smaller first leaf. */
export function optimalLeafOrder(tree: MergeTree, { n, values }: Condensed): number[] {
  const d = (i: number, j: number) => values[condensedIndex(n, i, j)];
  const members = membersOf(tree);
  /** best[i·n + j]: shortest order of the branch in which i and j were first together, from leaf i to leaf j. */
  const best = new Float64Array(n * n);
  /** The inner leaves at which that order passes from one branch to the other. */
  const fromLeft = new Int32Array(n * n);
  const fromRight = new Int32Array(n * n);

  /** Shortest way from `u` inside its branch to any leaf that can stand at its other end, and on to each `k`. */
  const sideOf = (code: number) => (code < 0 ? null : tree.merge[code - 1]);
  const leaves = (code: number) => (code < 0 ? [-code - 1] : members[code - 1]);
  /** Leaves that can stand at the other end when `u` stands at one. */
  const opposite = (code: number, u: number): number[] => {
    const pair = sideOf(code);
    if (pair === null) return [u];
    const left = leaves(pair[0]);
    return left.includes(u) ? leaves(pair[1]) : left;
  };
  const length = (u: number, m: number) => (u === m ? 0 : best[u * n + m]);

  tree.merge.forEach(([a, b]) => {
    const left = leaves(a);
    const right = leaves(b);
    // passage[u][k]: shortest u … m, then the step m → k into the other branch.
    for (const u of left) {
      const ends = opposite(a, u);
      const reach = new Float64Array(right.length);
      const via = new Int32Array(right.length);
      right.forEach((k, at) => {
        reach[at] = Number.POSITIVE_INFINITY;
        for (const m of ends) {
          const total = length(u, m) + d(m, k);
          if (total < reach[at]) {
            reach[at] = total;
            via[at] = m;
          }
        }
      });
      const placeOf = new Map(right.map((k, at) => [k, at]));
      for (const w of right) {
        let least = Number.POSITIVE_INFINITY;
        let [m, k] = [u, w];
        for (const inner of opposite(b, w)) {
          const at = placeOf.get(inner) ?? 0;
          const total = reach[at] + length(inner, w);
          if (total < least) {
            least = total;
            m = via[at];
            k = inner;
          }
        }
        best[u * n + w] = least;
        best[w * n + u] = least;
        fromLeft[u * n + w] = m;
        fromRight[u * n + w] = k;
        fromLeft[w * n + u] = k;
        fromRight[w * n + u] = m;
      }
    }
  });

  const root = tree.merge[n - 2];
  let [first, last] = [0, 0];
  let least = Number.POSITIVE_INFINITY;
  for (const u of leaves(root[0])) {
    for (const w of leaves(root[1])) {
      if (best[u * n + w] < least) {
        least = best[u * n + w];
        [first, last] = [u, w];
      }
    }
  }
  const order: number[] = [];
  const stack: [number, number][] = [[first, last]];
  for (let pair = stack.pop(); pair !== undefined; pair = stack.pop()) {
    const [u, w] = pair;
    if (u === w) order.push(u + 1);
    else stack.push([fromRight[u * n + w], w], [u, fromLeft[u * n + w]]);
  }
  return order[0] < order[n - 1] ? order : order.reverse();
}

/** Sum of the distances between neighbours of an order of leaves (from 1). */
export function pathLength({ n, values }: Condensed, order: readonly number[]): number {
  let sum = 0;
  for (let i = 1; i < order.length; i++) sum += values[condensedIndex(n, order[i - 1] - 1, order[i] - 1)];
  return sum;
}
