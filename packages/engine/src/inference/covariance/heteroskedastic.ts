/**
 * Covariances of independent errors: homoskedastic; heteroskedastic HC0–HC4 with the leverage of the whole model, fixed
 * effects included (MacKinnon & White, 1985; Cribari-Neto, 2004). plm's leverage is that of the swept columns alone.
 */
import { AimaqError } from '../../errors.js';
import type { ColumnMatrix } from '../../numeric/columnMatrix.js';
import { multiplyVector } from '../../numeric/sums.js';
import { MAX_COLUMNS, withEffects } from '../clusterMoments.js';
import type { CovarianceSpec, HeteroskedasticType } from '../covarianceSpec.js';
import type { LinearModel } from '../linearModel.js';
import type { Convention } from '../smallSample.js';
import { multiwayCovariance, scaled, scoreCovariance } from './sandwich.js';

export function homoskedastic(model: LinearModel): ColumnMatrix {
  if (model.dispersion !== undefined) return scaled(model.bread, model.dispersion);
  let ssr = 0;
  for (const e of model.residuals) ssr += e * e;
  return scaled(model.bread, ssr / model.degrees.residual);
}

/**
 * With clusters the scores are inflated row by row and then added up: `vcovHC(method = "arellano")` of plm and, with two
 * variables, its `vcovDC`. CR2 and CR3 invert the leverage of whole clusters instead.
 */
export function heteroskedastic(
  model: LinearModel,
  { type, by }: Extract<CovarianceSpec, { kind: 'heteroskedastic' }>,
  convention: Convention,
): ColumnMatrix {
  const inflated = { ...model, residuals: inflatedResiduals(model, type, convention) };
  return by.length > 0 ? multiwayCovariance(inflated, by, () => 1) : independentRows(inflated);
}

/** Errors independent and, inside each group, of one variance: `vcovHC(method = "white2")` of plm. */
export function groupwise(
  model: LinearModel,
  { type, by }: Extract<CovarianceSpec, { kind: 'groupwise' }>,
  convention: Convention,
): ColumnMatrix {
  const residuals = inflatedResiduals(model, type, convention);
  const { codes, count } = model.groups(by);
  const squares = new Float64Array(count);
  const rows = new Float64Array(count);
  residuals.forEach((residual, i) => {
    squares[codes[i]] += copiesOf(model, i) * residual * residual;
    rows[codes[i]] += copiesOf(model, i);
  });
  return independentRows({
    ...model,
    residuals: residuals.map((_, i) => Math.sqrt(squares[codes[i]] / rows[codes[i]])),
  });
}

function independentRows(model: LinearModel): ColumnMatrix {
  const n = model.residuals.length;
  return scoreCovariance(
    model,
    Int32Array.from({ length: n }, (_, i) => i),
    n,
  );
}

/** e_i √(1 / (1 − h_i)^δ): δ is 0 for HC0 and HC1, 1 for HC2, 2 for HC3, min(4, n h_i / p) for HC4. */
function inflatedResiduals(model: LinearModel, type: HeteroskedasticType, convention: Convention): Float64Array {
  const h =
    type === 'HC0' || type === 'HC1' ? undefined : leverage(convention === 'plm' ? { ...model, effects: [] } : model);
  if (h !== undefined) {
    const full = h.filter((value, i) => value / copiesOf(model, i) > 1 - 1e-10).length;
    if (full > 0) throw new AimaqError('inference-full-leverage', { count: full, type });
  }
  const p = convention === 'plm' ? model.degrees.k : model.degrees.k + model.degrees.absorbed;
  return model.residuals.map((residual, i) => {
    // A row that stands for w identical ones has w scores e·x of its own, not one score w·e·x.
    const copies = copiesOf(model, i);
    if (h === undefined) return residual / Math.sqrt(copies);
    const exponent = type === 'HC2' ? 1 : type === 'HC3' ? 2 : Math.min(4, (model.degrees.n * h[i]) / copies / p);
    return residual / Math.sqrt(copies * (1 - h[i] / copies) ** exponent);
  });
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
  const { X, M } = withEffects(model, first === undefined ? [] : [first], rest);
  const h = new Float64Array(n);
  const x = new Float64Array(X.cols);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < X.cols; j++) x[j] = X.data[j * n + i];
    const Mx = multiplyVector(M, x);
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
