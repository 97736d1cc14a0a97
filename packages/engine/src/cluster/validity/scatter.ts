/**
 * Indices of a partition from the scatter matrices T = W + B (total, within, between; p×p, about the mean): those of
 * Milligan & Cooper's (1985) comparison that rest on traces and determinants. The names are the authors'.
 */
import { type ColumnMatrix, columnMatrix } from '../../numeric/columnMatrix.js';
import { eigen, pseudoInverse } from '../../numeric/symmetric.js';
import { type Points, squared } from '../distance/distances.js';

export interface Scatter {
  readonly n: number;
  readonly k: number;
  readonly total: ColumnMatrix;
  readonly within: ColumnMatrix;
}

/** Mean of the points of each cluster. */
export function centroids(points: Points, partition: readonly number[]): Float64Array[] {
  const k = Math.max(...partition);
  const p = points[0].length;
  const size = new Float64Array(k);
  const means = Array.from({ length: k }, () => new Float64Array(p));
  points.forEach((point, i) => {
    const c = partition[i] - 1;
    size[c]++;
    for (let j = 0; j < p; j++) means[c][j] += point[j];
  });
  return means.map((mean, c) => mean.map((sum) => sum / size[c]));
}

/** Sum of squared distances to the centroids. */
export function withinSquares(points: Points, partition: readonly number[]): number {
  const centers = centroids(points, partition);
  return points.reduce((sum, point, i) => sum + squared(point, centers[partition[i] - 1]), 0);
}

/** `origin`: what the total scatter is taken about; the mean unless told otherwise. */
export function scatterOf(points: Points, partition: readonly number[], origin?: Float64Array): Scatter {
  const centers = centroids(points, partition);
  const [mean] = centroids(points, new Array<number>(points.length).fill(1));
  return {
    n: points.length,
    k: centers.length,
    total: crossProducts(points, () => origin ?? mean),
    within: crossProducts(points, (i) => centers[partition[i] - 1]),
  };
}

export interface ScatterIndices {
  readonly scott: number | null;
  readonly marriot: number | null;
  /** Null for a single variable: its scatter is one number. */
  readonly traceCovarianceWithin: number | null;
  readonly traceWithin: number;
  readonly friedman: number | null;
  readonly rubin: number | null;
  readonly ratkowsky: number;
  readonly ball: number;
  readonly cubicClusteringCriterion: number | null;
}

export function scatterIndices(scatter: Scatter): ScatterIndices {
  const { n, k, total, within } = scatter;
  const p = total.rows;
  const traceTotal = trace(total);
  const traceWithin = trace(within);
  const between = subtract(total, within);
  const [logTotal, logWithin] = [logDeterminant(total), logDeterminant(within)];
  const { inverse, rank } = pseudoInverse(within);
  let ratkowsky = 0;
  for (let j = 0; j < p; j++) {
    const [b, t] = [between.data[j * p + j], total.data[j * p + j]];
    ratkowsky += t > 0 ? Math.sqrt(Math.max(0, b) / t) / p : 0;
  }
  return {
    scott: logTotal === null || logWithin === null ? null : n * (logTotal - logWithin),
    marriot: logWithin === null ? null : k * k * Math.exp(logWithin),
    traceCovarianceWithin: p > 1 ? traceOfCovariance(within) : null,
    traceWithin,
    friedman: rank < p ? null : sumOfProducts(inverse, between),
    rubin: traceWithin > 0 ? traceTotal / traceWithin : null,
    ratkowsky: ratkowsky / Math.sqrt(k),
    ball: traceWithin / k,
    cubicClusteringCriterion: cubicClusteringCriterion(scatter),
  };
}

/** |(k−1)^(2/p) W(k−1) − k^(2/p) W(k)| / |k^(2/p) W(k) − (k+1)^(2/p) W(k+1)|; Krzanowski & Lai (1988). */
export function krzanowskiLai(k: number, p: number, [before, at, after]: readonly [number, number, number]) {
  const level = (groups: number, squares: number) => groups ** (2 / p) * squares;
  const change = level(k, at) - level(k + 1, after);
  return change === 0 ? null : Math.abs(level(k - 1, before) - level(k, at)) / Math.abs(change);
}

/** (W(k)/W(k+1) − 1)(n − k − 1); Hartigan (1975). */
export function hartigan(n: number, k: number, at: number, after: number): number | null {
  return after > 0 ? (at / after - 1) * (n - k - 1) : null;
}

/** The split from k to k + 1 clusters: squares of the cluster before (m of n) and of its two parts together. */
export interface Split {
  readonly size: number;
  readonly before: number;
  readonly after: number;
}

/** The one cluster of `partition` that `next` divides; both from one tree. */
export function splitOf(points: Points, partition: readonly number[], next: readonly number[]): Split | null {
  const parts = new Map<number, Set<number>>();
  partition.forEach((cluster, i) => {
    parts.set(cluster, (parts.get(cluster) ?? new Set()).add(next[i]));
  });
  for (const [cluster, children] of parts) {
    if (children.size < 2) continue;
    const rows = partition.flatMap((one, i) => (one === cluster ? [i] : []));
    const number = new Map([...children].map((child, i) => [child, i + 1]));
    const own = rows.map((i) => points[i]);
    return {
      size: rows.length,
      before: withinSquares(
        own,
        rows.map(() => 1),
      ),
      after: withinSquares(
        own,
        rows.map((i) => number.get(next[i]) ?? 1),
      ),
    };
  }
  return null;
}

/** Je(2)/Je(1) and pseudo-t² (Duda & Hart 1973), and Beale's (1969) F, of the next split; null where the parts do not vary. */
export function splitIndices({ size, before, after }: Split, p: number) {
  if (!(after > 0) || size < 3) return { duda: before > 0 ? after / before : null, pseudoT2: null, beale: null };
  return {
    duda: after / before,
    pseudoT2: (before - after) / (after / (size - 2)),
    beale: (before - after) / after / (((size - 1) / (size - 2)) * (2 ** (2 / p) - 1)),
  };
}

/** Sarle (1983), SAS technical report A-108: R² against that of a uniform hyperbox, in transformed units. */
function cubicClusteringCriterion({ n, k, total, within }: Scatter): number | null {
  const p = total.rows;
  const roots = [...eigen(total).values].reverse().map((value) => Math.sqrt(Math.max(0, value) / (n - 1)) || 1);
  const volume = roots.reduce((product, root) => product * root, 1);
  const first = roots.map((root) => root / (volume / k) ** (1 / p));
  const dimensions = Math.min(first.filter((u) => u >= 1).length, k - 1);
  const some = dimensions > 0 && dimensions < p;
  const used = some ? roots.slice(0, dimensions).reduce((product, root) => product * root, 1) : 0;
  const u = some ? roots.map((root) => root / (used / k) ** (1 / dimensions)) : first;
  const squares = u.reduce((sum, value) => sum + value * value, 0);
  const expected = u.reduce(
    (sum, value, j) => sum + (some && j >= dimensions ? value ** 2 / (n + value) : 1 / (n + value)),
    0,
  );
  const expectedR2 = 1 - (expected / squares) * ((n - k) ** 2 / n) * (1 + 4 / n);
  const r2 = 1 - trace(within) / trace(total);
  if (!(expectedR2 < 1) || !(r2 < 1) || 0.001 + expectedR2 <= 0) return null;
  return (
    (Math.log((1 - expectedR2) / (1 - r2)) * Math.sqrt((n * (some ? dimensions : p)) / 2)) / (0.001 + expectedR2) ** 1.2
  );
}

function crossProducts(points: Points, center: (i: number) => Float64Array): ColumnMatrix {
  const p = points[0].length;
  const sum = columnMatrix(p, p);
  points.forEach((point, i) => {
    const about = center(i);
    for (let a = 0; a < p; a++)
      for (let b = 0; b < p; b++) sum.data[b * p + a] += (point[a] - about[a]) * (point[b] - about[b]);
  });
  return sum;
}

function trace({ rows, data }: ColumnMatrix): number {
  let sum = 0;
  for (let j = 0; j < rows; j++) sum += data[j * rows + j];
  return sum;
}

function subtract(a: ColumnMatrix, b: ColumnMatrix): ColumnMatrix {
  return { rows: a.rows, cols: a.cols, data: a.data.map((value, i) => value - b.data[i]) };
}

/** log det, null for a singular matrix. */
function logDeterminant(a: ColumnMatrix): number | null {
  const { values } = eigen(a);
  if (!(values[0] > 1e-14 * values[values.length - 1])) return null;
  return values.reduce((sum, value) => sum + Math.log(value), 0);
}

/** Sum of variances of the columns of a matrix taken as data. */
function traceOfCovariance({ rows, data }: ColumnMatrix): number {
  let sum = 0;
  for (let j = 0; j < rows; j++) {
    const column = data.subarray(j * rows, (j + 1) * rows);
    const mean = column.reduce((s, value) => s + value, 0) / rows;
    sum += column.reduce((s, value) => s + (value - mean) ** 2, 0) / (rows - 1);
  }
  return sum;
}

/** tr(W⁻¹B). */
function sumOfProducts(inverse: ColumnMatrix, between: ColumnMatrix): number {
  let sum = 0;
  for (let i = 0; i < inverse.data.length; i++) sum += inverse.data[i] * between.data[i];
  return sum;
}
