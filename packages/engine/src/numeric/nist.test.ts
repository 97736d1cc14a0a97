import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fromColumns } from './columnMatrix.js';
import { leastSquares } from './leastSquares.js';
import { powers } from './powers.js';

interface Nist {
  name: string;
  data: number[][];
  coefficients: { name: string; estimate: number; standardError: number }[];
  polynomialDegree: number | null;
  intercept: boolean;
  residual: { df: number };
}
const folder = new URL('../../../../oracles/nist/', import.meta.url);

/** Correct digits: −log₁₀ of the relative error, or of the absolute one where the certified value is 0. */
function digits(ours: number, certified: number): number {
  const error = certified === 0 ? Math.abs(ours) : Math.abs(ours - certified) / Math.abs(certified);
  return error === 0 ? 15 : Math.min(15, -Math.log10(error));
}

function solve(set: Nist) {
  const y = Float64Array.from(set.data, (row) => row[0]);
  const x = Float64Array.from(set.data, (row) => row[1]);
  if (set.polynomialDegree !== null && set.polynomialDegree > 1) {
    return leastSquares(powers(x, set.polynomialDegree), y);
  }
  const columns = set.data[0].slice(1).map((_, j) => Float64Array.from(set.data, (row) => row[j + 1]));
  if (set.intercept) columns.unshift(new Float64Array(y.length).fill(1));
  return leastSquares(fromColumns(columns), y);
}

describe('least squares: NIST Statistical Reference Datasets, linear regression', () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    const set = JSON.parse(readFileSync(new URL(file, folder), 'utf8').replace(/: Infinity/g, ': null')) as Nist;
    test(`${set.name}: at least 13 correct digits of every coefficient and standard error`, () => {
      const fit = solve(set);
      expect(fit.rank).toBe(set.coefficients.length);
      const sigma = Math.sqrt(fit.residualSumOfSquares / set.residual.df);
      const k = fit.rank;
      const reached = set.coefficients.map((c, j) => ({
        coefficient: digits(fit.coefficients[j], c.estimate),
        standardError: digits(sigma * Math.sqrt(fit.bread.data[j * k + j]), c.standardError),
      }));
      for (const digit of reached) {
        expect(digit.coefficient).toBeGreaterThanOrEqual(13);
        // Filip's too: the columns of (X'X)⁻¹ are refined like the coefficients.
        expect(digit.standardError).toBeGreaterThanOrEqual(13);
      }
    });
  }
});
