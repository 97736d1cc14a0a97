/**
 * Values of the swept-out effects. One effect: mean residual ȳ_g − x̄_g'b of each level. Several: the effects solve
 * y − Xb on all dummies; the first keeps its levels, each further one is zero at its first level (fixest's convention).
 */
import { demean, effectColumns } from '../design/absorb.js';
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
  const errors = found.some((one) => one.values === null) ? null : effectErrors(fit, firstLevel);
  return found.map((one, e) => ({
    ...one,
    normalization: e === 0 ? 'levels' : `relative to ${firstLevel(fit.effects[e])}`,
    standardErrors: errors === null ? null : errors[e],
  }));
}

/** The reference level of a further effect is the first in sorted order. */
function firstLevel(effect: Effect): string {
  return [...effect.levels].sort(inOrder)[0];
}

/**
 * How far the sum of the effects of some levels depends on their normalisation: a vector of effects that leaves all rows as
 * they are. It is zero at levels that rows connect (with probability one: it is drawn), and null with one effect, whose
 * values are never ambiguous.
 */
export function effectAmbiguity(fit: Fit): Readonly<Record<string, number>>[] | null {
  const { effects } = fit;
  if (effects.length < 2 || effects.some((effect) => effect.slope !== undefined)) return null;
  const drawn = effects.map(({ levels }, e) => {
    const stream = randomStream(1, e);
    return Float64Array.from(levels, (_, g) => 1 + stream.uniform(g));
  });
  const sums = new Float64Array(fit.design.y.length);
  effects.forEach(({ codes }, e) => {
    for (let i = 0; i < sums.length; i++) sums[i] += drawn[e][codes[i]];
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
  const levels = effects.slice(1).reduce((sum, effect) => sum + effect.levels.length, 0);
  const missing = () => effects.map((effect) => ({ factor: effect.name, levels: effect.levels.length, values: null }));
  if (levels * n > LIMIT && effects.length > 1) return missing();
  if (effects.some((effect) => effect.levels.length > LISTED)) return missing();
  if (effects.length === 1 && effects[0].slope === undefined) {
    return [
      {
        factor: effects[0].name,
        levels: effects[0].levels.length,
        values: levelMeans(rest, effects[0], design.weights?.values),
      },
    ];
  }
  if (effects[0].slope !== undefined) return missing();
  // The first effect is swept by its means, the others are solved on what is left, then the first takes the rest.
  const [first, ...others] = effects;
  const weights = design.weights?.values;
  const root = fit.rootWeights;
  const scaled = (values: Float64Array) => (root === undefined ? values : values.map((value, i) => value * root[i]));
  const swept = (values: Float64Array) => scaled(demean(values, first, weights));
  const dummies = others.map((effect) => {
    const reference = effect.slope === undefined ? firstLevel(effect) : undefined;
    return effectColumns(effect).map((values, g) => ({
      level: effect.levels[g],
      values,
      zero: effect.levels[g] === reference,
    }));
  });
  const used = dummies.flat().filter((dummy) => !dummy.zero);
  const solved = leastSquares(
    fromColumns(
      used.map((dummy) => swept(dummy.values)),
      n,
    ),
    swept(rest),
  );
  const value = new Map(solved.kept.map((position, i) => [used[position], solved.coefficients[i]]));
  for (const [dummy, effect] of value) for (let i = 0; i < n; i++) rest[i] -= effect * dummy.values[i];
  return [
    { factor: first.name, levels: first.levels.length, values: levelMeans(rest, first, weights) },
    ...others.map((effect, e) => ({
      factor: effect.name,
      levels: effect.levels.length,
      values: Object.fromEntries(dummies[e].map((dummy) => [dummy.level, value.get(dummy) ?? 0])),
    })),
  ];
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
