/** F distribution with positive, also fractional, degrees of freedom; df2 = Infinity is χ²/df1. */
import { chiSquaredTail } from './chiSquared.js';
import { incompleteBeta } from './incompleteBeta.js';
import { quantile } from './quantile.js';

/** P(F > f). */
export function fisherTail(f: number, df1: number, df2: number): number {
  if (!(f > 0)) return 1;
  if (df2 === Number.POSITIVE_INFINITY) return chiSquaredTail(f * df1, df1);
  const sum = df1 * f + df2;
  if (sum === Number.POSITIVE_INFINITY) return 0;
  return incompleteBeta(df2 / sum, (df1 * f) / sum, df2 / 2, df1 / 2).lower;
}

/** P(F ≤ f). */
export function fisherCdf(f: number, df1: number, df2: number): number {
  if (!(f > 0)) return 0;
  if (df2 === Number.POSITIVE_INFINITY) return 1 - fisherTail(f, df1, df2);
  const sum = df1 * f + df2;
  if (sum === Number.POSITIVE_INFINITY) return 1;
  return incompleteBeta((df1 * f) / sum, df2 / sum, df1 / 2, df2 / 2).lower;
}

/** f with P(F ≤ f) = p. */
export function fisherQuantile(p: number, df1: number, df2: number): number {
  if (p <= 0.5) return 1 / quantile(p, (x) => fisherCdf(1 / x, df1, df2), 1);
  return quantile(1 - p, (f) => fisherTail(f, df1, df2), 1);
}
