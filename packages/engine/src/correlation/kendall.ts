/**
 * Kendall's τ-b: concordant minus discordant pairs over √((n₀−ties in x)(n₀−ties in y)); normal test with the variance of
 * S under ties (Kendall 1970, §4.5), as R's cor.test(exact = FALSE). The pairs are counted one by one: O(n²).
 */
import { normalTwoSided } from '../distribution/normal.js';
import type { Association } from './association.js';

export function kendall(x: Float64Array, y: Float64Array): Association {
  const n = x.length;
  const none = { n, estimate: null, statistic: null, pValue: null, confidenceInterval: null };
  if (n < 2) return none;
  let s = 0;
  for (let i = 1; i < n; i++) for (let j = 0; j < i; j++) s += Math.sign(x[i] - x[j]) * Math.sign(y[i] - y[j]);
  const pairs = (n * (n - 1)) / 2;
  const tx = ties(x);
  const ty = ties(y);
  const root = Math.sqrt((pairs - tx.pairs) * (pairs - ty.pairs));
  if (root === 0) return none;
  const estimate = Math.max(-1, Math.min(1, s / root));
  if (n < 3) return { ...none, estimate };
  const variance =
    (n * (n - 1) * (2 * n + 5) - tx.cubic - ty.cubic) / 18 +
    (2 * tx.pairs * 2 * ty.pairs) / (2 * n * (n - 1)) +
    (tx.triples * ty.triples) / (9 * n * (n - 1) * (n - 2));
  if (!(variance > 0)) return { ...none, estimate };
  const statistic = s / Math.sqrt(variance);
  return { n, estimate, statistic, pValue: normalTwoSided(statistic), confidenceInterval: null };
}

/** Over the groups of t equal values: Σt(t−1)/2, Σt(t−1)(2t+5), Σt(t−1)(t−2). */
function ties(values: Float64Array): { pairs: number; cubic: number; triples: number } {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let pairs = 0;
  let cubic = 0;
  let triples = 0;
  for (const t of counts.values()) {
    pairs += (t * (t - 1)) / 2;
    cubic += t * (t - 1) * (2 * t + 5);
    triples += t * (t - 1) * (t - 2);
  }
  return { pairs, cubic, triples };
}
