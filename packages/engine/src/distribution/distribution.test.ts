import { describe, expect, test } from 'vitest';
import { oracle } from '../../test/oracles.js';
import { chiSquaredCdf, chiSquaredQuantile, chiSquaredTail } from './chiSquared.js';
import { fisherCdf, fisherQuantile, fisherTail } from './fisher.js';
import { normalCdf, normalQuantile, normalTail } from './normal.js';
import { studentQuantile, studentTail, studentTwoSided } from './student.js';

const reference = oracle('distributions/distributions.json');
type Row = Record<string, number>;

/** Relative agreement; the reference is printed to 15 digits. */
function near(ours: number, theirs: number) {
  if (theirs === 0) expect(Math.abs(ours)).toBeLessThan(1e-300);
  else expect(Math.abs(ours - theirs) / Math.abs(theirs)).toBeLessThan(1e-12);
}

describe('distributions: equal R to 1e-12, far tails included', () => {
  test('normal', () => {
    for (const { x, cdf, upper } of reference.normal as Row[]) {
      near(normalCdf(x), cdf);
      near(normalTail(x), upper);
    }
  });
  test('Student t', () => {
    for (const { df, x, upper, twoSided } of reference.studentT as Row[]) {
      near(studentTail(x, df), upper);
      near(studentTwoSided(x, df), twoSided);
    }
  });
  test('F', () => {
    for (const { df1, df2, x, cdf, upper } of reference.fDistribution as Row[]) {
      near(fisherCdf(x, df1, df2), cdf);
      near(fisherTail(x, df1, df2), upper);
    }
  });
  test('χ²', () => {
    for (const { df, x, cdf, upper } of reference.chiSquared as Row[]) {
      near(chiSquaredCdf(x, df), cdf);
      near(chiSquaredTail(x, df), upper);
    }
  });
  test('Student t as far out as a double goes: closed forms', () => {
    near(studentQuantile(1e-300, 1), -1 / (Math.PI * 1e-300));
    near(studentQuantile(1e-300, 2), -1 / Math.sqrt(2e-300));
    near(studentQuantile(1e-300, 3), -Math.cbrt((2 * Math.sqrt(3)) / (Math.PI * 1e-300)));
    near(studentQuantile(1e-100, 1), -1 / (Math.PI * 1e-100));
    near(studentTail(1e200, 1), 1 / (Math.PI * 1e200));
    near(studentTail(1e61, 2), 0.5e-122);
    near(studentTail(1e59, 2), 0.5e-118);
    expect(studentTwoSided(Number.POSITIVE_INFINITY, 3)).toBe(0);
  });
  test('where a tail ends, and χ² as the limit of F', () => {
    expect([fisherTail(0, 3, 5), fisherTail(-1, 3, 5), fisherCdf(0, 3, 5)]).toEqual([1, 1, 0]);
    expect(fisherTail(Number.POSITIVE_INFINITY, 3, 5)).toBe(0);
    expect(fisherCdf(Number.POSITIVE_INFINITY, 3, 5)).toBe(1);
    const limit = Number.POSITIVE_INFINITY;
    near(fisherTail(2.5, 4, limit), chiSquaredTail(10, 4));
    near(fisherCdf(2.5, 4, limit), chiSquaredCdf(10, 4));
    expect(Math.abs(fisherTail(2.5, 4, 1e9) / fisherTail(2.5, 4, limit) - 1)).toBeLessThan(1e-7);
    expect([chiSquaredQuantile(0, 3), chiSquaredQuantile(1, 3)]).toEqual([0, limit]);
    expect([fisherQuantile(0, 3, 5), fisherQuantile(1, 3, 5)]).toEqual([0, limit]);
  });
  test('quantiles', () => {
    const { p, normal, studentT, chiSquared, fDistribution } = reference.quantiles as {
      p: number[];
      normal: number[];
      studentT: { df: number; q: number[] }[];
      chiSquared: { df: number; q: number[] }[];
      fDistribution: { df1: number; df2: number; q: number[] }[];
    };
    const close = (ours: number, theirs: number) =>
      Math.abs(theirs) < 1e-15 ? expect(Math.abs(ours)).toBeLessThan(1e-12) : near(ours, theirs);
    p.forEach((probability, i) => {
      close(normalQuantile(probability), normal[i]);
      for (const { df, q } of studentT) close(studentQuantile(probability, df), q[i]);
      for (const { df, q } of chiSquared) close(chiSquaredQuantile(probability, df), q[i]);
      for (const { df1, df2, q } of fDistribution) {
        const ours = fisherQuantile(probability, df1, df2);
        near(fisherCdf(ours, df1, df2), probability);
        // R's qf stops early in the lower tail (its pf of its own quantile is off by up to 4e-4): no reference there.
        if (Math.abs(fisherCdf(q[i], df1, df2) / probability - 1) < 1e-12) close(ours, q[i]);
      }
    });
  });
});
