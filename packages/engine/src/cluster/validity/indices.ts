/** Every index of a partition that the room knows, for one number of groups or for a row of them from one tree. */
import type { Condensed, Points } from '../distance/distances.js';
import { type Concordance, concordance } from './concordance.js';
import { cIndex, entropy, frey, type Pairs, pairIndices } from './pairs.js';
import {
  hartigan,
  krzanowskiLai,
  type ScatterIndices,
  scatterIndices,
  scatterOf,
  splitIndices,
  splitOf,
  withinSquares,
} from './scatter.js';
import { daviesBouldin, sDbwParts, sdIndex } from './separation.js';
import { meanSilhouette } from './silhouette.js';

type Index = number | null;

/** Indices of one partition. Without points (a distance matrix only) those that need centroids are null. */
export interface Validity {
  readonly k: number;
  readonly silhouette: Index;
  readonly calinskiHarabasz: Index;
  readonly dunn: Index;
  readonly daviesBouldin: Index;
  readonly dunn2: Index;
  readonly pearsonGamma: Index;
  readonly withinBetweenRatio: Index;
  readonly entropy: number;
  readonly mcClain: Index;
  /** 1 − within/total sum of squares. */
  readonly rSquared: Index;
}

/** Those that look at the neighbouring numbers of groups, too. */
export interface ValidityOfTree extends Validity, Concordance, Partial<ScatterIndices> {
  readonly cIndex: Index;
  readonly krzanowskiLai: Index;
  readonly hartigan: Index;
  readonly frey: Index;
  readonly duda: Index;
  readonly pseudoT2: Index;
  readonly beale: Index;
  readonly sdIndex: Index;
  readonly sDbw: Index;
}

export function validity(points: Points | null, distance: Condensed, partition: readonly number[]): Validity {
  return existing(assemble(points, distance, partition, pairIndices(distance, partition)));
}

/** Indices for the numbers of groups `ks` (ascending); `cut` gives the partition of the tree for any k. */
export function validityOfTree(
  points: Points | null,
  distance: Condensed,
  { ks, cut }: { readonly ks: readonly number[]; readonly cut: (k: number) => readonly number[] },
): ValidityOfTree[] {
  const n = distance.n;
  const finest = cut(ks[ks.length - 1]);
  const pairs = new Map<number, Pairs>();
  const pairsAt = (k: number) => {
    const known = pairs.get(k) ?? pairIndices(distance, cut(k));
    pairs.set(k, known);
    return known;
  };
  return ks.map((k) => {
    const partition = cut(k);
    const base = assemble(points, distance, partition, pairsAt(k));
    const next = k < n ? cut(k + 1) : null;
    const ofPairs = {
      cIndex: cIndex(distance, pairsAt(k)),
      frey: next === null || k < 2 ? null : frey(pairsAt(k), pairsAt(k + 1)),
      ...concordance(distance, partition),
    };
    if (points === null) return existing({ ...base, ...NO_POINTS, ...ofPairs });
    const at = withinSquares(points, partition);
    const after = next === null ? null : withinSquares(points, next);
    const p = points[0].length;
    const split = next === null ? null : splitOf(points, partition, next);
    const { scatter, density } = sDbwParts(points, partition);
    return existing({
      ...base,
      ...ofPairs,
      ...scatterIndices(scatterOf(points, partition)),
      krzanowskiLai:
        after === null || k < 2 ? null : krzanowskiLai(k, p, [withinSquares(points, cut(k - 1)), at, after]),
      hartigan: after === null ? null : hartigan(n, k, at, after),
      ...(split === null ? { duda: null, pseudoT2: null, beale: null } : splitIndices(split, p)),
      sdIndex: sdIndex(points, partition, finest),
      sDbw: k > 1 ? scatter + density : null,
    });
  });
}

/** Where squares of the data vanish or overflow, an index has no value. */
function existing<T extends object>(indices: T): T {
  return Object.fromEntries(
    Object.entries(indices).map(([name, value]) => [name, Number.isFinite(value) ? value : null]),
  ) as T;
}

const NO_POINTS = {
  krzanowskiLai: null,
  hartigan: null,
  duda: null,
  pseudoT2: null,
  beale: null,
  sdIndex: null,
  sDbw: null,
} as const;

function assemble(points: Points | null, distance: Condensed, partition: readonly number[], pairs: Pairs): Validity {
  const k = Math.max(...partition);
  const n = distance.n;
  const whole = k < 2 || k >= n;
  const within = points === null ? null : withinSquares(points, partition);
  const total = points === null ? null : withinSquares(points, new Array<number>(n).fill(1));
  const between = within === null || total === null ? null : total - within;
  return {
    k,
    silhouette: whole ? null : meanSilhouette(distance, partition),
    calinskiHarabasz: whole || between === null || !within ? null : between / (k - 1) / (within / (n - k)),
    dunn: pairs.dunn,
    daviesBouldin: k < 2 || points === null ? null : daviesBouldin(points, partition),
    dunn2: pairs.dunn2,
    pearsonGamma: pairs.pearsonGamma,
    withinBetweenRatio: pairs.withinBetweenRatio,
    entropy: entropy(partition),
    mcClain: pairs.mcClain,
    rSquared: between === null || !total ? null : between / total,
  };
}
