/**
 * Agreement of two trees of the same observations: Sokal & Rohlf's (1962) cophenetic correlation of the two, Baker's
 * (1974) gamma, the curve of Fowlkes & Mallows (1983) over the numbers of groups, and the entanglement of their two
 * orders of leaves (0 = the same order, 1 = reversed).
 */
import { cutTree } from '../cut.js';
import { type Condensed, condensedIndex } from '../distance/distances.js';
import { copheneticDistances, distanceCorrelation, type MergeTree, membersOf } from '../mergeTree.js';
import { comparePartitions, fowlkesMallowsByChance } from './partitions.js';

export interface TreeAgreement {
  readonly copheneticCorrelation: number | null;
  readonly bakersGamma: number | null;
  readonly entanglement: number;
  readonly fowlkesMallows: readonly {
    readonly k: number;
    readonly index: number;
    /** Mean and standard deviation of the index of unrelated trees. */
    readonly expected: number;
    readonly deviation: number;
  }[];
}

export function compareTrees(a: MergeTree, b: MergeTree): TreeAgreement {
  const n = a.merge.length + 1;
  return {
    copheneticCorrelation: distanceCorrelation(copheneticDistances(a), copheneticDistances(b)),
    bakersGamma: bakersGamma(a, b),
    entanglement: entanglement(a.order, b.order),
    fowlkesMallows: Array.from({ length: Math.max(0, n - 2) }, (_, i) => {
      const k = i + 2;
      const [one, two] = [cutTree(a, k), cutTree(b, k)];
      const { mean, variance } = fowlkesMallowsByChance(one, two);
      return {
        k,
        index: comparePartitions(one, two).fowlkesMallows,
        expected: Number.isFinite(mean) ? mean : 0,
        deviation: Number.isFinite(variance) ? Math.sqrt(Math.max(0, variance)) : 0,
      };
    }).filter(({ k }) => k < n),
  };
}

/**
 * Rank correlation, over all pairs of observations, of the largest number of groups at which the two are still together;
 * Spearman's with mid-ranks, as dendextend.
 */
export function bakersGamma(a: MergeTree, b: MergeTree): number | null {
  return distanceCorrelation(ranked(lastTogether(a)), ranked(lastTogether(b)));
}

/** Mid-ranks; the values are whole numbers up to n. */
function ranked({ n, values }: Condensed): Condensed {
  const counts = new Float64Array(n + 1);
  for (const value of values) counts[value]++;
  const rank = new Float64Array(n + 1);
  let below = 0;
  for (let value = 0; value <= n; value++) {
    rank[value] = below + (counts[value] + 1) / 2;
    below += counts[value];
  }
  return { n, values: values.map((value) => rank[value]) };
}

/** Merges of equal height count as one: the numbers of groups between them are nobody's. */
function lastTogether(tree: MergeTree): Condensed {
  const n = tree.merge.length + 1;
  const values = new Float64Array((n * (n - 1)) / 2);
  const made = membersOf(tree);
  const end = tree.height.map((_, step) => step);
  for (let step = n - 3; step >= 0; step--) if (tree.height[step] === tree.height[step + 1]) end[step] = end[step + 1];
  tree.merge.forEach(([a, b], step) => {
    const left = a < 0 ? [-a - 1] : made[a - 1];
    const right = b < 0 ? [-b - 1] : made[b - 1];
    for (const i of left) for (const j of right) values[condensedIndex(n, i, j)] = n - 1 - end[step];
  });
  return { n, values };
}

/** Σ|place in one − place in the other|^power over that of reversed orders. */
export function entanglement(a: readonly number[], b: readonly number[], power = 1.5): number {
  const n = a.length;
  const place = new Map(b.map((leaf, i) => [leaf, i]));
  let [sum, worst] = [0, 0];
  a.forEach((leaf, i) => {
    sum += Math.abs(i - (place.get(leaf) ?? i)) ** power;
    worst += Math.abs(n - 1 - 2 * i) ** power;
  });
  return worst > 0 ? sum / worst : 0;
}
