/**
 * Sweeping out in closed form: one factor by its own functions, two crossed factors of a balanced panel by means
 * z − z̄_i − z̄_t + z̄. A second pass removes what rounding left.
 */
import type { Effect } from '../design.js';
import { type Factor, levelSums, levelTotals, sweepFactor } from './factor.js';

/** Deviations from the (weighted) mean of each level. */
export function demean(column: Float64Array, effect: Effect, weights?: Float64Array): Float64Array {
  const levels = effect.levels.length;
  const totals = levelTotals(effect.codes, levels, weights);
  const values = column.slice();
  sweepOne(values, { codes: effect.codes, levels, constant: true, totals, slopes: [], rank: levels }, weights);
  return values;
}

/** In place. */
export function sweepOne(values: Float64Array, factor: Factor, weights?: Float64Array): void {
  for (let pass = 0; pass < 2; pass++) sweepFactor(values, factor, weights);
}

/** In place. */
export function sweepBalanced(values: Float64Array, a: Factor, b: Factor): void {
  const n = values.length;
  for (let pass = 0; pass < 2; pass++) {
    const means = levelSums(values, a.codes, a.levels, undefined);
    const others = levelSums(values, b.codes, b.levels, undefined);
    let total = 0;
    for (let g = 0; g < others.length; g++) total += others[g];
    for (let g = 0; g < means.length; g++) means[g] = means[g] / b.levels - total / n;
    for (let g = 0; g < others.length; g++) others[g] /= a.levels;
    for (let i = 0; i < n; i++) values[i] -= means[a.codes[i]] + others[b.codes[i]];
  }
}

/** Every pair of levels of two constant factors occurs once: the two projections commute. */
export function isBalanced(a: Factor, b: Factor): boolean {
  const n = a.codes.length;
  if (n !== a.levels * b.levels || !a.constant || !b.constant || a.slopes.length + b.slopes.length > 0) return false;
  const seen = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    const cell = a.codes[i] * b.levels + b.codes[i];
    if (seen[cell] === 1) return false;
    seen[cell] = 1;
  }
  return true;
}
