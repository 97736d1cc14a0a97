import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compensatedSum, productError, sumError } from './sums.js';

/** Whole numbers of up to 53 bits: their sums and products are exact as BigInt. */
const whole = fc
  .tuple(fc.maxSafeInteger(), fc.integer({ min: 0, max: 52 }))
  .map(([value, shift]) => Math.trunc(value / 2 ** shift));

test('what rounding takes from a sum and from a product is known to the last bit', () => {
  fc.assert(
    fc.property(whole, whole, (a, b) => {
      expect(BigInt(a + b) + BigInt(sumError(a, b, a + b))).toBe(BigInt(a) + BigInt(b));
      expect(BigInt(a * b) + BigInt(productError(a, b, a * b))).toBe(BigInt(a) * BigInt(b));
    }),
    { numRuns: 1000 },
  );
});

test('a compensated sum keeps what large terms of both signs would swallow', () => {
  expect(compensatedSum([1, 1e16, 1, -1e16, 0.5])).toBe(2.5);
  expect(compensatedSum([])).toBe(0);
});
