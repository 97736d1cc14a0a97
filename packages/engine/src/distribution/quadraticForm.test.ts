import { expect, test } from 'vitest';
import { chiSquaredCdf } from './chiSquared.js';
import { fisherCdf } from './fisher.js';
import { quadraticFormBelowZero } from './quadraticForm.js';

test('P(Σ λξ² ≤ 0): F and χ² in other words', () => {
  // ξ₁² + … + ξ_m² ≤ c (η₁² + … + η_k²) is F(m, k) ≤ c k/m.
  for (const [m, k, c] of [
    [1, 1, 0.3],
    [3, 2, 1.7],
    [10, 25, 0.2],
    [40, 50, 2],
  ]) {
    const weights = [...new Array(m).fill(1), ...new Array(k).fill(-c)];
    expect(Math.abs(quadraticFormBelowZero(weights) - fisherCdf((c * k) / m, m, k))).toBeLessThan(1e-12);
  }
  expect(quadraticFormBelowZero([1, 2])).toBeLessThan(1e-13);
  expect(quadraticFormBelowZero([-1, -2])).toBeGreaterThan(1 - 1e-13);
  // A constant as the limit of many small terms: ξ² ≤ 1.
  const many = 20_000;
  const weights = [1, ...new Array(many).fill(-1 / many)];
  expect(Math.abs(quadraticFormBelowZero(weights) - chiSquaredCdf(1, 1))).toBeLessThan(1e-4);
});
