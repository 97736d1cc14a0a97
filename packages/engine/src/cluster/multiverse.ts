/**
 * The clusterings that one could have run instead: linkages × standardisations × sets of variables × years, all with the
 * same number of groups. For each pair of observations the share of specifications that put them together; for each
 * observation the share in which it falls to each group of the main partition (after matching the names).
 */

import { matchClusters } from './compare/match.js';
import { adjustedRand } from './compare/partitions.js';

export interface Specification {
  readonly linkage: string;
  readonly standardize: string;
  /** The variable left out, or null. */
  readonly without: string | null;
  readonly year: number | null;
  /** Cluster of each observation (from 1); null = not in the data of this specification. */
  readonly partition: readonly (number | null)[];
}

export interface ClusterMultiverse {
  readonly specifications: readonly (Omit<Specification, 'partition'> & { readonly adjustedRand: number })[];
  /** n × n, 1 on the diagonal; null where two observations were never together in the data. */
  readonly coassignment: readonly (readonly (number | null)[])[];
  /** n × k. */
  readonly membership: readonly (readonly number[])[];
  /** Observations (from 0) that stay in their group in less than two thirds of the specifications. */
  readonly border: readonly number[];
}

/** A group is an observation's own when at least this share of the specifications says so. */
const OWN = 2 / 3;

export function clusterMultiverse(
  main: readonly number[],
  specifications: readonly Specification[],
): ClusterMultiverse {
  const n = main.length;
  const k = Math.max(...main);
  const together = Array.from({ length: n }, () => new Float64Array(n));
  const present = Array.from({ length: n }, () => new Float64Array(n));
  const fell = Array.from({ length: n }, () => new Float64Array(k));
  const counted = new Float64Array(n);
  const rows = specifications.map(({ partition, ...rest }) => {
    const name = matchClusters(main, partition);
    partition.forEach((cluster, i) => {
      if (cluster === null) return;
      counted[i]++;
      const own = name[cluster - 1];
      if (own !== null) fell[i][own - 1]++;
      partition.forEach((other, j) => {
        if (other === null) return;
        present[i][j]++;
        if (other === cluster) together[i][j]++;
      });
    });
    const both = partition.flatMap((cluster, i) => (cluster === null ? [] : [[main[i], cluster]]));
    return {
      ...rest,
      adjustedRand: adjustedRand(
        both.map(([one]) => one),
        both.map(([, two]) => two),
      ),
    };
  });
  const membership = fell.map((row, i) => Array.from(row, (count) => (counted[i] === 0 ? 0 : count / counted[i])));
  return {
    specifications: rows,
    coassignment: together.map((row, i) =>
      Array.from(row, (count, j) => (present[i][j] === 0 ? null : count / present[i][j])),
    ),
    membership,
    border: main.flatMap((cluster, i) => (membership[i][cluster - 1] < OWN ? [i] : [])),
  };
}
