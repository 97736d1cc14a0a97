/**
 * Indices of a partition that need the distances only. Sums over the pairs within and between clusters are gathered once:
 * Dunn (1974) and its version of means (Bezdek & Pal 1998, "dunn2" of fpc), the correlation of the distances with being
 * apart (Halkidi et al. 2001; point-biserial of Milligan 1981), the ratio of means within and between, the C index of
 * Hubert & Levin (1976), McClain & Rao (1975), Frey & van Groenewoud (1972).
 */
import type { Condensed } from '../distance/distances.js';

export interface Pairs {
  readonly within: { readonly count: number; readonly sum: number };
  readonly between: { readonly count: number; readonly sum: number };
  readonly dunn: number | null;
  readonly dunn2: number | null;
  readonly pearsonGamma: number | null;
  readonly withinBetweenRatio: number | null;
  readonly mcClain: number | null;
}

export function pairIndices({ n, values }: Condensed, partition: readonly number[]): Pairs {
  const k = Math.max(...partition);
  const size = new Float64Array(k);
  for (const cluster of partition) size[cluster - 1]++;
  /** Sums of distances between every two clusters, of a cluster with itself on the diagonal. */
  const sums = new Float64Array(k * k);
  let nearest = Number.POSITIVE_INFINITY;
  let diameter = 0;
  const [within, between] = [
    { count: 0, sum: 0 },
    { count: 0, sum: 0 },
  ];
  let squares = 0;
  for (let i = 0, at = 0; i < n; i++) {
    const a = partition[i] - 1;
    for (let j = i + 1; j < n; j++, at++) {
      const d = values[at];
      const b = partition[j] - 1;
      squares += d * d;
      sums[a * k + b] += d;
      if (a !== b) sums[b * k + a] += d;
      const side = a === b ? within : between;
      side.count++;
      side.sum += d;
      if (a === b) diameter = Math.max(diameter, d);
      else nearest = Math.min(nearest, d);
    }
  }
  let [sumWithin, several, largestWithin, smallestBetween] = [0, 0, 0, Number.POSITIVE_INFINITY];
  for (let a = 0; a < k; a++) {
    if (size[a] > 1) {
      const mean = sums[a * k + a] / ((size[a] * (size[a] - 1)) / 2);
      // Every observation of a cluster of several counts once, as in fpc.
      sumWithin += mean * size[a];
      several += size[a];
      largestWithin = Math.max(largestWithin, mean);
    }
    for (let b = 0; b < k; b++)
      if (a !== b) smallestBetween = Math.min(smallestBetween, sums[a * k + b] / (size[a] * size[b]));
  }
  const both = within.count > 0 && between.count > 0;
  const pairs = values.length;
  const share = between.count / pairs;
  const spread = squares / pairs - ((within.sum + between.sum) / pairs) ** 2;
  const apart = both ? between.sum / between.count - within.sum / within.count : 0;
  return {
    within,
    between,
    dunn: k > 1 && diameter > 0 ? nearest / diameter : null,
    dunn2: k > 1 && largestWithin > 0 ? smallestBetween / largestWithin : null,
    pearsonGamma: both && spread > 0 ? (apart * Math.sqrt(share * (1 - share))) / Math.sqrt(spread) : null,
    withinBetweenRatio: both && between.sum > 0 ? sumWithin / several / (between.sum / between.count) : null,
    mcClain: both && between.sum > 0 ? within.sum / within.count / (between.sum / between.count) : null,
  };
}

/** (S − Smin)/(Smax − Smin): S the sum within, Smin and Smax the sums of as many smallest and largest distances. */
export function cIndex({ values }: Condensed, { within, between }: Pairs): number | null {
  if (within.count === 0 || between.count === 0) return null;
  const sorted = values.slice().sort();
  let [least, most] = [0, 0];
  for (let i = 0; i < within.count; i++) {
    least += sorted[i];
    most += sorted[sorted.length - 1 - i];
  }
  return most > least ? (within.sum - least) / (most - least) : null;
}

/** Change of the mean between over the change of the mean within, from this level to the next one. */
export function frey(level: Pairs, next: Pairs): number | null {
  if (level.within.count === 0 || next.within.count === 0 || level.between.count === 0) return null;
  const within = next.within.sum / next.within.count - level.within.sum / level.within.count;
  const between = next.between.sum / next.between.count - level.between.sum / level.between.count;
  return within === 0 ? null : between / within;
}

/** −Σ (nᵢ/n) log(nᵢ/n). */
export function entropy(partition: readonly number[]): number {
  const size = new Map<number, number>();
  for (const cluster of partition) size.set(cluster, (size.get(cluster) ?? 0) + 1);
  let sum = 0;
  for (const count of size.values()) sum -= (count / partition.length) * Math.log(count / partition.length);
  return sum;
}
