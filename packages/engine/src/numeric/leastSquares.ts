/**
 * Linear least squares: QR, then iterative refinement of the augmented system
 *   r + A x = b,   A'r = c
 * on residuals computed as if in double-double (Björck, 1967, BIT 7:257–278). With c = 0 it is the regression; with
 * b = 0, c = −e_j it is column j of (A'A)⁻¹, so that standard errors are as good as coefficients. Large problems are
 * solved from centred cross products when their columns are well conditioned, else by QR; `method` says how.
 */
import { type ColumnMatrix, column, columnMatrix, selectColumns } from './columnMatrix.js';
import { solveCrossProducts } from './crossProducts.js';
import { apply, applyTransposed, inverseCrossProduct, type QR, qr, solveUpper, solveUpperTransposed } from './qr.js';
import { compensatedSum, productError, sumError } from './sums.js';

export interface LeastSquares {
  /** Coefficients of the kept columns. */
  readonly coefficients: Float64Array;
  readonly residuals: Float64Array;
  readonly residualSumOfSquares: number;
  /** (X'X)⁻¹ of the kept columns, made when first asked for: refined, it costs more than the coefficients. */
  readonly bread: ColumnMatrix;
  readonly rank: number;
  readonly kept: readonly number[];
  readonly dropped: readonly number[];
  readonly method: 'qr-refined' | 'qr' | 'cholesky';
}

export interface LeastSquaresOptions {
  readonly tolerance?: number;
  /** Norms of the columns before fixed effects were swept out: the rank decision is relative to them. */
  readonly scales?: ArrayLike<number>;
}

/** Cells above which cross products are tried first. */
const CROSS_PRODUCT_CELLS = 100_000;
/** Cells up to which refinement is worth its price. */
const REFINE_CELLS = 1_000_000;
const REFINEMENTS = 4;

/** X n×k, y length n. Dependent columns are dropped and named; an all-zero X gives rank 0. */
export function leastSquares(X: ColumnMatrix, y: Float64Array, options: LeastSquaresOptions = {}): LeastSquares {
  const large = X.rows * X.cols > CROSS_PRODUCT_CELLS && X.rows > 10 * X.cols && X.low === undefined;
  const solved = large ? solveCrossProducts(X, y, options.scales) : null;
  if (solved !== null) {
    const kept = Array.from({ length: X.cols }, (_, j) => j);
    return { ...solved, rank: X.cols, kept, dropped: [], method: 'cholesky' };
  }
  const factor = qr(X, options);
  const A = selectColumns(X, factor.kept);
  const k = factor.kept.length;
  const refine = X.rows * X.cols <= REFINE_CELLS;
  const zeros = new Float64Array(k);
  const { x, r } = solveAugmented(factor, A, y, zeros, refine);
  let bread: ColumnMatrix | undefined;
  return {
    coefficients: x,
    residuals: r,
    residualSumOfSquares: compensatedSum(r.map((e) => e * e)),
    get bread() {
      bread ??= symmetric(refine ? refinedInverse(factor, A) : inverseCrossProduct(factor));
      return bread;
    },
    rank: k,
    kept: factor.kept,
    dropped: factor.dropped,
    method: refine ? 'qr-refined' : 'qr',
  };
}

/** The mean of the matrix and its transpose, in place. */
function symmetric(matrix: ColumnMatrix): ColumnMatrix {
  const { cols: k, data } = matrix;
  for (let j = 0; j < k; j++) {
    for (let i = 0; i < j; i++) {
      const mean = (data[j * k + i] + data[i * k + j]) / 2;
      data[j * k + i] = mean;
      data[i * k + j] = mean;
    }
  }
  return matrix;
}

/** Column j is the solution of the augmented system for b = 0, c = −e_j. */
function refinedInverse(f: QR, A: ColumnMatrix): ColumnMatrix {
  const k = A.cols;
  const inverse = columnMatrix(k, k);
  for (let j = 0; j < k; j++) {
    const unit = new Float64Array(k);
    unit[j] = -1;
    inverse.data.set(solveAugmented(f, A, new Float64Array(A.rows), unit, true).x, j * k);
  }
  return inverse;
}

function solveAugmented(f: QR, A: ColumnMatrix, b: Float64Array, c: Float64Array, refine: boolean) {
  const n = A.rows;
  const k = A.cols;
  // The solution is kept as an unevaluated sum of two doubles so that refinement can add what one double cannot hold.
  const x = new Float64Array(k);
  const xLow = new Float64Array(k);
  const r = new Float64Array(n);
  const top = b.slice();
  const bottom = c.slice();
  let previous = Number.POSITIVE_INFINITY;
  for (let step = 0; step <= (refine ? REFINEMENTS : 0); step++) {
    const change = correct(f, top, bottom);
    const size = Math.max(...change.x.map((d, j) => Math.abs(d) / (Math.abs(x[j]) || Number.MAX_VALUE)), 0);
    if (step > 1 && size >= previous / 2) break;
    previous = step === 0 ? previous : size;
    for (let j = 0; j < k; j++) {
      const add = change.x[j] + xLow[j];
      const next = x[j] + add;
      xLow[j] = sumError(x[j], add, next);
      x[j] = next;
    }
    for (let i = 0; i < n; i++) r[i] += change.r[i];
    if (!refine || (step > 0 && size === 0)) break;
    residuals(A, b, c, x, xLow, r, top, bottom);
  }
  return { x, r };
}

/** Solves the augmented system by the factorisation, for right-hand sides (top, bottom). */
function correct(f: QR, top: Float64Array, bottom: Float64Array) {
  const k = f.kept.length;
  const h = new Float64Array(k);
  for (let j = 0; j < k; j++) h[j] = bottom[j] * f.scale[j];
  solveUpperTransposed(f, h);
  const d = top.slice();
  applyTransposed(f, d);
  const x = new Float64Array(k);
  for (let j = 0; j < k; j++) x[j] = d[j] - h[j];
  solveUpper(f, x);
  for (let j = 0; j < k; j++) x[j] *= f.scale[j];
  d.set(h);
  apply(f, d);
  return { x, r: d };
}

/** top = b − r − A x and bottom = c − A'r, as if in double-double. */
function residuals(
  A: ColumnMatrix,
  b: Float64Array,
  c: Float64Array,
  x: Float64Array,
  xLow: Float64Array,
  r: Float64Array,
  top: Float64Array,
  bottom: Float64Array,
): void {
  const n = A.rows;
  const k = A.cols;
  const rest = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    top[i] = b[i] - r[i];
    rest[i] = sumError(b[i], -r[i], top[i]);
  }
  for (let j = 0; j < k; j++) {
    const a = column(A, j);
    const aLow = A.low?.subarray(j * n, (j + 1) * n);
    let sum = c[j];
    let sumRest = 0;
    for (let i = 0; i < n; i++) {
      const product = -a[i] * x[j];
      const next = top[i] + product;
      rest[i] += sumError(top[i], product, next) + productError(-a[i], x[j], product) - a[i] * xLow[j];
      top[i] = next;
      const moment = -a[i] * r[i];
      const nextSum = sum + moment;
      sumRest += sumError(sum, moment, nextSum) + productError(-a[i], r[i], moment);
      sum = nextSum;
      if (aLow !== undefined) {
        rest[i] -= aLow[i] * x[j];
        sumRest -= aLow[i] * r[i];
      }
    }
    bottom[j] = sum + sumRest;
  }
  for (let i = 0; i < n; i++) top[i] += rest[i];
}
