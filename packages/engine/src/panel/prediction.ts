/** What an estimator says about a row that it did not use, or why it says nothing. */
import type { FreshRows } from '../design/design.js';
import { studentQuantile } from '../distribution/student.js';
import type { LeastSquares } from '../numeric/leastSquares.js';
import { dot, multiplyVector } from '../numeric/sums.js';

/**
 * `missing`: a regressor of the row. `unknown-level`: the estimate knows nothing of the row's unit, period or category.
 * `unconnected`: no chain of rows links its levels, so that their effects are relative to different bases.
 * `no-earlier-row`: the estimate is about changes, and there is no row of the unit to start from.
 */
export const NOT_PREDICTED = ['missing', 'unknown-level', 'unconnected', 'no-earlier-row'] as const;
export type NotPredicted = (typeof NOT_PREDICTED)[number];

/**
 * Why the observation has no interval. `weights`: the weight of the new row, and so its variance, is not known. `averages`:
 * the errors are those of means, not of rows. `counts`: the estimate is right without any distribution of the counts.
 * `many-effects`: too many dummies to be worked out. `deviations`: only the covariance of deviations from the means of the
 * units, or of changes, is estimated. `unknown-variance`: the estimate has a variance for each period (unit), not for this
 * one. `no-degrees`: no degrees of freedom are left.
 */
export const NO_INTERVAL = [
  'weights',
  'averages',
  'counts',
  'many-effects',
  'deviations',
  'unknown-variance',
  'no-degrees',
] as const;
export type NoInterval = (typeof NO_INTERVAL)[number];

export interface Prediction {
  readonly fitted: number;
  /** Of the fitted value; null where the estimator gives none. */
  readonly standardError: number | null;
  /** Half the length of the interval for the observation, or why there is none. */
  readonly interval: number | NoInterval;
}

/** One entry a fresh row. */
export type Predict = (fresh: FreshRows, level: number) => readonly (Prediction | NotPredicted)[];

/** ŷ = x'b of a least-squares regression with all its columns, and ŷ ± t s √(1 + x'(X'X)⁻¹x). */
export function ofRegression(regression: LeastSquares, x: Float64Array, level: number): Prediction {
  const df = regression.residuals.length - regression.rank;
  const s2 = regression.residualSumOfSquares / df;
  return {
    fitted: dot(x, regression.coefficients),
    ...spreadOf(s2, dot(x, multiplyVector(regression.bread, x)), { df, level }),
  };
}

/** Standard error and half the interval where the fitted value has the variance s²h and a new error s²·`noise`. */
export function spreadOf(
  s2: number,
  h: number,
  { df, level, noise = 1 }: { df: number; level: number; noise?: number },
): Pick<Prediction, 'standardError' | 'interval'> {
  const variance = s2 * (noise + h);
  if (!(df > 0 && variance >= 0)) return { standardError: null, interval: 'no-degrees' };
  const t = studentQuantile((1 + level) / 2, df);
  return { standardError: Math.sqrt(s2 * h), interval: t * Math.sqrt(variance) };
}

/** Calls `predict` with the regressors of each row, in the order of `names`, where all of them are there. */
export function eachRow(
  fresh: FreshRows,
  names: readonly string[],
  predict: (x: Float64Array, row: number) => Prediction | NotPredicted,
): (Prediction | NotPredicted)[] {
  const used = names.map((name) => fresh.columns.find((one) => one.name === name));
  // A category that the sample does not know has a column of zeros there, and no coefficient.
  const unknown = fresh.columns.filter(({ name, empty }) => empty && !names.includes(name));
  return Array.from({ length: fresh.count }, (_, row) => {
    if (unknown.some(({ values }) => Math.abs(values[row]) > 0)) return 'unknown-level';
    const x = Float64Array.from(used, (one) => one?.values[row] ?? Number.NaN);
    const lost = used[x.findIndex(Number.isNaN)];
    return lost === undefined && !x.some(Number.isNaN)
      ? predict(x, row)
      : lost?.ofLevel === true
        ? 'unknown-level'
        : 'missing';
  });
}
