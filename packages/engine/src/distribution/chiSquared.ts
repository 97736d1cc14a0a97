/** χ² distribution with positive, also fractional, degrees of freedom. */
import { incompleteGamma } from './incompleteGamma.js';
import { quantile } from './quantile.js';

/** P(X > x). */
export function chiSquaredTail(x: number, df: number): number {
  return incompleteGamma(df / 2, x / 2).upper;
}

/** P(X ≤ x). */
export function chiSquaredCdf(x: number, df: number): number {
  return incompleteGamma(df / 2, x / 2).lower;
}

/** x with P(X ≤ x) = p. */
export function chiSquaredQuantile(p: number, df: number): number {
  if (p <= 0.5) return 1 / quantile(p, (z) => chiSquaredCdf(1 / z, df), 1 / df);
  return quantile(1 - p, (x) => chiSquaredTail(x, df), df);
}
