/**
 * Cholesky factorisation of a symmetric positive semidefinite matrix in its given order: a column whose pivot is, up to
 * `tolerance` times its reference, zero depends on earlier ones and is set aside. Solving then gives the solution with
 * zeros there, which for a consistent system is one of the exact solutions.
 */
import { AimaqError } from '../errors.js';

export interface Cholesky {
  readonly size: number;
  /** Lower triangle by rows: entry (i, j), j ≤ i, at i·size + j. */
  readonly factor: Float64Array;
  readonly kept: Uint8Array;
  readonly rank: number;
  /** Smallest pivot of a kept column as a share of its reference. */
  readonly smallest: number;
}

export interface CholeskyOptions {
  readonly tolerance?: number;
  /** What each pivot is measured against; the diagonal by default. */
  readonly reference?: ArrayLike<number>;
  /** Columns known to depend on others, whatever their pivot; with it no tolerance is needed. */
  readonly dependent?: Uint8Array;
}

/** Share of a pivot's reference that rounding may leave of a dependent column. */
const DEPENDENT = 1e-10;

export function cholesky(
  a: Float64Array,
  size: number,
  { tolerance = DEPENDENT, reference, dependent }: CholeskyOptions = {},
): Cholesky {
  const factor = a.slice();
  const kept = new Uint8Array(size);
  let rank = 0;
  let smallest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < size; i++) {
    const row = i * size;
    let pivot = a[row + i];
    for (let j = 0; j < i; j++) {
      const other = j * size;
      if (kept[j] === 0) {
        factor[row + j] = 0;
        continue;
      }
      let sum = a[row + j];
      for (let l = 0; l < j; l++) sum -= factor[row + l] * factor[other + l];
      sum /= factor[other + j];
      factor[row + j] = sum;
      pivot -= sum * sum;
    }
    const share = pivot / (reference?.[i] ?? a[row + i]);
    if (dependent === undefined ? !(share > tolerance) : dependent[i] === 1) continue;
    if (!(pivot > 0)) throw new AimaqError('numeric-not-positive-definite', { pivot });
    kept[i] = 1;
    rank++;
    smallest = Math.min(smallest, share);
    factor[row + i] = Math.sqrt(pivot);
  }
  return { size, factor, kept, rank, smallest };
}

/** Solves A x = b in place. */
export function solveCholesky({ size, factor, kept }: Cholesky, b: Float64Array): void {
  for (let i = 0; i < size; i++) {
    if (kept[i] === 0) {
      b[i] = 0;
      continue;
    }
    let sum = b[i];
    for (let j = 0; j < i; j++) sum -= factor[i * size + j] * b[j];
    b[i] = sum / factor[i * size + i];
  }
  for (let i = size - 1; i >= 0; i--) {
    if (kept[i] === 0) continue;
    b[i] /= factor[i * size + i];
    for (let j = 0; j < i; j++) b[j] -= factor[i * size + j] * b[i];
  }
}
