import { type ColumnMatrix, columnMatrix } from '../../numeric/columnMatrix.js';
import { multiply } from '../../numeric/sums.js';
import type { LinearModel } from '../linearModel.js';

/** (X'X)⁻¹ meat (X'X)⁻¹. */
export function sandwich(model: LinearModel, meat: ColumnMatrix): ColumnMatrix {
  return multiply(multiply(model.bread, meat), model.bread);
}

export function scaled(matrix: ColumnMatrix, factor: number): ColumnMatrix {
  return factor === 1 ? matrix : { ...matrix, data: matrix.data.map((value) => value * factor) };
}

/** M (Σ_g s_g s_g') M of the model's own columns. */
export function scoreCovariance(model: LinearModel, codes: Int32Array, count: number): ColumnMatrix {
  const k = model.X.cols;
  const scores = groupScores(model, codes, count);
  const meat = columnMatrix(k, k);
  for (let a = 0; a < k; a++) {
    for (let b = 0; b < k; b++) {
      for (let g = 0; g < count; g++) meat.data[a * k + b] += scores.data[a * count + g] * scores.data[b * count + g];
    }
  }
  return sandwich(model, meat);
}

/**
 * Several cluster variables by inclusion and exclusion (Cameron, Gelbach & Miller, 2011); `factor` of each part from its
 * number of clusters.
 */
export function multiwayCovariance(
  model: LinearModel,
  by: readonly string[],
  factor: (clusters: number) => number,
): ColumnMatrix {
  const k = model.X.cols;
  const sum = columnMatrix(k, k);
  for (let mask = 1; mask < 2 ** by.length; mask++) {
    const names = by.filter((_, i) => (mask >> i) & 1);
    const { codes, count } = model.groups(names.join('^'));
    const part = scoreCovariance(model, codes, count);
    const sign = names.length % 2 === 1 ? factor(count) : -factor(count);
    for (let i = 0; i < sum.data.length; i++) sum.data[i] += sign * part.data[i];
  }
  return sum;
}

/** Scores x_i e_i added up by group: count × k. */
export function groupScores(model: LinearModel, codes: Int32Array, count: number): ColumnMatrix {
  const { X, residuals } = model;
  const scores = columnMatrix(count, X.cols);
  for (let j = 0; j < X.cols; j++)
    for (let i = 0; i < X.rows; i++) scores.data[j * count + codes[i]] += X.data[j * X.rows + i] * residuals[i];
  return scores;
}
