/**
 * All that inference with clusters needs: per-cluster K×K moments A_g = X_g'X_g and K-vectors X_g'y_g, so that the rows
 * are read once. Effects nested in the clusters are swept out already; those that cross them (the years) join X as
 * explicit columns, which reproduces the dummy-variable model exactly (Pustejovsky & Tipton, 2018, §3).
 */
import { demean, effectColumns, isNested } from '../design/absorb.js';
import type { Effect } from '../design/design.js';
import { AimaqError } from '../errors.js';
import { type ColumnMatrix, column, columnMatrix, fromColumns } from '../numeric/columnMatrix.js';
import { inverseCrossProduct, qr } from '../numeric/qr.js';
import { multiplyVector } from '../numeric/sums.js';
import type { LinearModel } from './linearModel.js';

export interface ClusterMoments {
  readonly labels: readonly string[];
  readonly count: number;
  /** Columns of the model; the first k of the K. */
  readonly k: number;
  readonly K: number;
  readonly names: readonly string[];
  /** (X'X)⁻¹ of all K columns. */
  readonly M: ColumnMatrix;
  readonly coefficients: Float64Array;
  /** A_g. */
  readonly A: readonly ColumnMatrix[];
  /** X_g'y_g. */
  readonly b: readonly Float64Array[];
  /** Scores X_g'e_g. */
  readonly scores: readonly Float64Array[];
}

/** Explicit columns beyond which small-sample corrections are not offered. */
export const MAX_COLUMNS = 400;

/** How many columns the effects that cross the clusters would add. */
export function crossingLevels(model: LinearModel, codes: Int32Array): number {
  return model.effects
    .filter((effect) => !isNested(effect, codes))
    .reduce((sum, effect) => sum + effect.levels.length, 0);
}

export function clusterMoments(model: LinearModel, by: string): ClusterMoments {
  const { codes, count, labels } = model.groups(by);
  const { X, M } = withCrossingEffects(model, codes);
  const n = X.rows;
  const K = X.cols;
  const { A, b } = groupMoments(X, model.y, codes, count);
  const scores = labels.map(() => new Float64Array(K));
  for (let p = 0; p < K; p++) for (let i = 0; i < n; i++) scores[codes[i]][p] += X.data[p * n + i] * model.residuals[i];
  // The response is net of the effects: their columns take nothing of it.
  const coefficients = new Float64Array(K);
  coefficients.set(model.coefficients);
  return { labels, count, k: model.names.length, K, names: model.names, M, coefficients, A, b, scores };
}

/** Moments of finer groups inside the clusters, over the same columns. */
export interface SubclusterMoments {
  readonly count: number;
  /** Cluster of each group. */
  readonly cluster: Int32Array;
  readonly A: readonly ColumnMatrix[];
  readonly b: readonly Float64Array[];
}

/** Errors: inference-not-nested, data-unknown-column. */
export function subclusterMoments(model: LinearModel, by: string, sub: string): SubclusterMoments {
  const outer = model.groups(by).codes;
  const { codes, count } = model.groups(sub);
  const cluster = new Int32Array(count).fill(-1);
  for (let i = 0; i < codes.length; i++) {
    if (cluster[codes[i]] >= 0 && cluster[codes[i]] !== outer[i])
      throw new AimaqError('inference-not-nested', { sub, by });
    cluster[codes[i]] = outer[i];
  }
  const { X } = withCrossingEffects(model, outer);
  return { count, cluster, ...groupMoments(X, model.y, codes, count) };
}

/** Per group X_g'X_g and X_g'y_g. */
function groupMoments(X: ColumnMatrix, y: Float64Array, codes: Int32Array, count: number) {
  const n = X.rows;
  const K = X.cols;
  const A = Array.from({ length: count }, () => columnMatrix(K, K));
  const b = Array.from({ length: count }, () => new Float64Array(K));
  for (let i = 0; i < n; i++) {
    const g = codes[i];
    const Ag = A[g].data;
    for (let p = 0; p < K; p++) {
      const xp = X.data[p * n + i];
      if (xp === 0) continue;
      b[g][p] += xp * y[i];
      for (let q = 0; q <= p; q++) Ag[p * K + q] += xp * X.data[q * n + i];
    }
  }
  for (const { data } of A) for (let p = 0; p < K; p++) for (let q = 0; q < p; q++) data[q * K + p] = data[p * K + q];
  return { A, b };
}

/** Regressors with some of the effects spelled out as columns; the model's own come first. */
export interface SpelledOut {
  readonly X: ColumnMatrix;
  /** (X'X)⁻¹. */
  readonly M: ColumnMatrix;
}

/** X with dummies of the effects that cross the groups, net of the nested ones, dependent columns left out. */
export function withCrossingEffects(model: LinearModel, codes: Int32Array): SpelledOut {
  const nested = model.effects.filter((effect) => isNested(effect, codes));
  const crossing = model.effects.filter((effect) => !isNested(effect, codes));
  return withEffects(model, nested, crossing);
}

/**
 * X with the explicit columns D of some effects, net of the others. X is net of all effects, so that X'D = 0 and
 * (X'X)⁻¹ falls into the model's own block and that of the dummies, which are far from dependent once the dependent ones
 * are left out: what refinement costs is not spent on them.
 */
export function withEffects(model: LinearModel, swept: readonly Effect[], explicit: readonly Effect[]): SpelledOut {
  if (explicit.length === 0) return { X: model.X, M: model.bread };
  const root = model.rootWeights;
  const weights = root?.map((w) => w * w);
  const n = model.X.rows;
  const scaled = (values: Float64Array) => (root === undefined ? values : values.map((value, i) => value * root[i]));
  const dummies = explicit.flatMap(effectColumns);
  const net = dummies.map((dummy) => scaled(swept.reduce((values, other) => demean(values, other, weights), dummy)));
  const factor = qr(fromColumns(net, n), { scales: dummies.map((dummy) => Math.sqrt(squares(scaled(dummy)))) });
  const own = Array.from({ length: model.X.cols }, (_, j) => column(model.X, j));
  const M = blockDiagonal(model.bread, inverseCrossProduct(factor));
  return { X: fromColumns([...own, ...factor.kept.map((j) => net[j])], n), M };
}

function squares(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}

function blockDiagonal(first: ColumnMatrix, second: ColumnMatrix): ColumnMatrix {
  const K = first.cols + second.cols;
  const matrix = columnMatrix(K, K);
  for (let j = 0; j < first.cols; j++) matrix.data.set(column(first, j), j * K);
  for (let j = 0; j < second.cols; j++) matrix.data.set(column(second, j), (first.cols + j) * K + first.cols);
  return matrix;
}

export function quadratic(left: Float64Array, A: ColumnMatrix, right: Float64Array): number {
  const product = multiplyVector(A, right);
  let sum = 0;
  for (let i = 0; i < left.length; i++) sum += left[i] * product[i];
  return sum;
}
