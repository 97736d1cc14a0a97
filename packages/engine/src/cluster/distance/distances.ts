/**
 * Distances between observations as R's dist() defines them, in condensed form: the lower triangle column by column,
 * d(i, j) with i < j at `condensedIndex`. Canberra leaves terms 0/0 out and scales the rest up.
 */
import { AimaqError } from '../../errors.js';

/** n observations, each a row of p numbers, no missing values. */
export type Points = readonly Float64Array[];

export interface Condensed {
  readonly n: number;
  readonly values: Float64Array;
}

type Metric = (a: Float64Array, b: Float64Array) => number;

const METRICS: Readonly<Record<string, Metric>> = {
  euclidean: (a, b) => Math.sqrt(squared(a, b)),
  // As R's dist(x)^2, so that what is tied there is tied here.
  sqeuclidean: (a, b) => Math.sqrt(squared(a, b)) ** 2,
  manhattan: (a, b) => a.reduce((sum, value, j) => sum + Math.abs(value - b[j]), 0),
  maximum: (a, b) => a.reduce((most, value, j) => Math.max(most, Math.abs(value - b[j])), 0),
  canberra(a, b) {
    let sum = 0;
    let used = 0;
    for (let j = 0; j < a.length; j++) {
      const scale = Math.abs(a[j]) + Math.abs(b[j]);
      const difference = Math.abs(a[j] - b[j]);
      if (scale === 0) continue;
      sum += difference / scale;
      used++;
    }
    return used === 0 ? 0 : sum / (used / a.length);
  },
  correlation: (a, b) => 1 - rowCorrelation(a, b),
};

export const DISTANCES = [...Object.keys(METRICS), 'minkowski:P'] as const;

/** Errors: cluster-unknown-distance. */
export function distances(points: Points, name: string): Condensed {
  const metric = metricOf(name);
  const n = points.length;
  const values = new Float64Array((n * (n - 1)) / 2);
  let at = 0;
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) values[at++] = metric(points[i], points[j]);
  return { n, values };
}

/** Place of d(i, j), i ≠ j. */
export function condensedIndex(n: number, i: number, j: number): number {
  const [low, high] = i < j ? [i, j] : [j, i];
  return low * n - (low * (low + 1)) / 2 + high - low - 1;
}

export function squared(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += (a[j] - b[j]) ** 2;
  return sum;
}

function metricOf(name: string): Metric {
  const power = /^minkowski:(.+)$/.exec(name);
  if (power !== null) {
    const p = Number(power[1]);
    if (p >= 1) return (a, b) => a.reduce((sum, value, j) => sum + Math.abs(value - b[j]) ** p, 0) ** (1 / p);
  }
  if (Object.hasOwn(METRICS, name)) return METRICS[name];
  throw new AimaqError('cluster-unknown-distance', { name, known: DISTANCES.join(', ') });
}

function rowCorrelation(a: Float64Array, b: Float64Array): number {
  const meanA = a.reduce((sum, value) => sum + value, 0) / a.length;
  const meanB = b.reduce((sum, value) => sum + value, 0) / b.length;
  let [ab, aa, bb] = [0, 0, 0];
  for (let j = 0; j < a.length; j++) {
    ab += (a[j] - meanA) * (b[j] - meanB);
    aa += (a[j] - meanA) ** 2;
    bb += (b[j] - meanB) ** 2;
  }
  // A profile without variation is like nothing but another such profile.
  if (aa === 0 || bb === 0) return aa === bb ? 1 : 0;
  return Math.max(-1, Math.min(1, ab / Math.sqrt(aa * bb)));
}
