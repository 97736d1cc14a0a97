/**
 * What the model says about each row of the sample: fitted value, residual, and where the model is least squares with few
 * effects a standard error of the fitted value and an interval for a new observation in the same place,
 *   ŷ_i ± t s √(1/w_i + h_i/w_i),   h_i the leverage with the fixed effects as dummies.
 */
import { studentQuantile } from '../distribution/student.js';
import { leverage } from '../inference/covariance.js';
import type { Fit } from './fit.js';

export interface Observations {
  readonly columns: readonly string[];
  /** A row of the table a line; null where a number does not exist. */
  readonly rows: readonly (readonly (number | string | null)[])[];
}

/** Dummies beside the largest effect up to which leverages are worked out. */
const FEW = 400;

/** Null when the equations of the estimator are not the rows of the table (differences, means, GMM). */
export function observations(fit: Fit, level = 0.95): Observations | null {
  const { design } = fit;
  const n = design.y.length;
  const residuals = rowResiduals(fit);
  if (residuals === null) return null;
  const spread = standardErrors(fit);
  const t = spread === null ? Number.NaN : studentQuantile((1 + level) / 2, fit.degrees.residual);
  const { index } = design;
  return {
    columns: [
      'row',
      ...(index === undefined ? [] : [index.unitName, index.timeName]),
      'response',
      'fitted',
      'residual',
      'standardError',
      'lower',
      'upper',
    ],
    rows: Array.from({ length: n }, (_, i) => {
      const fitted = design.y[i] - residuals[i];
      const half = spread === null ? null : t * spread.prediction[i];
      return [
        design.rows[i] + 1,
        ...(index === undefined ? [] : [index.units[index.unit[i]], index.times[index.time[i]]]),
        design.y[i],
        fitted,
        residuals[i],
        spread === null ? null : spread.fitted[i],
        half === null ? null : fitted - half,
        half === null ? null : fitted + half,
      ];
    }),
  };
}

/** y − ŷ in units of the response, on the rows of the design. */
export function rowResiduals(fit: Fit): Float64Array | null {
  if (fit.rowResiduals !== undefined) return fit.rowResiduals;
  if (fit.design.rows.length !== fit.residuals.length) return null;
  const root = fit.rootWeights;
  return root === undefined ? fit.residuals : fit.residuals.map((e, i) => e / root[i]);
}

function standardErrors(fit: Fit): { fitted: Float64Array; prediction: Float64Array } | null {
  const { residual } = fit.degrees;
  if (fit.transformed === true || fit.own !== undefined || fit.twoStage !== undefined || residual <= 0) return null;
  if (fit.normal === true) return null;
  const levels = fit.effects.map((effect) => effect.levels.length);
  const crossing = levels.reduce((sum, count) => sum + count, 0) - Math.max(0, ...levels);
  if (crossing > FEW) return null;
  const s2 = fit.residualSumOfSquares / residual;
  const h = leverage(fit);
  const weight = (i: number) => (fit.rootWeights === undefined ? 1 : fit.rootWeights[i] ** 2);
  const noise = (i: number) => (fit.frequency === true ? 1 : 1 / weight(i));
  return {
    fitted: h.map((value, i) => Math.sqrt((s2 * value) / weight(i))),
    prediction: h.map((value, i) => Math.sqrt(s2 * (noise(i) + value / weight(i)))),
  };
}
