/**
 * Powers 0 … degree of x as unevaluated sums of two doubles: on NIST's Filip, powers rounded to one double alone cost
 * six digits. Column d is x^d, its rest in `low`.
 */
import { type ColumnMatrix, columnMatrix } from './columnMatrix.js';
import { productError } from './sums.js';

export function powers(x: Float64Array, degree: number): Required<ColumnMatrix> {
  const n = x.length;
  const high = columnMatrix(n, degree + 1);
  const low = columnMatrix(n, degree + 1);
  for (let i = 0; i < n; i++) {
    high.data[i] = 1;
    for (let d = 1; d <= degree; d++) {
      const before = high.data[(d - 1) * n + i];
      const product = before * x[i];
      const rest = productError(before, x[i], product) + low.data[(d - 1) * n + i] * x[i];
      const sum = product + rest;
      high.data[d * n + i] = sum;
      low.data[d * n + i] = rest - (sum - product);
    }
  }
  return { ...high, low: low.data };
}
