/** b'V⁻¹b, with the Moore–Penrose inverse where V has not full rank; V is scaled to unit diagonal first. */
import type { ColumnMatrix } from '../../numeric/columnMatrix.js';
import { columnMatrix } from '../../numeric/columnMatrix.js';
import { dot, multiplyVector } from '../../numeric/sums.js';
import { pseudoInverse } from '../../numeric/symmetric.js';

export function wald(b: ArrayLike<number>, V: ColumnMatrix): { readonly statistic: number; readonly rank: number } {
  const k = V.rows;
  const scale = Float64Array.from({ length: k }, (_, j) => Math.sqrt(Math.abs(V.data[j * k + j])) || 1);
  const unit = columnMatrix(k, k);
  for (let j = 0; j < k; j++)
    for (let i = 0; i < k; i++) unit.data[j * k + i] = V.data[j * k + i] / (scale[i] * scale[j]);
  const { inverse, rank } = pseudoInverse(unit);
  const z = Float64Array.from({ length: k }, (_, j) => b[j] / scale[j]);
  return { statistic: dot(z, multiplyVector(inverse, z)), rank };
}

/** Rows and columns of a square matrix. */
export function block(V: ColumnMatrix, positions: readonly number[]): ColumnMatrix {
  const result = columnMatrix(positions.length, positions.length);
  positions.forEach((i, a) => {
    positions.forEach((j, b) => {
      result.data[b * positions.length + a] = V.data[j * V.rows + i];
    });
  });
  return result;
}
