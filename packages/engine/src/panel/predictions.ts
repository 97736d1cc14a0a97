/**
 * Predictions for rows that the estimate did not use: Σ β_j x_j and the effects of their levels, exp of it for Poisson,
 * or what the estimator itself says. Of least squares with few effects also the standard error of the fitted value and an
 * interval for the observation, ŷ ± t s √(1 + z'(Z'Z)⁻¹z) with Z the regressors and the dummies of all effects; not with
 * weights, where the variance of the new row is not known, and not of averages, whose s is not that of a row. A row that
 * cannot be predicted has nulls and the reason.
 */
import { effectColumns } from '../design/absorb.js';
import type { FreshRows } from '../design/design.js';
import { studentQuantile } from '../distribution/student.js';
import { type Note, note } from '../errors.js';
import { column, fromColumns } from '../numeric/columnMatrix.js';
import { qr, solveUpperTransposed } from '../numeric/qr.js';
import type { Fit } from './fit.js';
import { effectAmbiguity, fixedEffects } from './fixedEffects.js';
import type { Observations } from './observations.js';
import { eachRow, NOT_PREDICTED, type NotPredicted, type Prediction } from './prediction.js';

/** Operations of the factorisation up to which intervals are worked out. */
const COST = 2e8;
/** Share of the effects' scale above which a sum of effects depends on their normalisation. */
const AMBIGUOUS = 1e-6;
/** Rows that a note names. */
const NAMED = 8;

/** Null where the effects are slopes or too many to be worked out; the notes say which rows have no prediction, and why. */
export function predictions(fit: Fit, level = 0.95): { rows: Observations | null; notes: Note[] } {
  const fresh = fit.design.fresh?.();
  const found = fresh === undefined ? null : (fit.predict?.(fresh, level) ?? linear(fit, fresh, level));
  if (fresh === undefined || found === null)
    return { rows: null, notes: [note('panel-predict-no-effects', {}, '/predictions')] };
  const { index } = fit.design.index === undefined ? (fit.observed ?? fit.design) : fit.design;
  // A column of its own only where there is something to say.
  const reasons = found.some((one) => typeof one === 'string') ? ['reason'] : [];
  return {
    rows: {
      columns: [
        'row',
        ...(index === undefined ? [] : [index.unitName, index.timeName]),
        'fitted',
        'standardError',
        'lower',
        'upper',
        ...reasons,
      ],
      rows: found.map((one, i) => [
        i + 1,
        ...(index === undefined ? [] : [fresh.label(index.unitName, i), fresh.label(index.timeName, i)]),
        ...(typeof one === 'string' ? [null, null, null, null, one] : [...cells(one), ...reasons.map(() => null)]),
      ]),
    },
    notes: NOT_PREDICTED.flatMap((reason) => {
      const rows = found.flatMap((one, i) => (one === reason ? [i + 1] : []));
      if (rows.length === 0) return [];
      const named = `${rows.slice(0, NAMED).join(', ')}${rows.length > NAMED ? ', …' : ''}`;
      return [note(`panel-predict-${reason}`, { count: rows.length, rows: named }, '/predictions')];
    }),
  };
}

function cells({ fitted, standardError, half }: Prediction): (number | null)[] {
  return [fitted, standardError, half === null ? null : fitted - half, half === null ? null : fitted + half];
}

/** x'b and the values of the effects. */
function linear(fit: Fit, fresh: FreshRows, level: number): (Prediction | NotPredicted)[] | null {
  const { effects } = fit;
  if (effects.some((one) => one.slope !== undefined)) return null;
  const values = fixedEffects(fit).map((one) => one.values);
  if (values.some((one) => one === null)) return null;
  const ambiguity = effectAmbiguity(fit);
  const spread = standardErrors(fit);
  const t = studentQuantile((1 + level) / 2, Math.max(fit.degrees.residual, 1));
  // The errors of averages are not those of rows.
  const ofRows = fit.rootWeights === undefined && fit.observed === undefined;
  return eachRow(fresh, fit.names, (x, row) => {
    const labels = effects.map((effect) => fresh.label(effect.name, row));
    const parts = labels.map((label, e) => (label === null ? undefined : values[e]?.[label]));
    if (parts.includes(undefined)) return labels.includes(null) ? 'missing' : 'unknown-level';
    const shift = labels.reduce((sum, label, e) => sum + (ambiguity?.[e][label ?? ''] ?? 0), 0);
    if (Math.abs(shift) > AMBIGUOUS) return 'unconnected';
    let sum = 0;
    x.forEach((value, j) => {
      sum += fit.coefficients[j] * value;
    });
    for (const part of parts) sum += part as number;
    const standardError = spread === null ? null : spread.of(x, labels);
    return {
      fitted: fit.linearPredictor === undefined ? sum : Math.exp(sum),
      standardError,
      half: standardError === null || !ofRows ? null : t * Math.hypot(standardError, spread?.sigma ?? 0),
    };
  });
}
/** Of the fitted value at regressors x and levels of the effects; null where they are many or the fit is no least squares. */
function standardErrors(
  fit: Fit,
): { sigma: number; of(x: Float64Array, labels: readonly (string | null)[]): number } | null {
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
