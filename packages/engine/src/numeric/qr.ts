/**
 * Householder QR of a column-scaled matrix with a rank decision column by column: a column that is, up to `tolerance`
 * times its own reference scale, a linear combination of the columns before it is set aside (the earlier column
 * stays, as in R's lm). Golub & Van Loan (2013), §5.2; scaling by powers of two changes no digit.
 */
import { type ColumnMatrix, column, columnMatrix } from './columnMatrix.js';

export interface QR {
  readonly rows: number;
  /** Positions of the independent columns, increasing. */
  readonly kept: readonly number[];
  readonly dropped: readonly number[];
  /** Householder vectors below the diagonal of each kept column, R above it, of the scaled matrix. */
  readonly factors: ColumnMatrix;
  readonly betas: Float64Array;
  readonly diagonal: Float64Array;
  /** Power of two by which each kept column was multiplied. */
  readonly scale: Float64Array;
}

/** Default of the rank decision: what rounding leaves of a dependent column is some 1e-15 of its scale. */
const RANK_TOLERANCE = 1e-12;

export function qr(
  X: ColumnMatrix,
  {
    tolerance = RANK_TOLERANCE,
    scales,
  }: { tolerance?: number /** norms of the columns before effects were swept out */; scales?: ArrayLike<number> } = {},
): QR {
  const n = X.rows;
  const work: Float64Array[] = [];
  const betas: number[] = [];
  const diagonal: number[] = [];
  const scale: number[] = [];
  const kept: number[] = [];
  const dropped: number[] = [];
  for (let j = 0; j < X.cols; j++) {
    const v = column(X, j).slice();
    const own = norm(v, 0);
    const reference = Math.max(own, scales?.[j] ?? 0);
    if (!(own > 0) || kept.length >= n) {
      dropped.push(j);
      continue;
    }
    const power = 2 ** -Math.round(Math.log2(own));
    for (let i = 0; i < n; i++) v[i] *= power;
    for (let l = 0; l < kept.length; l++) reflect(work[l], betas[l], v, l);
    const p = kept.length;
    const rest = norm(v, p);
    if (rest <= tolerance * reference * power) {
      dropped.push(j);
      continue;
    }
    const alpha = v[p] > 0 ? -rest : rest;
    const head = v[p] - alpha;
    v[p] = head;
    betas.push(-1 / (alpha * head));
    diagonal.push(alpha);
    scale.push(power);
    work.push(v);
    kept.push(j);
  }
  const factors = columnMatrix(n, kept.length);
  work.forEach((v, l) => {
    factors.data.set(v, l * n);
  });
  return {
    rows: n,
    kept,
    dropped,
    factors,
    betas: Float64Array.from(betas),
    diagonal: Float64Array.from(diagonal),
    scale: Float64Array.from(scale),
  };
}

/** v ← Q'v, in place. */
export function applyTransposed(f: QR, v: Float64Array): void {
  for (let l = 0; l < f.kept.length; l++) reflect(column(f.factors, l), f.betas[l], v, l);
}

/** v ← Q v, in place. */
export function apply(f: QR, v: Float64Array): void {
  for (let l = f.kept.length - 1; l >= 0; l--) reflect(column(f.factors, l), f.betas[l], v, l);
}

/** Solves R z = b (first rank entries), of the scaled matrix, in place. */
export function solveUpper(f: QR, b: Float64Array): void {
  const n = f.rows;
  for (let l = f.kept.length - 1; l >= 0; l--) {
    b[l] /= f.diagonal[l];
    const base = l * n;
    for (let i = 0; i < l; i++) b[i] -= f.factors.data[base + i] * b[l];
  }
}

/** Solves R'z = b, in place. */
export function solveUpperTransposed(f: QR, b: Float64Array): void {
  const n = f.rows;
  for (let l = 0; l < f.kept.length; l++) {
    let sum = b[l];
    const base = l * n;
    for (let i = 0; i < l; i++) sum -= f.factors.data[base + i] * b[i];
    b[l] = sum / f.diagonal[l];
  }
}

/** (X'X)⁻¹ of the kept columns by the triangle alone, as good as one solution: for columns that are not close to dependent. */
export function inverseCrossProduct(f: QR): ColumnMatrix {
  const k = f.kept.length;
  const inverse = columnMatrix(k, k);
  for (let j = 0; j < k; j++) {
    const z = column(inverse, j);
    z[j] = f.scale[j];
    solveUpperTransposed(f, z);
    solveUpper(f, z);
    for (let l = 0; l < k; l++) z[l] *= f.scale[l];
  }
  return inverse;
}

/** v ← (I − β h h')v with h stored from position `from` on. */
function reflect(h: Float64Array, beta: number, v: Float64Array, from: number): void {
  let sum = 0;
  for (let i = from; i < v.length; i++) sum += h[i] * v[i];
  sum *= beta;
  for (let i = from; i < v.length; i++) v[i] -= sum * h[i];
}

/** Euclidean norm from position `from`, safe against overflow. */
function norm(v: Float64Array, from: number): number {
  let largest = 0;
  for (let i = from; i < v.length; i++) largest = Math.max(largest, Math.abs(v[i]));
  if (largest === 0) return 0;
  let sum = 0;
  for (let i = from; i < v.length; i++) sum += (v[i] / largest) ** 2;
  return largest * Math.sqrt(sum);
}
