/**
 * Regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 − P: series below, continued fraction above the mean
 * (DLMF 8.7.1 and 8.9.2, modified Lentz), so that each tail keeps its relative accuracy.
 */
import { poissonTerm } from './gamma.js';

export interface Tails {
  readonly lower: number;
  readonly upper: number;
}

export function incompleteGamma(a: number, x: number): Tails {
  if (!(x > 0)) return { lower: 0, upper: 1 };
  if (x === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 };
  const front = poissonTerm(a, x);
  if (x < a + 1) {
    let term = 1;
    let sum = 1;
    for (let n = 1; n < 100_000; n++) {
      term *= x / (a + n);
      sum += term;
      if (term < sum * 1e-17) break;
    }
    const lower = front * sum;
    return { lower, upper: 1 - lower };
  }
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let h = d;
  for (let i = 1; i < 100_000; i++) {
    const an = -i * (i - a);
    b += 2;
    d = 1 / nonzero(an * d + b, tiny);
    c = nonzero(b + an / c, tiny);
    const delta = d * c;
    h *= delta;
    if (Math.abs(delta - 1) < 1e-16) break;
  }
  // Q = x^a e^(−x) / Γ(a) · h, and Γ(a) = Γ(a+1) / a.
  const upper = front * a * h;
  return { lower: 1 - upper, upper };
}

function nonzero(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}
