/**
 * Least squares of many rows from cross products: deviations from the means where there is a constant, sums by blocks
 * with compensation between them, Cholesky, and one step of refinement on the residuals. Squaring the condition number
 * costs digits only where columns are nearly dependent; that is measured, and then the answer is null and QR is asked.
 */
import { cholesky, solveCholesky } from './cholesky.js';
import { type ColumnMatrix, column, columnMatrix } from './columnMatrix.js';
import { compensatedSum, sumError } from './sums.js';

export interface CrossProductSolution {
  readonly coefficients: Float64Array;
  readonly residuals: Float64Array;
  readonly residualSumOfSquares: number;
  readonly bread: ColumnMatrix;
}

/** Share of a column's squared scale that must be left beside the other columns; below it QR decides. */
const WELL_CONDITIONED = 1e-8;
/** Rows of one block of the sums. */
const BLOCK = 1024;

/** `scales`: norms of the columns before fixed effects were swept out, which near-dependence is measured against. */
export function solveCrossProducts(
  X: ColumnMatrix,
  y: Float64Array,
  scales?: ArrayLike<number>,
): CrossProductSolution | null {
  const k = X.cols;
  const constant = constantColumn(X);
  const slopes = Array.from({ length: k }, (_, j) => j).filter((j) => j !== constant);
  const columns = slopes.map((j) => column(X, j));
  const level = constant === undefined ? 0 : X.data[constant * X.rows];
  const means = [...columns, y].map((values) => (constant === undefined ? 0 : compensatedSum(values) / X.rows));
  const m = columns.length;
  const gram = new Float64Array(m * m);
  const moments = new Float64Array(m);
  for (let a = 0; a < m; a++) {
    for (let b = 0; b <= a; b++) {
      gram[a * m + b] = product(columns[a], columns[b], means[a], means[b]);
      gram[b * m + a] = gram[a * m + b];
    }
    moments[a] = product(columns[a], y, means[a], means[m]);
  }
  const reference = slopes.map((j, a) => Math.max(gram[a * m + a], (scales?.[j] ?? 0) ** 2));
  const factor = cholesky(gram, m, { tolerance: WELL_CONDITIONED, reference });
  if (factor.rank < m) return null;
  const inverse = new Float64Array(m * m);
  for (let a = 0; a < m; a++) {
    const unit = inverse.subarray(a * m, (a + 1) * m);
    unit[a] = 1;
    solveCholesky(factor, unit);
    // Variance inflation against the column's own scale: a late column shows in its pivot, an early one only here.
    if (unit[a] * reference[a] * WELL_CONDITIONED > 1) return null;
  }
  const slope = moments.slice();
  solveCholesky(factor, slope);
  const residuals = new Float64Array(X.rows);
  const rest = (mean: number) => {
    for (let i = 0; i < y.length; i++) residuals[i] = y[i] - mean;
    columns.forEach((values, a) => {
      for (let i = 0; i < values.length; i++) residuals[i] -= slope[a] * (values[i] - means[a]);
    });
  };
  rest(means[m]);
  const correction = Float64Array.from(columns, (values, a) => product(values, residuals, means[a], 0));
  solveCholesky(factor, correction);
  for (let a = 0; a < m; a++) slope[a] += correction[a];
  rest(means[m]);
  const coefficients = new Float64Array(k);
  const bread = columnMatrix(k, k);
  slopes.forEach((j, a) => {
    coefficients[j] = slope[a];
    slopes.forEach((l, b) => {
      bread.data[j * k + l] = (inverse[a * m + b] + inverse[b * m + a]) / 2;
    });
  });
  if (constant !== undefined) {
    // The constant's column is `level`: ȳ = level·b₀ + Σ x̄_a b_a.
    coefficients[constant] = (means[m] - slope.reduce((sum, b, a) => sum + b * means[a], 0)) / level;
    let own = 1 / X.rows;
    slopes.forEach((j, a) => {
      let along = 0;
      for (let b = 0; b < m; b++) along += inverse[a * m + b] * means[b];
      bread.data[j * k + constant] = -along / level;
      bread.data[constant * k + j] = -along / level;
      own += means[a] * along;
    });
    bread.data[constant * k + constant] = own / level ** 2;
  }
  return { coefficients, residuals, residualSumOfSquares: product(residuals, residuals, 0, 0), bread };
}

/** Σ (a_i − p)(b_i − q): plain sums inside blocks, a compensated one over them. */
function product(a: Float64Array, b: Float64Array, p: number, q: number): number {
  let sum = 0;
  let rest = 0;
  for (let from = 0; from < a.length; from += BLOCK) {
    const end = Math.min(from + BLOCK, a.length);
    let block = 0;
    for (let i = from; i < end; i++) block += (a[i] - p) * (b[i] - q);
    const next = sum + block;
    rest += sumError(sum, block, next);
    sum = next;
  }
  return sum + rest;
}

function constantColumn({ rows, cols, data }: ColumnMatrix): number | undefined {
  for (let j = 0; j < cols; j++) {
    const first = data[j * rows];
    let i = 1;
    while (i < rows && data[j * rows + i] === first) i++;
    if (i >= rows && first !== 0) return j;
  }
  return undefined;
}
