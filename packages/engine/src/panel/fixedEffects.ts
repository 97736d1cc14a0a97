/**
 * Values of the swept-out effects. One effect: mean residual ȳ_g − x̄_g'b of each level, or the residual's regression inside
 * the level where slopes vary. Several: the effects solve y − Xb on all dummies; the first constant keeps its levels, each
 * further one is zero at its first level (fixest's convention); slopes have no reference.
 */
import { absorb, effectColumns, sameCodes } from '../design/absorb.js';
import type { Effect } from '../design/design.js';
import { column, fromColumns } from '../numeric/columnMatrix.js';
import { leastSquares } from '../numeric/leastSquares.js';
import { randomStream } from '../numeric/random.js';
import { effectErrors } from './effectErrors.js';
import type { Fit } from './fit.js';

export interface EffectValues {
  readonly factor: string;
  readonly levels: number;
  readonly values: Readonly<Record<string, number>> | null;
  /** What the values are relative to: `levels`, or the first level of a further effect, which is zero. */
  readonly normalization: string;
  /** Under homoskedastic errors; null where the dummies are many or the model is no least squares. */
  readonly standardErrors: Readonly<Record<string, number | null>> | null;
}

/** Dummy cells up to which the values are worked out, and levels up to which they are listed. */
const LIMIT = 2_000_000;
const LISTED = 10_000;

export function fixedEffects(fit: Fit): EffectValues[] {
  const found = effectValues(fit);
  const references = referenceLevels(fit.effects);
  const errors = found.some((one) => one.values === null) ? null : effectErrors(fit, references);
  return found.map((one, e) => ({
    ...one,
    normalization: references[e] === null ? 'levels' : `relative to ${references[e]}`,
    standardErrors: errors === null ? null : errors[e],
  }));
}

/** Level at which each effect is zero, the first in sorted order; null for the first constant and for slopes. */
function referenceLevels(effects: readonly Effect[]): (string | null)[] {
  const first = effects.findIndex((effect) => effect.slope === undefined);
  return effects.map(({ slope, levels }, e) =>
    slope !== undefined || e === first ? null : [...levels].sort(inOrder)[0],
  );
}

/**
 * How far the sum of the effects of some levels depends on their normalisation: effects that, times slopes, leave all rows
 * as they are. It is zero at levels that rows connect (with probability one: it is drawn), and null with one constant,
 * whose values are never ambiguous.
 */
export function effectAmbiguity(fit: Fit): Readonly<Record<string, number>>[] | null {
  const { effects } = fit;
  if (effects.length < 2 && effects.every((effect) => effect.slope === undefined)) return null;
  const drawn = effects.map(({ levels }, e) => {
    const stream = randomStream(1, e);
    return Float64Array.from(levels, (_, g) => 1 + stream.uniform(g));
  });
  const sums = new Float64Array(fit.design.y.length);
  effects.forEach(({ codes, slope }, e) => {
    for (let i = 0; i < sums.length; i++) sums[i] += drawn[e][codes[i]] * (slope?.[i] ?? 1);
  });
  return effectsOf(fit, sums).map(({ values }, e) =>
    Object.fromEntries(effects[e].levels.map((level, g) => [level, drawn[e][g] - (values?.[level] ?? Number.NaN)])),
  );
}

function effectValues(fit: Fit): Pick<EffectValues, 'factor' | 'levels' | 'values'>[] {
  const { design } = fit;
  const rest = (fit.linearPredictor ?? design.y).slice();
  fit.names.forEach((name, j) => {
    const x = column(design.X, design.names.indexOf(name));
    for (let i = 0; i < rest.length; i++) rest[i] -= fit.coefficients[j] * x[i];
  });
  return effectsOf(fit, rest);
}

/** The effects of which `rest` is the sum, or nearest to it. `rest` is overwritten. */
function effectsOf(fit: Fit, rest: Float64Array): Pick<EffectValues, 'factor' | 'levels' | 'values'>[] {
  const { design, effects } = fit;
  if (effects.length === 0) return [];
  const n = rest.length;
  // The constant and the slopes of the first factor are swept, the others are solved on what is left, then they take the rest.
  const own = effects.map((effect) => sameCodes(effect, effects[0]));
  const first = effects.filter((_, e) => own[e]);
  const others = effects.filter((_, e) => !own[e]);
  const missing = () => effects.map((effect) => ({ factor: effect.name, levels: effect.levels.length, values: null }));
  if (others.reduce((sum, effect) => sum + effect.levels.length, 0) * n > LIMIT) return missing();
  if (effects.some((effect) => effect.levels.length > LISTED)) return missing();
  const weights = design.weights?.values;
  const root = fit.rootWeights;
  const references = referenceLevels(effects);
  const dummies = effects.flatMap((effect, e) =>
    own[e]
      ? []
      : effectColumns(effect).flatMap((values, g) =>
          effect.levels[g] === references[e] ? [] : [{ e, level: effect.levels[g], values }],
        ),
  );
  const value = effects.map(() => new Map<string, number>());
  if (others.length > 0) {
    const { columns } = absorb(first, [rest, ...dummies.map(({ values }) => values)], weights);
    if (root !== undefined) for (const values of columns) for (let i = 0; i < n; i++) values[i] *= root[i];
    const solved = leastSquares(fromColumns(columns.slice(1), n), columns[0]);
    solved.kept.forEach((position, l) => {
      const { e, level, values } = dummies[position];
      value[e].set(level, solved.coefficients[l]);
      for (let i = 0; i < n; i++) rest[i] -= solved.coefficients[l] * values[i];
    });
  }
  const ofFirst = first.length === 1 && first[0].slope === undefined ? null : levelRegressions(rest, first, weights);
  return effects.map((effect, e) => ({
    factor: effect.name,
    levels: effect.levels.length,
    values: !own[e]
      ? Object.fromEntries(effect.levels.map((level) => [level, value[e].get(level) ?? 0]))
      : ofFirst === null
        ? levelMeans(rest, effect, weights)
        : Object.fromEntries(effect.levels.map((level, g) => [level, ofFirst[first.indexOf(effect)][g]])),
  }));
}

/** Constant and slopes of one factor: a regression inside each level; what a level's rows cannot tell is zero. */
function levelRegressions(
  values: Float64Array,
  effects: readonly Effect[],
  weights: Float64Array | undefined,
): Float64Array[] {
  const [{ codes, levels }] = effects;
  const rows: number[][] = levels.map(() => []);
  codes.forEach((code, i) => {
    rows[code].push(i);
  });
  const found = effects.map(() => new Float64Array(levels.length));
  rows.forEach((members, g) => {
    const root = (i: number) => Math.sqrt(weights?.[i] ?? 1);
    const X = effects.map(({ slope }) => Float64Array.from(members, (i) => root(i) * (slope?.[i] ?? 1)));
    const y = Float64Array.from(members, (i) => root(i) * values[i]);
    const { kept, coefficients } = leastSquares(fromColumns(X, members.length), y);
    kept.forEach((position, l) => {
      found[position][g] = coefficients[l];
    });
  });
  return found;
}

function levelMeans(values: Float64Array, effect: Effect, weights: Float64Array | undefined): Record<string, number> {
  const sums = new Float64Array(effect.levels.length);
  const total = new Float64Array(effect.levels.length);
  for (let i = 0; i < values.length; i++) {
    sums[effect.codes[i]] += (weights?.[i] ?? 1) * values[i];
    total[effect.codes[i]] += weights?.[i] ?? 1;
  }
  return Object.fromEntries(effect.levels.map((level, g) => [level, sums[g] / total[g]]));
}

function inOrder(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  if (!Number.isNaN(x) && !Number.isNaN(y)) return x - y;
  return a < b ? -1 : 1;
}
