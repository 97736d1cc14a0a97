/**
 * Gower's (1971) coefficient of dissimilarity for mixed variables, as R's daisy: each variable gives a share on 0 … 1
 * (numeric and ordinal: difference over range; nominal: 0 if equal, else 1), the distance is their mean over the
 * variables that both observations have. Ordinal levels count as 1, 2, 3 … in their order.
 */
import { AimaqError } from '../../errors.js';
import type { Condensed } from './distances.js';

export interface GowerVariable {
  readonly kind: 'numeric' | 'ordinal' | 'nominal';
  /** Numbers, or codes of levels; NaN = missing. */
  readonly values: Float64Array;
}

/** Errors: cluster-nothing-in-common when two observations share no variable. `labels` name the observations. */
export function gower(variables: readonly GowerVariable[], labels: readonly string[]): Condensed {
  const n = labels.length;
  const parts = variables.map(({ kind, values }) => {
    const used = kind === 'ordinal' ? ranks(values) : values;
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const value of used) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
    if (kind === 'nominal') return { nominal: true, values: used };
    // A variable without spread separates nobody, but counts as one that all have in common.
    const range = high > low ? high - low : 1;
    // Scaled before the difference is taken, as daisy does: what is tied there is tied here.
    return { nominal: false, values: used.map((value) => (value - low) / range) };
  });
  const distance = new Float64Array((n * (n - 1)) / 2);
  let at = 0;
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++) {
      let [sum, shared] = [0, 0];
      for (const { nominal, values } of parts) {
        const [a, b] = [values[i], values[j]];
        if (Number.isNaN(a) || Number.isNaN(b)) continue;
        sum += nominal ? Number(a !== b) : Math.abs(a - b);
        shared++;
      }
      if (shared === 0) throw new AimaqError('cluster-nothing-in-common', { a: labels[i], b: labels[j] });
      distance[at++] = sum / shared;
    }
  return { n, values: distance };
}

/** 1, 2, 3 … for the distinct values in increasing order. */
function ranks(values: Float64Array): Float64Array {
  const levels = [...new Set(values)].filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  const rank = new Map(levels.map((level, i) => [level, i + 1]));
  return values.map((value) => rank.get(value) ?? Number.NaN);
}
