/**
 * Gap statistic (Tibshirani, Walther & Hastie 2001): mean log within sum of squares of uniform data in the box along the
 * principal components of the data, less that of the data; as cluster::clusGap with d.power = 2 and scaledPCA. Its
 * standard error is that of the simulation, s = sd·√(1 + 1/B).
 */
import { randomStream } from '../../numeric/random.js';
import { eigen } from '../../numeric/symmetric.js';
import type { Points } from '../distance/distances.js';
import { centroids, scatterOf, withinSquares } from './scatter.js';

export interface Gap {
  readonly k: number;
  readonly logWithin: number;
  readonly gap: number;
  readonly gapSE: number;
}

/** Share of the total sum of squares below which that within is rounding: every group is one point, repeated. */
const NOTHING = 1e-20;

/**
 * `partitionsOf` clusters a data set into 1 … most groups, in that order. It ends where the groups of the data have no
 * spread left, of which there is no logarithm.
 */
export function gapStatistic(
  points: Points,
  partitionsOf: (points: Points) => readonly (readonly number[])[],
  { draws, seed }: { readonly draws: number; readonly seed: number },
): Gap[] {
  const n = points.length;
  const p = points[0].length;
  const squaresOf = (sample: Points) => partitionsOf(sample).map((one) => withinSquares(sample, one));
  const own = squaresOf(points);
  const end = own.findIndex((squares) => !(squares > NOTHING * own[0]));
  const observed = own.slice(0, end < 0 ? own.length : end).map(Math.log);
  if (observed.length === 0) return [];
  const one = new Array<number>(n).fill(1);
  const [mean] = centroids(points, one);
  const axes = eigen(scatterOf(points, one).total).vectors;
  const low = new Float64Array(p).fill(Number.POSITIVE_INFINITY);
  const high = new Float64Array(p).fill(Number.NEGATIVE_INFINITY);
  for (const point of points) {
    for (let c = 0; c < p; c++) {
      let score = 0;
      for (let j = 0; j < p; j++) score += (point[j] - mean[j]) * axes.data[c * p + j];
      low[c] = Math.min(low[c], score);
      high[c] = Math.max(high[c], score);
    }
  }
  const sums = new Float64Array(observed.length);
  const squares = new Float64Array(observed.length);
  for (let draw = 0; draw < draws; draw++) {
    const stream = randomStream(seed, draw);
    const sample = points.map((_, i) => {
      const row = new Float64Array(p);
      for (let c = 0; c < p; c++) {
        const score = low[c] + (high[c] - low[c]) * stream.uniform(i * p + c);
        for (let j = 0; j < p; j++) row[j] += score * axes.data[c * p + j];
      }
      return row;
    });
    squaresOf(sample).forEach((value, i) => {
      if (i >= observed.length) return;
      const excess = Math.log(value) - observed[i];
      sums[i] += excess;
      squares[i] += excess * excess;
    });
  }
  return observed.map((logWithin, i) => {
    const gap = sums[i] / draws;
    const variance = (squares[i] - draws * gap * gap) / (draws - 1);
    return { k: i + 1, logWithin, gap, gapSE: Math.sqrt(Math.max(0, variance) * (1 + 1 / draws)) };
  });
}

/** First k whose gap is within one standard error of the gap of k + 1 (Tibshirani et al. 2001); null if none is. */
export function gapChoice(gaps: readonly Gap[]): number | null {
  for (let i = 0; i + 1 < gaps.length; i++) if (gaps[i].gap >= gaps[i + 1].gap - gaps[i + 1].gapSE) return gaps[i].k;
  return null;
}
