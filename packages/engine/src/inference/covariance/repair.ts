import { type Note, note } from '../../errors.js';
import type { ColumnMatrix } from '../../numeric/columnMatrix.js';
import { eigen, spectral } from '../../numeric/symmetric.js';

/** Sets negative eigenvalues of the correlation-scaled matrix to zero, and says so. */
export function repair(matrix: ColumnMatrix): { matrix: ColumnMatrix; notes: Note[] } {
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
