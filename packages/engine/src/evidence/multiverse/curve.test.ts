import { expect, test } from 'vitest';
import { curveOf } from './curve.js';

const estimates = Float64Array.of(1, 2, Number.NaN, 4, -3, 0, 8);
const pValues = Float64Array.of(0.01, 0.05, 0.01, 0.049, 0.02, 0.001, Number.NaN);

test('the curve counts what was estimated: quartiles of type 7, signs, and p below the level', () => {
  expect(curveOf(estimates, pValues, [], 0.05)).toEqual({
    estimated: 6,
    // R: quantile(c(1, 2, 4, -3, 0, 8))
    median: 1.5,
    lowerQuartile: 0.25,
    upperQuartile: 3.5,
    min: -3,
    max: 8,
    // Zero has no sign, 0.05 is not below it.
    positive: 4 / 6,
    negative: 1 / 6,
    significantPositive: 2 / 6,
    significantNegative: 1 / 6,
    influence: [],
  });
});

test('a choice moves the estimates by the share of their variance between its levels; the one that moves most comes first', () => {
  const model = { name: 'model', levels: ['a', 'a', 'a', 'b', 'b', 'b', 'b'] };
  const noise = { name: 'b-noise', levels: [true, false, true, false, true, false, true] };
  const none = { name: 'all', levels: [1, 1, 1, 1, 1, 1, 1] };
  const { influence } = curveOf(estimates, pValues, [none, noise, model], 0.05);
  const e = [1, 2, 4, -3, 0, 8];
  const total = e.reduce((sum, value) => sum + (value - 2) ** 2, 0);
  expect(total).toBe(70);
  const shares = Object.fromEntries(influence.map(({ choice, share }) => [choice, share]));
  // a: 1, 2 (mean 1.5); b: 4, −3, 0, 8 (2.25).
  expect(shares.model).toBeCloseTo((2 * 0.5 ** 2 + 4 * 0.25 ** 2) / 70, 14);
  // true: 1, −3, 8 (2); false: 2, 4, 0 (2).
  expect(shares['b-noise']).toBe(0);
  expect(shares.all).toBe(0);
  expect(influence.map(({ choice }) => choice)).toEqual(['model', 'all', 'b-noise']);
  expect(influence[0].levels).toEqual([
    { level: 'a', specifications: 2, median: 1.5 },
    { level: 'b', specifications: 4, median: 2 },
  ]);
});

test('without an estimate there is no share; where all are equal no choice moves them', () => {
  const nothing = curveOf(Float64Array.of(Number.NaN), Float64Array.of(0.5), [{ name: 'c', levels: [1] }], 0.05);
  expect(nothing).toMatchObject({ estimated: 0, median: null, min: null, positive: null, significantNegative: null });
  const equal = curveOf(Float64Array.of(2, 2), Float64Array.of(1, 1), [{ name: 'c', levels: [1, 2] }], 0.05);
  expect(equal.influence[0].share).toBe(0);
});
