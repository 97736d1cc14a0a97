/**
 * Covariances of independent errors: homoskedastic; heteroskedastic HC0–HC4 with the leverage of the whole model, fixed
 * effects included (MacKinnon & White, 1985; Cribari-Neto, 2004). plm's leverage is that of the swept columns alone.
 */
import { AimaqError } from '../../errors.js';
import { type ColumnMatrix, columnMatrix } from '../../numeric/columnMatrix.js';
import { leastSquares } from '../../numeric/leastSquares.js';
import { multiplyVector } from '../../numeric/sums.js';
import { MAX_COLUMNS, withEffects } from '../clusterMoments.js';
import type { HeteroskedasticType } from '../covarianceSpec.js';
import type { LinearModel } from '../linearModel.js';
import type { Convention } from '../smallSample.js';
import { sandwich, scaled } from './sandwich.js';

export function homoskedastic(model: LinearModel): ColumnMatrix {
  if (model.dispersion !== undefined) return scaled(model.bread, model.dispersion);
  let ssr = 0;
  for (const e of model.residuals) ssr += e * e;
  return scaled(model.bread, ssr / model.degrees.residual);
}

export function heteroskedastic(model: LinearModel, type: HeteroskedasticType, convention: Convention): ColumnMatrix {
  const n = model.X.rows;
  const k = model.X.cols;
  const h =
    type === 'HC0' || type === 'HC1' ? undefined : leverage(convention === 'plm' ? { ...model, effects: [] } : model);
  if (h !== undefined) {
    const full = h.filter((value, i) => value / copiesOf(model, i) > 1 - 1e-10).length;
    if (full > 0) throw new AimaqError('inference-full-leverage', { count: full, type });
  }
  const p = convention === 'plm' ? model.degrees.k : model.degrees.k + model.degrees.absorbed;
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
  return sandwich(model, meat);
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
