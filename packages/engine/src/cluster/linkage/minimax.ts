/**
 * Minimax linkage (Bien & Tibshirani 2011): the smallest radius of a ball around one of the members that holds both
 * clusters, d(G, H) = min over x in G∪H of max over y in G∪H of d(x, y). It follows no Lance–Williams recurrence; for
 * each observation and cluster the distance to the farthest member is kept: O(n²) memory, O(n³) time at worst.
 */
import { type Condensed, condensedIndex } from '../distance/distances.js';

export interface Minimax {
  /** Joins cluster j to cluster i (numbers of their first members). */
  merge(i: number, j: number): void;
  /** d(k, i) of two clusters as they are now. */
  distance(k: number, i: number): number;
}

export function minimax({ n, values }: Condensed): Minimax {
  /** farthest[g·n + x] = distance of x to the farthest member of cluster g. */
  const farthest = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++) {
      const d = values[condensedIndex(n, i, j)];
      farthest[i * n + j] = d;
      farthest[j * n + i] = d;
    }
  const members = Array.from({ length: n }, (_, i) => [i]);
  return {
    merge(i, j) {
      for (let x = 0; x < n; x++) farthest[i * n + x] = Math.max(farthest[i * n + x], farthest[j * n + x]);
      members[i].push(...members[j]);
      members[j] = [];
    },
    distance(k, i) {
      let radius = Number.POSITIVE_INFINITY;
      for (const cluster of [k, i])
        for (const x of members[cluster]) radius = Math.min(radius, Math.max(farthest[k * n + x], farthest[i * n + x]));
      return radius;
    },
  };
}
