import { expect, test } from 'vitest';
import { fromColumns } from './columnMatrix.js';
import { solveCrossProducts } from './crossProducts.js';
import { leastSquares } from './leastSquares.js';
import { randomStream } from './random.js';

const random = randomStream(3);
const n = 4000;
const noise = (stream: number) => Float64Array.from({ length: n }, (_, i) => random.normal(stream * n + i));
const [a, b, e] = [noise(0), noise(1), noise(2)];
const shifted = a.map((value, i) => 1e4 + value + 0.5 * b[i]);
const y = shifted.map((value, i) => 3 + 2 * value - b[i] + e[i]);
const ones = new Float64Array(n).fill(1);

test('cross products: coefficients, bread and residuals are those of the refined QR, a mean of 10 000 or not', () => {
  for (const X of [fromColumns([ones, shifted, b]), fromColumns([shifted.map((v) => v - 1e4), b])]) {
    const ours = solveCrossProducts(X, y);
    const theirs = leastSquares(X, y);
    expect(theirs.method).toBe('qr-refined');
    theirs.coefficients.forEach((value, j) => {
      expect(Math.abs((ours?.coefficients[j] ?? 0) / value - 1)).toBeLessThan(1e-12);
    });
    theirs.bread.data.forEach((value, j) => {
      expect(Math.abs((ours?.bread.data[j] ?? 0) / value - 1)).toBeLessThan(1e-9);
    });
    expect(Math.abs((ours?.residualSumOfSquares ?? 0) / theirs.residualSumOfSquares - 1)).toBeLessThan(1e-12);
  }
});

test('cross products: near dependence and absorbed columns are left to QR', () => {
  const near = a.map((value, i) => value + 1e-6 * b[i]);
  expect(solveCrossProducts(fromColumns([a, near]), y)).toBeNull();
  expect(solveCrossProducts(fromColumns([a.map((v) => v * 1e-6), b]), y, [100, 1])).toBeNull();
});

test('least squares: large problems take cross products, and fall back', () => {
  const many = 60_000;
  const long = (stream: number) => Float64Array.from({ length: many }, (_, i) => random.normal(stream * many + i));
  const [p, q, r] = [long(7), long(8), long(9)];
  expect(leastSquares(fromColumns([p, q]), r).method).toBe('cholesky');
  const fallen = leastSquares(fromColumns([p, q, p.map((value, i) => value - q[i])]), r);
  expect(fallen).toMatchObject({ kept: [0, 1], dropped: [2] });
  expect(fallen.method).not.toBe('cholesky');
});
