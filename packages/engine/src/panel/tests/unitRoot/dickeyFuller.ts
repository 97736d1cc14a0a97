/** Augmented Dickey–Fuller regression of one series, and MacKinnon's approximate p-value of its t statistic. */
import { normalCdf, normalTail } from '../../../distribution/normal.js';
import { AimaqError } from '../../../errors.js';
import { regress } from '../auxiliary.js';
import type { Deterministic } from './series.js';

export interface DickeyFuller {
  /** t of y_{t−1}, with σ² = SSR/n (no correction for degrees of freedom, as plm). */
  readonly t: number;
  readonly sigma: number;
  /** Δy_t and y_{t−1} net of lagged differences and deterministic terms. */
  readonly difference: Float64Array;
  readonly level: Float64Array;
}

/** Δy_t = ρ y_{t−1} + Σ γ_j Δy_{t−j} + deterministic terms + e_t. */
export function dickeyFuller(y: Float64Array, deterministic: Deterministic, lags: number): DickeyFuller {
  const rows = Array.from({ length: y.length - lags - 1 }, (_, i) => i + lags + 1);
  const of = (value: (t: number) => number) => Float64Array.from(rows, value);
  const dy = of((t) => y[t] - y[t - 1]);
  const level = of((t) => y[t - 1]);
  const others = [
    ...Array.from({ length: lags }, (_, j) => of((t) => y[t - j - 1] - y[t - j - 2])),
    of(() => 1),
    ...(deterministic === 'trend' ? [of((t) => t + 1)] : []),
  ];
  const fit = regress([level, ...others], dy);
  if (fit.residualDegrees < 1 || fit.kept[0] !== 0 || !(fit.residualSumOfSquares > 0))
    throw new AimaqError('panel-test-series');
  const n = rows.length;
  const sigma = Math.sqrt(fit.residualSumOfSquares / n);
  const se = Math.sqrt((fit.covariance.data[0] * fit.residualDegrees) / n);
  return {
    t: fit.coefficients[0] / se,
    sigma,
    difference: regress(others, dy).residuals,
    level: regress(others, level).residuals,
  };
}

/** MacKinnon (1994, Journal of Business & Economic Statistics 12:167–176), tables 3 and 4, one series. */
const MACKINNON: Readonly<Record<Deterministic, { small: number[]; large: number[]; limit: number }>> = {
  intercept: { small: [2.1659, 1.4412, 0.038269], large: [1.7339, 0.93202, -0.12745, -0.010368], limit: -1.61 },
  trend: { small: [3.2512, 1.6047, 0.049588], large: [2.5261, 0.61654, -0.37956, -0.060285], limit: -2.89 },
};

/** The standard normal deviate whose lower tail is the p-value, and both tails, so that neither is lost to rounding. */
export function dickeyFullerP(t: number, deterministic: Deterministic): { z: number; lower: number; upper: number } {
  const { small, large, limit } = MACKINNON[deterministic];
  const z = (t <= limit ? small : large).reduce((sum, coefficient, power) => sum + coefficient * t ** power, 0);
  return { z, lower: normalCdf(z), upper: normalTail(z) };
}
