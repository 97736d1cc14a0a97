/**
 * Spearman's (1904) rank correlation: the product-moment correlation of mid-ranks; asymptotic t test on n−2 degrees of
 * freedom, as R's cor.test(exact = FALSE).
 */
import type { Association } from './association.js';
import { productMoment, studentTest } from './pearson.js';

export function spearman(x: Float64Array, y: Float64Array): Association {
  const n = x.length;
  const estimate = productMoment(midRanks(x), midRanks(y));
  if (estimate === null) return { n, estimate: null, statistic: null, pValue: null, confidenceInterval: null };
  return { n, estimate, ...studentTest(estimate, n), confidenceInterval: null };
}

/** Ranks from 1; equal values share the mean of their places. */
export function midRanks(values: Float64Array): Float64Array {
  const order = Array.from(values, (_, i) => i).sort((a, b) => values[a] - values[b]);
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to + 1 < order.length && values[order[to + 1]] === values[order[from]]) to++;
    for (let i = from; i <= to; i++) ranks[order[i]] = (from + to) / 2 + 1;
    from = to + 1;
  }
  return ranks;
}
