/**
 * A clustering beside an earlier one of the same observations (another linkage, scale, set of variables, year): how far
 * their trees and their groups agree. The observations are matched by their names and may stand in another order.
 */
import { AimaqError } from '../../errors.js';
import type { ClusterDocument } from '../../result/documents/cluster.js';
import { leafOrder, type MergeTree, signedPair } from '../mergeTree.js';
import { comparePartitions } from './partitions.js';
import { compareTrees } from './trees.js';

/** Beyond this many observations the trees are not compared: it takes all pairs at every number of groups. */
const MOST_FOR_TREES = 2000;

/** Errors: cluster-compare-observations when the two do not hold the same observations. */
export function compareClusterings(
  one: ClusterDocument,
  other: ClusterDocument,
): NonNullable<ClusterDocument['comparison']> {
  const place = new Map(one.labels.map((label, i) => [label, i]));
  const missing = [
    ...other.labels.filter((label) => !place.has(label)),
    ...one.labels.filter((label) => !other.labels.includes(label)),
  ];
  if (missing.length > 0 || one.labels.length !== other.labels.length)
    throw new AimaqError('cluster-compare-observations', { ids: missing.slice(0, 5).join(', ') });
  const places = other.labels.map((label) => place.get(label) ?? 0);
  const groups = new Array<number>(places.length).fill(0);
  other.partition.forEach((group, i) => {
    groups[places[i]] = group;
  });
  const { method, distance, standardize, k } = other;
  return {
    with: { method, distance, standardize, k },
    partitions: { ...comparePartitions(one.partition, groups) },
    trees: places.length > MOST_FOR_TREES ? null : treesOf(one.tree, renamed(other.tree, places)),
  };
}

function treesOf(one: MergeTree, other: MergeTree) {
  const { fowlkesMallows, ...rest } = compareTrees(one, other);
  return { ...rest, fowlkesMallows: fowlkesMallows.map((point) => ({ ...point })) };
}

/** The tree with leaf i under the number `places[i]`. */
function renamed({ merge, height, order }: MergeTree, places: readonly number[]): MergeTree {
  if (places.every((place, i) => place === i)) return { merge, height, order };
  const code = (one: number) => (one < 0 ? -(places[-one - 1] + 1) : one);
  const rows = merge.map(([a, b]) => signedPair(code(a), code(b)));
  return { merge: rows, height, order: leafOrder(rows) };
}
