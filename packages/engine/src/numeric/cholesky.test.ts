import { expect, test } from 'vitest';
import { AimaqError } from '../errors.js';
import { cholesky, solveCholesky } from './cholesky.js';

test('a column that depends on earlier ones is set aside, and the solution is zero there', () => {
  // Columns (1, 0), (0, 1), (1, 2): the third is a sum of the others.
  const A = Float64Array.of(1, 0, 1, 0, 1, 2, 1, 2, 5);
  const factor = cholesky(A, 3);
  expect([factor.rank, [...factor.kept]]).toEqual([2, [1, 1, 0]]);
  const b = Float64Array.of(3, 4, 11);
  solveCholesky(factor, b);
  expect([...b]).toEqual([3, 4, 0]);
});

test('the solution is that of the matrix, the smallest pivot is a share of its reference', () => {
  const A = Float64Array.of(4, 2, 1, 2, 5, 3, 1, 3, 6);
  const factor = cholesky(A, 3);
  const x = [1, -2, 3];
  const b = Float64Array.from({ length: 3 }, (_, i) => x.reduce((sum, value, j) => sum + A[3 * i + j] * value, 0));
  solveCholesky(factor, b);
  b.forEach((value, i) => {
    expect(value).toBeCloseTo(x[i], 12);
  });
  // Pivots 4, 5 − 1 = 4 and 6 − 1/4 − (2.5)²/4 = 4.1875.
  expect(factor.smallest).toBeCloseTo(4.1875 / 6, 12);
  expect(cholesky(A, 3, { reference: [8, 5, 6] }).smallest).toBeCloseTo(0.5, 12);
});

test('a matrix that was said to have no dependent columns must be positive definite', () => {
  const dependent = new Uint8Array(2);
  expect(() => cholesky(Float64Array.of(1, 2, 2, 1), 2, { dependent })).toThrow(
    new AimaqError('numeric-not-positive-definite', { pivot: -3 }),
  );
  expect(cholesky(Float64Array.of(1, 2, 2, 1), 2, { dependent: Uint8Array.of(0, 1) }).rank).toBe(1);
});
