/**
 * Covariance of the coefficients of a `LinearModel`: homoskedastic; heteroskedastic HC0–HC4 with the leverage of the
 * whole model, fixed effects included (MacKinnon & White, 1985; Cribari-Neto, 2004); clustered CR0–CR3, several cluster
 * variables by inclusion and exclusion (Cameron, Gelbach & Miller, 2011).
 */
import { AimaqError, type Maybe, type Note, note, unavailable } from '../errors.js';
import { type ColumnMatrix, column, columnMatrix } from '../numeric/columnMatrix.js';
import { leastSquares } from '../numeric/leastSquares.js';
import { multiply, multiplyVector } from '../numeric/sums.js';
import { eigen, spectral } from '../numeric/symmetric.js';
import { adjustment, EXPONENTS } from './adjustment.js';
import { clusterMoments, crossingLevels, MAX_COLUMNS, withEffects } from './clusterMoments.js';
import type { CovarianceSpec } from './covarianceSpec.js';
import type { LinearModel } from './linearModel.js';
import { satterthwaite } from './satterthwaite.js';
import { type Convention, type Recipe, smallSample } from './smallSample.js';

export interface Covariance {
  readonly spec: CovarianceSpec;
  readonly matrix: ColumnMatrix;
  /** Per coefficient. */
  readonly degreesOfFreedom: readonly Maybe[];
  readonly recipe: Recipe;
  readonly clusterCounts: readonly number[];
  readonly notes: readonly Note[];
}

/** Errors: inference-one-cluster, inference-multiway, inference-too-many-columns, inference-full-leverage, data-unknown-column. */
export function covariance(model: LinearModel, spec: CovarianceSpec, convention: Convention): Covariance {
  if (model.degrees.residual <= 0) throw new AimaqError('inference-no-degrees-of-freedom');
  if (spec.kind === 'cluster') return clustered(model, spec, convention);
  const recipe = smallSample(model, spec, convention, []);
  const matrix = spec.kind === 'iid' ? homoskedastic(model) : heteroskedastic(model, spec.type);
  return {
    spec,
    matrix: scaled(matrix, recipe.factor),
    degreesOfFreedom: model.names.map(() => model.degrees.residual),
    recipe,
    clusterCounts: [],
    notes: [],
  };
}

function homoskedastic(model: LinearModel): ColumnMatrix {
  if (model.dispersion !== undefined) return scaled(model.bread, model.dispersion);
  let ssr = 0;
  for (const e of model.residuals) ssr += e * e;
  return scaled(model.bread, ssr / model.degrees.residual);
}

function heteroskedastic(model: LinearModel, type: string): ColumnMatrix {
  const n = model.X.rows;
  const k = model.X.cols;
  const h = type === 'HC0' || type === 'HC1' ? undefined : leverage(model);
  if (h !== undefined) {
    const full = h.filter((value, i) => value / copiesOf(model, i) > 1 - 1e-10).length;
    if (full > 0) throw new AimaqError('inference-full-leverage', { count: full, type });
  }
  const p = model.degrees.k + model.degrees.absorbed;
  const meat = columnMatrix(k, k);
  for (let i = 0; i < n; i++) {
    let weight = model.residuals[i] ** 2;
    // A row that stands for w identical ones has w scores e·x of its own, not one score w·e·x.
    const copies = copiesOf(model, i);
    weight /= copies;
    if (h !== undefined) {
      const exponent = type === 'HC2' ? 1 : type === 'HC3' ? 2 : Math.min(4, (model.degrees.n * h[i]) / copies / p);
      weight /= (1 - h[i] / copies) ** exponent;
    }
    for (let a = 0; a < k; a++)
      for (let b = 0; b < k; b++) meat.data[a * k + b] += weight * model.X.data[a * n + i] * model.X.data[b * n + i];
  }
  return multiply(multiply(model.bread, meat), model.bread);
}

function copiesOf(model: LinearModel, i: number): number {
  return model.frequency === true && model.rootWeights !== undefined ? model.rootWeights[i] ** 2 : 1;
}

/** Diagonal of the hat matrix of the model with its fixed effects as dummies. */
export function leverage(model: LinearModel): Float64Array {
  const n = model.X.rows;
  const [first, ...others] = [...model.effects]
    .filter((effect) => effect.slope === undefined)
    .sort((a, b) => b.levels.length - a.levels.length);
  const rest = [...others, ...model.effects.filter((effect) => effect.slope !== undefined)];
  const columns = rest.reduce((sum, effect) => sum + effect.levels.length, 0);
  if (columns > MAX_COLUMNS) throw new AimaqError('inference-too-many-leverages', { columns });
  const X = rest.length === 0 ? model.X : withEffects(model, first === undefined ? [] : [first], rest);
  const { bread } = leastSquares(X, model.y);
  const h = new Float64Array(n);
  const x = new Float64Array(X.cols);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < X.cols; j++) x[j] = X.data[j * n + i];
    const Mx = multiplyVector(bread, x);
    for (let j = 0; j < X.cols; j++) h[i] += x[j] * Mx[j];
  }
  if (first !== undefined) {
    const total = new Float64Array(first.levels.length);
    const weight = (i: number) => (model.rootWeights === undefined ? 1 : model.rootWeights[i] ** 2);
    for (let i = 0; i < n; i++) total[first.codes[i]] += weight(i);
    for (let i = 0; i < n; i++) h[i] += weight(i) / total[first.codes[i]];
  }
  return h;
}

function clustered(
  model: LinearModel,
  spec: Extract<CovarianceSpec, { kind: 'cluster' }>,
  convention: Convention,
): Covariance {
  const groups = spec.by.map((by) => model.groups(by));
  const clusterCounts = groups.map((group) => group.count);
  groups.forEach((group, i) => {
    if (group.count < 2) throw new AimaqError('inference-one-cluster', { by: spec.by[i] });
  });
  const recipe = smallSample(model, spec, convention, clusterCounts);
  if (spec.by.length > 1) return multiway(model, spec, recipe, clusterCounts);
  const [by] = spec.by;
  const exact = crossingLevels(model, groups[0].codes) <= MAX_COLUMNS;
  const needsMoments = spec.type === 'CR2' || spec.type === 'CR3' || recipe.degreesOfFreedom === null;
  if (!needsMoments || !exact) {
    if (spec.type === 'CR2' || spec.type === 'CR3') {
      throw new AimaqError('inference-too-many-columns', { columns: crossingLevels(model, groups[0].codes) });
    }
    return {
      spec,
      matrix: scaled(scoreCovariance(model, groups[0].codes, groups[0].count), recipe.factor),
      degreesOfFreedom: model.names.map(
        () =>
          recipe.degreesOfFreedom ??
          unavailable('inference-too-many-columns', { columns: crossingLevels(model, groups[0].codes) }),
      ),
      recipe,
      clusterCounts,
      notes: [],
    };
  }
  const moments = clusterMoments(model, by);
  const adjusted = adjustment(moments, EXPONENTS[spec.type]);
  const k = moments.k;
  const matrix = columnMatrix(k, k);
  for (const score of adjusted.scores) {
    const influence = multiplyVector(moments.M, score);
    for (let a = 0; a < k; a++) for (let b = 0; b < k; b++) matrix.data[a * k + b] += influence[a] * influence[b];
  }
  return {
    spec,
    matrix: scaled(matrix, recipe.factor),
    degreesOfFreedom: model.names.map((_, j) => recipe.degreesOfFreedom ?? satterthwaite(moments, adjusted, j)),
    recipe,
    clusterCounts,
    notes: [],
  };
}

/** M (Σ s_g s_g') M of the model's own columns. */
function scoreCovariance(model: LinearModel, codes: Int32Array, count: number): ColumnMatrix {
  const n = model.X.rows;
  const k = model.X.cols;
  const scores = columnMatrix(count, k);
  for (let j = 0; j < k; j++) {
    const x = column(model.X, j);
    for (let i = 0; i < n; i++) scores.data[j * count + codes[i]] += x[i] * model.residuals[i];
  }
  const meat = columnMatrix(k, k);
  for (let a = 0; a < k; a++) {
    for (let b = 0; b < k; b++) {
      for (let g = 0; g < count; g++) meat.data[a * k + b] += scores.data[a * count + g] * scores.data[b * count + g];
    }
  }
  return multiply(multiply(model.bread, meat), model.bread);
}

function multiway(
  model: LinearModel,
  spec: Extract<CovarianceSpec, { kind: 'cluster' }>,
  recipe: Recipe,
  clusterCounts: readonly number[],
): Covariance {
  if (spec.type === 'CR2' || spec.type === 'CR3') throw new AimaqError('inference-multiway', { type: spec.type });
  const k = model.X.cols;
  const sum = columnMatrix(k, k);
  for (let mask = 1; mask < 2 ** spec.by.length; mask++) {
    const names = spec.by.filter((_, i) => (mask >> i) & 1);
    const { codes, count } = model.groups(names.join('^'));
    const part = scoreCovariance(model, codes, count);
    const sign = names.length % 2 === 1 ? 1 : -1;
    for (let i = 0; i < sum.data.length; i++) sum.data[i] += sign * part.data[i];
  }
  const repaired = repair(scaled(sum, recipe.factor));
  return {
    spec,
    matrix: repaired.matrix,
    degreesOfFreedom: model.names.map(() => recipe.degreesOfFreedom ?? model.degrees.residual),
    recipe,
    clusterCounts,
    notes: repaired.notes,
  };
}

/** Sets negative eigenvalues of the correlation-scaled matrix to zero, and says so. */
function repair(matrix: ColumnMatrix): { matrix: ColumnMatrix; notes: Note[] } {
  const k = matrix.rows;
  const scale = Float64Array.from({ length: k }, (_, j) => Math.sqrt(Math.abs(matrix.data[j * k + j])) || 1);
  const unit = { ...matrix, data: matrix.data.map((value, i) => value / (scale[i % k] * scale[Math.floor(i / k)])) };
  const smallest = Math.min(...eigen(unit).values);
  if (!(smallest < -1e-10)) return { matrix, notes: [] };
  const clipped = spectral(unit, (value) => Math.max(value, 0));
  return {
    matrix: { ...matrix, data: clipped.data.map((value, i) => value * scale[i % k] * scale[Math.floor(i / k)]) },
    notes: [note('inference-not-psd', { eigenvalue: smallest })],
  };
}

function scaled(matrix: ColumnMatrix, factor: number): ColumnMatrix {
  return factor === 1 ? matrix : { ...matrix, data: matrix.data.map((value) => value * factor) };
}
