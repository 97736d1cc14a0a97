/**
 * Predictions for rows that the estimate did not use: Σ β_j x_j and the effects of their levels, exp of it for Poisson,
 * null where a value is missing or a level is new. Of least squares with few effects also the standard error of the fitted
 * value and an interval for the observation, ŷ ± t s √(1 + z'(Z'Z)⁻¹z) with Z the regressors and the dummies of all effects;
 * not with weights, where the variance of the new row is not known.
 */
import { effectColumns } from '../design/absorb.js';
import { studentQuantile } from '../distribution/student.js';
import { column, fromColumns } from '../numeric/columnMatrix.js';
import { qr, solveUpperTransposed } from '../numeric/qr.js';
import type { Fit } from './fit.js';
import { fixedEffects } from './fixedEffects.js';
import type { Observations } from './observations.js';

/** Those whose coefficients say what a row of the table is expected to be. */
const PREDICTED = new Set(['pooling', 'within', 'random', 'hausman-taylor', 'poisson']);

/** Operations of the factorisation up to which intervals are worked out. */
const COST = 2e8;

/** Null where the estimator predicts no rows, or the effects are too many or slopes. */
export function predictions(fit: Fit, level = 0.95): Observations | null {
  const { design, effects } = fit;
  const fresh = design.fresh?.();
  if (fresh === undefined || !PREDICTED.has(fit.estimator) || effects.some((one) => one.slope !== undefined))
    return null;
  const values = fixedEffects(fit).map((one) => one.values);
  if (values.some((one) => one === null)) return null;
  const { index } = design;
  const used = fit.names.map((name) => fresh.columns.find((one) => one.name === name)?.values);
  if (!used.every((one) => one !== undefined)) return null;
  // A category that the sample does not know has a column of zeros there, and no coefficient.
  const unknown = fresh.columns.filter(({ name, empty }) => empty && !fit.names.includes(name));
  const spread = standardErrors(fit);
  const t = studentQuantile((1 + level) / 2, Math.max(fit.degrees.residual, 1));
  return {
    columns: [
      'row',
      ...(index === undefined ? [] : [index.unitName, index.timeName]),
      'fitted',
      'standardError',
      'lower',
      'upper',
    ],
    rows: Array.from({ length: fresh.count }, (_, i) => {
      const labels = effects.map((effect) => fresh.label(effect.name, i));
      const x = used.map((values) => values[i]);
      let sum = unknown.some(({ values }) => values[i] !== 0) ? Number.NaN : 0;
      x.forEach((value, j) => {
        sum += fit.coefficients[j] * value;
      });
      labels.forEach((label, e) => {
        sum += (label === null ? undefined : values[e]?.[label]) ?? Number.NaN;
      });
      const known = Number.isFinite(sum);
      const error = known && spread !== null ? spread.of(x, labels) : null;
      const half = error === null || fit.rootWeights !== undefined ? null : t * Math.hypot(error, spread?.sigma ?? 0);
      const fitted = fit.linearPredictor === undefined ? sum : Math.exp(sum);
      return [
        i + 1,
        ...(index === undefined ? [] : [fresh.label(index.unitName, i), fresh.label(index.timeName, i)]),
        known ? fitted : null,
        error,
        half === null ? null : fitted - half,
        half === null ? null : fitted + half,
      ];
    }),
  };
}

/** Of the fitted value at regressors x and levels of the effects; null where they are many or the fit is no least squares. */
function standardErrors(
  fit: Fit,
): { sigma: number; of(x: readonly number[], labels: readonly (string | null)[]): number } | null {
  const { design, effects, degrees } = fit;
  const n = design.y.length;
  const k = fit.names.length;
  const count = effects.reduce((sum, effect) => sum + effect.levels.length, k);
  if (fit.transformed === true || fit.own !== undefined || fit.twoStage !== undefined || fit.normal === true)
    return null;
  if (degrees.residual <= 0 || n * count ** 2 > COST) return null;
  const root = fit.rootWeights;
  const scaled = (values: Float64Array) => (root === undefined ? values : values.map((value, i) => value * root[i]));
  const Z = [
    ...fit.names.map((name) => column(design.X, design.names.indexOf(name))),
    ...effects.flatMap(effectColumns),
  ];
  const factor = qr(fromColumns(Z.map(scaled), n));
  const sigma = Math.sqrt(fit.residualSumOfSquares / degrees.residual);
  const place = new Map<string, number>();
  effects.forEach((effect, e) => {
    for (const level of effect.levels) place.set(`${e} ${level}`, k + place.size);
  });
  return {
    sigma,
    of(x, labels) {
      const z = new Float64Array(Z.length);
      z.set(x);
      labels.forEach((label, e) => {
        z[place.get(`${e} ${label}`) as number] = 1;
      });
      const own = Float64Array.from(factor.kept, (position, l) => z[position] * factor.scale[l]);
      solveUpperTransposed(factor, own);
      return sigma * Math.sqrt(own.reduce((sum, value) => sum + value * value, 0));
    },
  };
}
