/**
 * Sweeps fixed effects out of columns: what is left of each column after its projection on the effects' dummies (and
 * slopes), weighted when weights are given. Closed forms first: one factor, a balanced pair, small sides exactly by their
 * Schur complement; only large factors beside the largest are iterated. The result says how, how well, and whether the
 * rank is exact.
 */
import { finish, type Steps } from '../run.js';
import { isBalanced, sweepBalanced, sweepOne } from './absorb/closedForm.js';
import { sweepByElimination } from './absorb/elimination.js';
import { sweepExplicit } from './absorb/explicit.js';
import { coefficients, type Factor, factorsOf } from './absorb/factor.js';
import type { Effect } from './design.js';

export { demean } from './absorb/closedForm.js';
export { effectColumns } from './absorb/explicit.js';
export { sameCodes } from './absorb/factor.js';

export interface Absorption {
  readonly method: 'none' | 'means' | 'balanced' | 'explicit' | 'schur' | 'conjugate-gradients';
  readonly preconditioner: 'diagonal' | 'approximate-cholesky' | null;
  readonly iterations: number;
  readonly converged: boolean;
  /** Relative residual of the normal equations; 0 for closed forms, which are exact up to rounding. */
  readonly residual: number;
  /** False: the usual count, which may exceed the rank. */
  readonly rankExact: boolean;
}

export interface Absorbed extends Absorption {
  readonly columns: readonly Float64Array[];
  /** Rank of the effects, the constant that they imply included. */
  readonly rank: number;
}

/** Cells of the explicit columns, rows × columns, up to which that way is taken. */
const EXPLICIT_CELLS = 200_000;

const CLOSED = { preconditioner: null, iterations: 0, converged: true, residual: 0, rankExact: true } as const;

/** Columns are on the original scale; the answer is too (no √weight in it). */
export function absorb(effects: readonly Effect[], columns: readonly Float64Array[], weights?: Float64Array): Absorbed {
  const copies = effects.length === 0 ? columns : columns.map((column) => column.slice());
  return { columns: copies, ...finish(sweepSteps(effects, copies, weights)) };
}

/** In place, in steps: the columns are overwritten by what is left of them. */
export function* sweepSteps(
  effects: readonly Effect[],
  columns: readonly Float64Array[],
  weights?: Float64Array,
): Steps<Omit<Absorbed, 'columns'>> {
  if (effects.length === 0) return { ...CLOSED, rank: 0, method: 'none' };
  const factors = factorsOf(effects, weights);
  const [first, second] = factors;
  if (second === undefined) {
    for (const column of columns) sweepOne(column, first, weights);
    return { ...CLOSED, rank: first.rank, method: 'means' };
  }
  if (factors.length === 2 && weights === undefined && isBalanced(first, second)) {
    for (const column of columns) sweepBalanced(column, first, second);
    return { ...CLOSED, rank: first.levels + second.levels - 1, method: 'balanced' };
  }
  if (!isPair(factors) && explicitCells(effects) <= EXPLICIT_CELLS) {
    const explicit = sweepExplicit(effects, columns, weights);
    columns.forEach((column, c) => {
      column.set(explicit.columns[c]);
    });
    return { ...CLOSED, rank: explicit.rank, method: 'explicit' };
  }
  return yield* sweepByElimination(factors, columns, { weights });
}

/** Two constants: their rank is known from the components of their graph, so that no pivot has to decide it. */
function isPair(factors: readonly Factor[]): boolean {
  return factors.length === 2 && factors.every((factor) => coefficients(factor) === factor.levels && factor.constant);
}

function explicitCells(effects: readonly Effect[]): number {
  const sizes = effects.map((effect) => effect.levels.length);
  const largest = Math.max(...effects.map((effect) => (effect.slope === undefined ? effect.levels.length : 0)));
  return effects[0].codes.length * (sizes.reduce((sum, size) => sum + size, 0) - largest);
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
