import { brent } from '../numeric/roots.js';

/** x > 0 with tail(x) = p for a decreasing tail; bracketed by doubling from `start`, solved on the log scale. */
export function quantile(p: number, tail: (x: number) => number, start: number): number {
  if (p <= 0) return Number.POSITIVE_INFINITY;
  if (p >= 1) return 0;
  let lower = start;
  let upper = start;
  while (tail(lower) < p && lower > 1e-300) {
    upper = lower;
    lower /= 2;
  }
  while (tail(upper) > p && upper < 1e300) {
    lower = upper;
    upper *= 2;
  }
  const target = Math.log(p);
  return brent((x) => Math.log(tail(x)) - target, lower, upper);
}
