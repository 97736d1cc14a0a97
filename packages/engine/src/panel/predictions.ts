/**
 * Predictions for rows that the estimate did not use: Σ β_j x_j and the effects (slopes) of their levels, exp of it for
 * Poisson, or what the estimator itself says. With them the standard error of the fitted value and an interval for the
 * observation; of least squares with few effects ŷ ± t s √(1 + z'(Z'Z)⁻¹z), Z the regressors and the dummies of all
 * effects. What has no prediction or no interval has nulls, and a note says which rows and why.
 */
import { effectColumns } from '../design/absorb.js';
import type { FreshRows } from '../design/design.js';
import { type Note, note } from '../errors.js';
import { column, fromColumns } from '../numeric/columnMatrix.js';
import { qr, solveUpperTransposed } from '../numeric/qr.js';
import { dot } from '../numeric/sums.js';
import type { Fit } from './fit.js';
import { effectAmbiguity, fixedEffects } from './fixedEffects.js';
import type { Observations } from './observations.js';
import { eachRow, NO_INTERVAL, NOT_PREDICTED, type NotPredicted, type Prediction, spreadOf } from './prediction.js';

/** Operations of the factorisation up to which intervals are worked out. */
const COST = 2e8;
/** Share of the slopes' size above which a sum of effects depends on their normalisation. */
const AMBIGUOUS = 1e-6;
/** Rows that a note names. */
const NAMED = 8;

/** Null where the effects are too many to be worked out; the notes say which rows have no prediction or interval, and why. */
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
    notes: [...NOT_PREDICTED, ...NO_INTERVAL].flatMap((reason) => {
      const rows = found.flatMap((one, i) =>
        (typeof one === 'string' ? one : one.interval) === reason ? [i + 1] : [],
      );
      if (rows.length === 0) return [];
      const named = `${rows.slice(0, NAMED).join(', ')}${rows.length > NAMED ? ', …' : ''}`;
      return [note(`panel-predict-${reason}`, { count: rows.length, rows: named }, '/predictions')];
    }),
  };
}

function cells({ fitted, standardError, interval }: Prediction): (number | null)[] {
  return [
    fitted,
    standardError,
    ...(typeof interval === 'string' ? [null, null] : [fitted - interval, fitted + interval]),
  ];
}

/** x'b and the values of the effects. */
function linear(fit: Fit, fresh: FreshRows, level: number): (Prediction | NotPredicted)[] | null {
  const { effects } = fit;
  const values = fixedEffects(fit).map((one) => one.values);
  if (values.some((one) => one === null)) return null;
  const ambiguity = effectAmbiguity(fit);
  const leverage = leverages(fit);
  const { residual: df } = fit.degrees;
  const s2 = fit.residualSumOfSquares / df;
  return eachRow(fresh, fit.names, (x, row) => {
    const places = effects.map(({ name }) => ({ level: fresh.label(name, row), slope: fresh.slope(name, row) }));
    if (places.some(({ level: at, slope }) => at === null || Number.isNaN(slope))) return 'missing';
    const parts = places.map(({ level: at, slope }, e) => (values[e]?.[at ?? ''] ?? Number.NaN) * slope);
    if (parts.some(Number.isNaN)) return 'unknown-level';
    const shifts = places.map(({ level: at, slope }, e) => (ambiguity?.[e][at ?? ''] ?? 0) * slope);
    const size = places.reduce((sum, { slope }) => sum + Math.abs(slope), 0);
    if (Math.abs(total(shifts)) > AMBIGUOUS * size) return 'unconnected';
    const fitted = dot(x, fit.coefficients) + total(parts);
    const h = leverage === null ? null : leverage(x, places);
    if (fit.linearPredictor !== undefined) {
      const mean = Math.exp(fitted);
      return { fitted: mean, standardError: h === null ? null : mean * Math.sqrt(h), interval: 'counts' };
    }
    if (h === null) return { fitted, standardError: null, interval: 'many-effects' };
    const spread = spreadOf(s2, h, { df, level });
    if (fit.observed !== undefined) return { fitted, ...spread, interval: 'averages' };
    if (fit.rootWeights !== undefined && fit.frequency !== true) return { fitted, ...spread, interval: 'weights' };
    return { fitted, ...spread };
  });
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

type Place = { readonly level: string | null; readonly slope: number };

/** z'(Z'WZ)⁻¹z at regressors x and levels of the effects; null where they are many. */
function leverages(fit: Fit): ((x: Float64Array, places: readonly Place[]) => number) | null {
  const { design, effects } = fit;
  const n = design.y.length;
  const k = fit.names.length;
  const count = effects.reduce((sum, effect) => sum + effect.levels.length, k);
  if (n * count ** 2 > COST) return null;
  const root = fit.rootWeights;
  const scaled = (values: Float64Array) => (root === undefined ? values : values.map((value, i) => value * root[i]));
  const Z = [...regressors(fit), ...effects.flatMap(effectColumns)];
  const factor = qr(fromColumns(Z.map(scaled), n));
  const position = new Map<string, number>();
  effects.forEach((effect, e) => {
    for (const level of effect.levels) position.set(`${e} ${level}`, k + position.size);
  });
  return (x, places) => {
    const z = new Float64Array(Z.length);
    z.set(x);
    places.forEach(({ level, slope }, e) => {
      z[position.get(`${e} ${level}`) as number] = slope;
    });
    const own = Float64Array.from(factor.kept, (kept, l) => z[kept] * factor.scale[l]);
    solveUpperTransposed(factor, own);
    return dot(own, own);
  };
}

/** With instruments, less what these do not explain. */
function regressors({ design, names, rootWeights, twoStage, X }: Fit): Float64Array[] {
  return names.map((name, j) => {
    const x = column(design.X, design.names.indexOf(name));
    if (twoStage === undefined) return x;
    const [actual, explained] = [column(twoStage.actual, j), column(X, j)];
    return x.map((value, i) => value - (actual[i] - explained[i]) / (rootWeights?.[i] ?? 1));
  });
}
