/** Inverse of a symmetric moment matrix whose columns have very different units: scaled to a unit diagonal first. */
import { type ColumnMatrix, columnMatrix } from '../numeric/columnMatrix.js';
import { pseudoInverse } from '../numeric/symmetric.js';

export function scaledInverse(matrix: ColumnMatrix, tolerance = 1e-13): { inverse: ColumnMatrix; rank: number } {
  const k = matrix.rows;
  const scale = Float64Array.from({ length: k }, (_, j) => {
    const diagonal = matrix.data[j * k + j];
    return diagonal > 0 ? 1 / Math.sqrt(diagonal) : 1;
  });
  const scaled = columnMatrix(k, k);
  for (let j = 0; j < k; j++)
    for (let i = 0; i < k; i++) scaled.data[j * k + i] = matrix.data[j * k + i] * scale[i] * scale[j];
  const { inverse, rank } = pseudoInverse(scaled, tolerance);
  for (let j = 0; j < k; j++) for (let i = 0; i < k; i++) inverse.data[j * k + i] *= scale[i] * scale[j];
  return { inverse, rank };
}
