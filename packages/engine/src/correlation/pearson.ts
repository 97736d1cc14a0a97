/**
 * Product-moment correlation. r = Σ(x−x̄)(y−ȳ)/√(Σ(x−x̄)²Σ(y−ȳ)²); t = r√((n−2)/(1−r²)) on n−2 degrees of freedom;
 * interval by Fisher's (1921) z with standard error 1/√(n−3).
 */
import { normalQuantile } from '../distribution/normal.js';
import { studentTwoSided } from '../distribution/student.js';
import type { Association } from './association.js';

export function pearson(x: Float64Array, y: Float64Array, level = 0.95): Association {
  const n = x.length;
  const estimate = productMoment(x, y);
  if (estimate === null) return { n, estimate: null, statistic: null, pValue: null, confidenceInterval: null };
  return { n, estimate, ...studentTest(estimate, n), confidenceInterval: fisherInterval(estimate, n, level) };
}

/** r alone; null when one of the two does not vary or there are fewer than two pairs. */
export function productMoment(x: Float64Array, y: Float64Array): number | null {
  const n = x.length;
  if (n < 2) return null;
  const dx = deviations(x);
  const dy = deviations(y);
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let i = 0; i < n; i++) {
    xx += dx[i] * dx[i];
    yy += dy[i] * dy[i];
    xy += dx[i] * dy[i];
  }
  if (!varies(xx, x) || !varies(yy, y)) return null;
  const r = xy / (Math.sqrt(xx) * Math.sqrt(yy));
  return Math.abs(r) > PERFECT ? Math.sign(r) : r;
}

/** From here on what is missing to 1 is the rounding of the sums. */
const PERFECT = 1 - 4 * Number.EPSILON;

/** t of a correlation; a perfect one has infinite t, hence no statistic and p = 0. */
export function studentTest(r: number, n: number): { statistic: number | null; pValue: number | null } {
  if (n < 3) return { statistic: null, pValue: null };
  if (Math.abs(r) === 1) return { statistic: null, pValue: 0 };
  const statistic = r * Math.sqrt((n - 2) / ((1 - r) * (1 + r)));
  return { statistic, pValue: studentTwoSided(statistic, n - 2) };
}

function fisherInterval(r: number, n: number, level: number): readonly [number, number] | null {
  if (n < 4 || Math.abs(r) === 1) return null;
  const half = normalQuantile((1 + level) / 2) / Math.sqrt(n - 3);
  return [Math.tanh(Math.atanh(r) - half), Math.tanh(Math.atanh(r) + half)];
}

function deviations(values: Float64Array): Float64Array {
  const first = values.reduce((sum, value) => sum + value, 0) / values.length;
  const once = values.map((value) => value - first);
  // The second pass takes out what rounding left of the mean.
  const rest = once.reduce((sum, value) => sum + value, 0) / values.length;
  return once.map((value) => value - rest);
}

/** Whether a sum of squared deviations is more than the rounding of the values themselves. */
function varies(squares: number, values: Float64Array): boolean {
  const largest = values.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  return squares > values.length * (largest * 1e-15) ** 2;
}
