/** Student's t distribution with any positive, also fractional, degrees of freedom; df = Infinity is the normal. */
import { incompleteBeta } from './incompleteBeta.js';
import { normalQuantile, normalTwoSided } from './normal.js';
import { quantile } from './quantile.js';

/** P(|T| > |t|). */
export function studentTwoSided(t: number, df: number): number {
  if (df === Number.POSITIVE_INFINITY) return normalTwoSided(t);
  const square = t * t;
  if (square === Number.POSITIVE_INFINITY) return 0;
  return incompleteBeta(df / (df + square), square / (df + square), df / 2, 0.5).lower;
}

/** P(T > t). */
export function studentTail(t: number, df: number): number {
  const half = studentTwoSided(t, df) / 2;
  return t > 0 ? half : 1 - half;
}

/** t with P(T ≤ t) = p. */
export function studentQuantile(p: number, df: number): number {
  if (df === Number.POSITIVE_INFINITY) return normalQuantile(p);
  if (p > 0.5) return -studentQuantile(1 - p, df);
  return p === 0.5 ? 0 : -quantile(p, (t) => studentTail(t, df), 1);
}
