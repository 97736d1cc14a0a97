/**
 * Concordance of the distances with a partition: every distance within a group is compared with every distance between
 * two groups. Gamma (Baker & Hubert 1975) = (s⁺ − s⁻)/(s⁺ + s⁻), G(+) (Rohlf 1974) = 2s⁻/(N(N − 1)), tau (Milligan 1981)
 * = (s⁺ − s⁻)/√((N(N − 1)/2 − t)·N(N − 1)/2); s⁺ and s⁻ count the comparisons in which the distance within is the smaller
 * or the larger one, N the pairs of observations, t the pairs of distances that are both within or both between. In terms
 * of the counts of distances within (w) and between (b), N(N − 1)/2 − t = w·b. O(N log N).
 */
import type { Condensed } from '../distance/distances.js';

export interface Concordance {
  readonly gamma: number | null;
  readonly gPlus: number | null;
  readonly tau: number | null;
}

/** Null where there are no distances within, or none between. */
export function concordance({ n, values }: Condensed, partition: readonly number[]): Concordance {
  const within = new Float64Array(values.length);
  const between = new Float64Array(values.length);
  let [w, b] = [0, 0];
  for (let i = 0, at = 0; i < n; i++)
    for (let j = i + 1; j < n; j++, at++) {
      if (partition[i] === partition[j]) within[w++] = values[at];
      else between[b++] = values[at];
    }
  if (w === 0 || b === 0) return { gamma: null, gPlus: null, tau: null };
  const inside = within.subarray(0, w).sort();
  const outside = between.subarray(0, b).sort();
  let [smaller, larger, below, notAbove] = [0, 0, 0, 0];
  for (const distance of outside) {
    while (below < w && inside[below] < distance) below++;
    while (notAbove < w && inside[notAbove] <= distance) notAbove++;
    smaller += below;
    larger += w - notAbove;
  }
  const pairs = values.length;
  const comparisons = (pairs * (pairs - 1)) / 2;
  return {
    gamma: smaller + larger > 0 ? (smaller - larger) / (smaller + larger) : null,
    gPlus: larger / comparisons,
    tau: (smaller - larger) / Math.sqrt(w * b * comparisons),
  };
}
