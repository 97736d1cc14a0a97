/**
 * Regularised incomplete beta function I_x(a, b) and its complement, by the continued fraction of Didonato & Morris
 * (1992), ACM TOMS 18:360–373, eq. 9, on the side where it converges fast. Its coefficients are formed from
 * λ = a − (a+b)x = (a+b)y − b, so that nothing cancels when a is large and x close to 1; y = 1 − x is therefore given
 * by the caller, who can form it exactly.
 */
import { binomialTerm } from './gamma.js';
import type { Tails } from './incompleteGamma.js';

export function incompleteBeta(x: number, y: number, a: number, b: number): Tails {
  if (!(x > 0)) return { lower: 0, upper: 1 };
  if (!(y > 0)) return { lower: 1, upper: 0 };
  // x^a y^b / B(a, b), since Γ(a+b) = Γ(a+b+1)/(a+b) and Γ(a) = Γ(a+1)/a.
  const front = (binomialTerm(a, b, x, y) * a * b) / (a + b);
  const lambda = a > b ? (a + b) * y - b : a - (a + b) * x;
  if (lambda > 0 || x < (a + 1) / (a + b + 2)) {
    const lower = front * fraction(x, y, a, b, lambda);
    return { lower, upper: 1 - lower };
  }
  const upper = front * fraction(y, x, b, a, -lambda);
  return { lower: 1 - upper, upper };
}

/** Convergents A_n / B_n of α_1/(β_1 + α_2/(β_2 + …)), rescaled at every step. */
function fraction(x: number, y: number, a: number, b: number, lambda: number): number {
  let numeratorBefore = 0;
  let numerator = 1;
  let denominatorBefore = 1;
  let denominator = (a * (lambda + 1)) / (a + 1);
  let value = numerator / denominator;
  for (let n = 1; n < 100_000; n++) {
    const s = a + 2 * n - 1;
    const alpha = ((a + n - 1) * (a + b + n - 1) * n * (b - n) * x * x) / (s * s);
    const beta = n + (n * (b - n) * x) / s + ((a + n) / (a + 2 * n + 1)) * (lambda + 1 + n * (1 + y));
    const nextNumerator = alpha * numeratorBefore + beta * numerator;
    const nextDenominator = alpha * denominatorBefore + beta * denominator;
    const next = nextNumerator / nextDenominator;
    numeratorBefore = numerator / nextDenominator;
    denominatorBefore = denominator / nextDenominator;
    numerator = next;
    denominator = 1;
    if (Math.abs(next - value) <= 1e-16 * next) return next;
    value = next;
  }
  return value;
}
