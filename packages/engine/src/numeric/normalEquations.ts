/** Solves A x = b for a symmetric A = X'X by Cholesky with a rank test; for leaving out clusters, where only moments exist. */
import type { ColumnMatrix } from './columnMatrix.js';

/** Pivots below this share of the column's own moment mean that the column is not identified. */
const IDENTIFIED = 1e-11;

/**
 * `reference` are the moments of the whole sample: a pivot is judged relative to them. A column without any moment left
 * (a dummy of a level that has gone) is set aside; any other dependence gives null.
 */
export function leastSquaresFromMoments(
  A: ColumnMatrix,
  b: Float64Array,
  reference: ColumnMatrix,
): Float64Array | null {
  const K = A.rows;
  const scale = Float64Array.from({ length: K }, (_, j) => Math.sqrt(reference.data[j * K + j]));
  const L = new Float64Array(K * K);
  const z = new Float64Array(K);
  const used = new Uint8Array(K);
  for (let j = 0; j < K; j++) {
    if (A.data[j * K + j] <= IDENTIFIED * scale[j] ** 2) continue;
    let pivot = A.data[j * K + j] / scale[j] ** 2;
    for (let l = 0; l < j; l++) pivot -= L[l * K + j] ** 2;
    if (pivot <= IDENTIFIED) return null;
    const root = Math.sqrt(pivot);
    used[j] = 1;
    L[j * K + j] = root;
    for (let i = j + 1; i < K; i++) {
      let sum = A.data[j * K + i] / (scale[i] * scale[j]);
      for (let l = 0; l < j; l++) sum -= L[l * K + i] * L[l * K + j];
      L[j * K + i] = sum / root;
    }
    let sum = b[j] / scale[j];
    for (let l = 0; l < j; l++) sum -= L[l * K + j] * z[l];
    z[j] = sum / root;
  }
  const x = new Float64Array(K);
  for (let j = K - 1; j >= 0; j--) {
    if (used[j] === 0) continue;
    let sum = z[j];
    for (let i = j + 1; i < K; i++) sum -= L[j * K + i] * x[i];
    x[j] = sum / L[j * K + j];
  }
  for (let j = 0; j < K; j++) x[j] /= scale[j];
  return x;
}
