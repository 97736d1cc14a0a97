/**
 * What is done with a covariance that is not positive semi-definite, as sums with signs need not be. By default the
 * negative eigenvalues of the matrix in units of its own standard errors are set to zero, so that the scale of the columns
 * does not matter; reghdfe and fixest do that with the matrix as it is (Cameron, Gelbach & Miller, 2011), and fixest only
 * when a variance is negative; plm, sandwich and linearmodels leave it. Whichever it is, a note says so.
 */
import { type Note, note } from '../../errors.js';
import type { ColumnMatrix } from '../../numeric/columnMatrix.js';
import { eigen, spectral } from '../../numeric/symmetric.js';
import type { Convention } from '../smallSample.js';

/** Smallest eigenvalue, in units of the standard errors, that rounding explains. */
const ROUNDING = -1e-10;
/** fixest raises variances and eigenvalues that are smaller. */
const FIXEST = 1e-10;

export function repair(matrix: ColumnMatrix, convention: Convention): { matrix: ColumnMatrix; notes: Note[] } {
  const k = matrix.rows;
  const variances = Array.from({ length: k }, (_, j) => matrix.data[j * k + j]);
  const scale = variances.map((variance) => Math.sqrt(Math.abs(variance)) || 1);
  const unit = { ...matrix, data: matrix.data.map((value, i) => value / (scale[i % k] * scale[Math.floor(i / k)])) };
  const smallest = Math.min(...eigen(unit).values);
  if (!(smallest < ROUNDING)) return { matrix, notes: [] };
  const repaired = [note('inference-not-psd', { eigenvalue: smallest })];
  const negative = variances.some((variance) => variance < 0);
  if (!negative && LEFT.includes(convention))
    return { matrix, notes: [note('inference-not-psd-left', { eigenvalue: smallest, convention })] };
  if (convention === 'reghdfe') return { matrix: spectral(matrix, (value) => Math.max(value, 0)), notes: repaired };
  if (convention.startsWith('fixest'))
    return { matrix: spectral(matrix, (value) => Math.max(value, FIXEST)), notes: repaired };
  const clipped = spectral(unit, (value) => Math.max(value, 0));
  return {
    matrix: { ...matrix, data: clipped.data.map((value, i) => value * scale[i % k] * scale[Math.floor(i / k)]) },
    notes: repaired,
  };
}

/** Conventions under which a matrix with positive variances stays as it is. */
const LEFT: readonly Convention[] = ['fixest-0.12', 'fixest-0.14', 'plm', 'sandwich', 'linearmodels'];
