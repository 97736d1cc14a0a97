/**
 * Is there any structure? The largest mean silhouette over k = 2 … 6 against data drawn from one normal distribution
 * with the same covariance: correlated variables alone make k = 2 look good, so that independent columns would be no
 * fair null. p = (1 + draws at least as large)/(draws + 1).
 */
import { columnMatrix } from '../numeric/columnMatrix.js';
import { randomStream } from '../numeric/random.js';
import { spectral } from '../numeric/symmetric.js';
import type { Points } from './distance/distances.js';

export interface Structure {
  readonly statistic: number;
  readonly pValue: number;
  readonly draws: number;
}

/** `statisticOf` is the same function for the data and for every draw. */
export function structureTest(
  points: Points,
  statisticOf: (points: Points) => number,
  { draws, seed }: { readonly draws: number; readonly seed: number },
): Structure {
  const n = points.length;
  const p = points[0].length;
  const mean = new Float64Array(p);
  for (const point of points) for (let j = 0; j < p; j++) mean[j] += point[j] / n;
  const covariance = columnMatrix(p, p);
  for (const point of points)
    for (let a = 0; a < p; a++)
      for (let b = 0; b < p; b++) covariance.data[b * p + a] += ((point[a] - mean[a]) * (point[b] - mean[b])) / (n - 1);
  // With fewer observations than variables the covariance is singular; its root exists all the same.
  const root = spectral(covariance, (value) => Math.sqrt(Math.max(0, value)));
  const statistic = statisticOf(points);
  let atLeast = 0;
  for (let draw = 0; draw < draws; draw++) {
    const stream = randomStream(seed, draw);
    const sample = points.map((_, i) => {
      const z = Float64Array.from({ length: p }, (__, j) => stream.normal(i * p + j));
      return Float64Array.from({ length: p }, (__, a) => {
        let sum = mean[a];
        for (let b = 0; b < p; b++) sum += root.data[b * p + a] * z[b];
        return sum;
      });
    });
    if (statisticOf(sample) >= statistic) atLeast++;
  }
  return { statistic, pValue: (1 + atLeast) / (draws + 1), draws };
}
