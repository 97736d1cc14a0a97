/** Student's t distribution with any positive, also fractional, degrees of freedom; df = Infinity is the normal. */
import { logGamma } from './gamma.js';
import { incompleteBeta } from './incompleteBeta.js';
import { normalQuantile, normalTwoSided } from './normal.js';
import { quantile } from './quantile.js';

/** ln Γ(½) */
const LOG_ROOT_PI = Math.log(Math.PI) / 2;

/** P(|T| > |t|). */
export function studentTwoSided(t: number, df: number): number {
  if (df === Number.POSITIVE_INFINITY) return normalTwoSided(t);
  const r = Math.sqrt(df) / Math.abs(t);
  // So far out the first term of the series in r² is all there is, and t² would overflow.
  if (r < 1e-60)
    return r === 0
      ? 0
      : (2 / df) * Math.exp(df * Math.log(r) + logGamma((df + 1) / 2) - logGamma(df / 2) - LOG_ROOT_PI);
  const square = t * t;
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
