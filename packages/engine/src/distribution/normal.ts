/** Standard normal distribution; tails keep their relative accuracy down to 1e-300. */
import { incompleteGamma } from './incompleteGamma.js';
import { quantile } from './quantile.js';

/** P(Z > z). */
export function normalTail(z: number): number {
  const { lower, upper } = incompleteGamma(0.5, (z * z) / 2);
  return z > 0 ? upper / 2 : 0.5 + lower / 2;
}

/** P(Z ≤ z). */
export function normalCdf(z: number): number {
  return normalTail(-z);
}

/** P(|Z| > |z|). */
export function normalTwoSided(z: number): number {
  return incompleteGamma(0.5, (z * z) / 2).upper;
}

/** z with P(Z ≤ z) = p. */
export function normalQuantile(p: number): number {
  if (p > 0.5) return -normalQuantile(1 - p);
  return p === 0.5 ? 0 : -quantile(p, normalTail, 1);
}
