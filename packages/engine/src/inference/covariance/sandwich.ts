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

/** Scores x_i e_i added up by group: count × k. */
export function groupScores(model: LinearModel, codes: Int32Array, count: number): ColumnMatrix {
  const { X, residuals } = model;
  const scores = columnMatrix(count, X.cols);
  for (let j = 0; j < X.cols; j++)
    for (let i = 0; i < X.rows; i++) scores.data[j * count + codes[i]] += X.data[j * X.rows + i] * residuals[i];
  return scores;
}
