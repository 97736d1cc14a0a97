/**
 * Bootstrap stability (Hennig 2007): observations are drawn with replacement and clustered again; each cluster's Jaccard
 * similarity |A∩B|/|A∪B| to its best match among the new ones, over the observations drawn, averaged. Beside it the
 * share of draws in which each observation fell to each cluster.
 */
import { randomStream } from '../numeric/random.js';

export interface Stability {
  /** Mean Jaccard similarity of each cluster. */
  readonly jaccard: readonly number[];
  /** For each observation the share of draws (of those that held it) in which it fell to each cluster. */
  readonly membership: readonly (readonly number[])[];
}

export interface StabilityOptions {
  readonly draws: number;
  readonly seed: number;
}

/** `recluster` gives the partition of the chosen observations (repeated where drawn twice). */
export function bootstrapStability(
  partition: readonly number[],
  recluster: (rows: readonly number[]) => readonly number[],
  { draws, seed }: StabilityOptions,
): Stability {
  const n = partition.length;
  const k = Math.max(...partition);
  const jaccard = new Float64Array(k);
  const counted = new Float64Array(k);
  const held = new Float64Array(n);
  const fell = Array.from({ length: n }, () => new Float64Array(k));
  for (let draw = 0; draw < draws; draw++) {
    const stream = randomStream(seed, draw);
    const rows = Array.from({ length: n }, (_, i) => stream.integer(i, n)).sort((a, b) => a - b);
    const found = recluster(rows);
    const newOf = new Map<number, number>();
    rows.forEach((row, at) => {
      newOf.set(row, found[at] - 1);
    });
    const similarity = compare(partition, newOf, k, Math.max(...found));
    for (let c = 0; c < k; c++) {
      if (similarity.drawn[c] === 0) continue;
      jaccard[c] += Math.max(...similarity.values[c]);
      counted[c]++;
    }
    for (const [row, cluster] of newOf) {
      let best = 0;
      for (let c = 1; c < k; c++) if (similarity.values[c][cluster] > similarity.values[best][cluster]) best = c;
      held[row]++;
      fell[row][best]++;
    }
  }
  return {
    jaccard: Array.from(jaccard, (sum, c) => (counted[c] === 0 ? 0 : sum / counted[c])),
    membership: fell.map((row, i) => Array.from(row, (count) => (held[i] === 0 ? 0 : count / held[i]))),
  };
}

/** Jaccard similarity of each old cluster to each new one over the observations drawn. */
function compare(partition: readonly number[], newOf: ReadonlyMap<number, number>, k: number, m: number) {
  const both = Array.from({ length: k }, () => new Float64Array(m));
  const drawn = new Float64Array(k);
  const fresh = new Float64Array(m);
  for (const [row, cluster] of newOf) {
    both[partition[row] - 1][cluster]++;
    drawn[partition[row] - 1]++;
    fresh[cluster]++;
  }
  return {
    drawn,
    values: both.map((counts, c) => Array.from(counts, (common, g) => common / (drawn[c] + fresh[g] - common || 1))),
  };
}
