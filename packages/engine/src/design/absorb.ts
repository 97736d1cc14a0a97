/**
 * Sweeps fixed effects out of columns: the residuals of each column on the effects' dummies (and slopes), weighted when
 * weights are given. One effect: means. Several: the largest is swept by its means, the others are put as explicit
 * columns and solved exactly (Frisch & Waugh, 1933; Lovell, 1963), which is right for every unbalance and gives the
 * exact rank. Meant for panels whose second effect is small (regions by years); the limit is stated, not guessed.
 */
import { AimaqError } from '../errors.js';
import { fromColumns } from '../numeric/columnMatrix.js';
import { apply, applyTransposed, type QR, qr } from '../numeric/qr.js';
import type { Effect } from './design.js';

export interface Absorbed {
  readonly columns: readonly Float64Array[];
  /** Rank of the effects, the constant that they imply included. */
  readonly rank: number;
  readonly method: 'none' | 'means' | 'balanced' | 'explicit';
}

/** Cells of explicit columns up to which the exact way is taken. */
const EXPLICIT_CELLS = 40_000_000;

/** Columns are on the original scale; the answer is too (no √weight in it). Errors: design-effects-too-large. */
export function absorb(effects: readonly Effect[], columns: readonly Float64Array[], weights?: Float64Array): Absorbed {
  if (effects.length === 0) return { columns, rank: 0, method: 'none' };
  const constants = effects.filter((effect) => effect.slope === undefined);
  const [first, ...others] = [...constants].sort((a, b) => b.levels.length - a.levels.length);
  const slopes = effects.filter((effect) => effect.slope !== undefined);
  if (first !== undefined && others.length === 0 && slopes.length === 0) {
    return {
      columns: columns.map((column) => demean(column, first, weights)),
      rank: first.levels.length,
      method: 'means',
    };
  }
  if (
    first !== undefined &&
    others.length === 1 &&
    slopes.length === 0 &&
    weights === undefined &&
    isBalanced(first, others[0])
  ) {
    return {
      columns: columns.map((column) => demean(demean(column, first), others[0])),
      rank: first.levels.length + others[0].levels.length - 1,
      method: 'balanced',
    };
  }
  const factor = explicitColumns(first, [...others, ...slopes], columns[0]?.length ?? 0, weights);
  const root = weights?.map(Math.sqrt);
  const swept = columns.map((column) => {
    const v = first === undefined ? column.slice() : demean(column, first, weights);
    if (root !== undefined) for (let i = 0; i < v.length; i++) v[i] *= root[i];
    // Residual of v on the explicit columns: Q (0, …, 0, rest of Q'v).
    applyTransposed(factor, v);
    v.fill(0, 0, factor.kept.length);
    apply(factor, v);
    if (root !== undefined) for (let i = 0; i < v.length; i++) v[i] /= root[i];
    return v;
  });
  return { columns: swept, rank: (first?.levels.length ?? 0) + factor.kept.length, method: 'explicit' };
}

function explicitColumns(
  first: Effect | undefined,
  effects: readonly Effect[],
  n: number,
  weights: Float64Array | undefined,
): QR {
  const count = effects.reduce((sum, effect) => sum + effect.levels.length, 0);
  if (count * n > EXPLICIT_CELLS) throw new AimaqError('design-effects-too-large', { columns: count, rows: n });
  const dummies = effects.flatMap((effect) => effectColumns(effect));
  const scales = dummies.map((d) =>
    Math.sqrt(d.reduce((sum, value, i) => sum + value * value * (weights?.[i] ?? 1), 0)),
  );
  const swept = dummies.map((d) => {
    const v = first === undefined ? d : demean(d, first, weights);
    return weights === undefined ? v : v.map((value, i) => value * Math.sqrt(weights[i]));
  });
  return qr(fromColumns(swept, n), { scales });
}

/** One column a level: 0/1, or the slope's values inside the level. */
export function effectColumns(effect: Effect): Float64Array[] {
  const columns = effect.levels.map(() => new Float64Array(effect.codes.length));
  for (let i = 0; i < effect.codes.length; i++) columns[effect.codes[i]][i] = effect.slope?.[i] ?? 1;
  return columns;
}

/** Deviations from the (weighted) mean of each level; the second pass removes what rounding left of the mean. */
export function demean(column: Float64Array, effect: Effect, weights?: Float64Array): Float64Array {
  const levels = effect.levels.length;
  const total = new Float64Array(levels);
  for (let i = 0; i < column.length; i++) total[effect.codes[i]] += weights?.[i] ?? 1;
  let result = column;
  for (let pass = 0; pass < 2; pass++) {
    const sums = new Float64Array(levels);
    for (let i = 0; i < result.length; i++) sums[effect.codes[i]] += (weights?.[i] ?? 1) * result[i];
    const next = new Float64Array(result.length);
    for (let i = 0; i < result.length; i++) next[i] = result[i] - sums[effect.codes[i]] / total[effect.codes[i]];
    result = next;
  }
  return result;
}

/** Every pair of levels occurs once: the two projections commute. */
function isBalanced(a: Effect, b: Effect): boolean {
  const n = a.codes.length;
  if (n !== a.levels.length * b.levels.length) return false;
  const seen = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    const cell = a.codes[i] * b.levels.length + b.codes[i];
    if (seen[cell] === 1) return false;
    seen[cell] = 1;
  }
  return true;
}

/** Every level of `inner` lies inside one level of the groups. */
export function isNested(inner: Effect, outer: Int32Array): boolean {
  const group = new Int32Array(inner.levels.length).fill(-1);
  for (let i = 0; i < outer.length; i++) {
    const code = inner.codes[i];
    if (group[code] === -1) group[code] = outer[i];
    else if (group[code] !== outer[i]) return false;
  }
  return true;
}
