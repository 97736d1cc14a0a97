/**
 * Test of Arellano & Bond (1991, §3) for serial correlation of order m in the differenced residuals:
 *   Σ ê_i' ê_i(−m) / √(…) ~ N(0, 1),
 * with the variance that accounts for the estimated coefficients. Order one is there by construction; order two is not.
 */
import type { ColumnMatrix } from '../numeric/columnMatrix.js';
import { dot, multiplyVector, transpose } from '../numeric/sums.js';
import type { DynamicPanel } from './dynamicPanel.js';

export interface SerialCorrelationInput {
  readonly e: Float64Array;
  readonly X: ColumnMatrix;
  readonly Z: ColumnMatrix;
  /** (X'Z W Z'X)⁻¹ and W of the step whose residuals these are. */
  readonly bread: ColumnMatrix;
  readonly weights: ColumnMatrix;
  readonly covariance: ColumnMatrix;
}

/** Null when no unit has m + 1 differences, or the variance is not positive. */
export function serialCorrelation(
  panel: DynamicPanel,
  order: number,
  { e, X, Z, bread, weights, covariance }: SerialCorrelationInput,
): number | null {
  const lagged = new Float64Array(e.length);
  const scores = new Float64Array(Z.cols);
  let numerator = 0;
  let own = 0;
  let from = 0;
  for (const equations of panel.units) {
    const at = new Map(equations.flatMap((one, i) => (one.before >= 0 ? [[one.period, from + i]] : [])));
    let product = 0;
    equations.forEach((one, i) => {
      const earlier = one.before >= 0 ? at.get(one.period - order) : undefined;
      if (earlier === undefined) return;
      lagged[from + i] = e[earlier];
      product += e[from + i] * e[earlier];
    });
    numerator += product;
    own += product * product;
    for (let l = 0; l < Z.cols; l++) {
      let score = 0;
      for (let i = from; i < from + equations.length; i++) score += Z.data[l * Z.rows + i] * e[i];
      scores[l] += score * product;
    }
    from += equations.length;
  }
  if (lagged.every((value) => value === 0)) return null;
  const wX = multiplyVector(transpose(X), lagged);
  const middle = multiplyVector(
    bread,
    multiplyVector(transpose(X), multiplyVector(Z, multiplyVector(weights, scores))),
  );
  const variance = own - 2 * dot(wX, middle) + dot(wX, multiplyVector(covariance, wX));
  return variance > 0 ? numerator / Math.sqrt(variance) : null;
}
