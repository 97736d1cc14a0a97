import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { oracleText } from '../../test/oracles.js';
import { parseTable } from '../data/csvTable.js';
import { estimateTable } from './estimate.js';

interface Nist {
  name: string;
  data: number[][];
  coefficients: { estimate: number; standardError: number }[];
  residualStandardDeviation: number;
  rSquared: number;
  regression: { F: number | null };
  residual: { df: number };
  polynomialDegree: number | null;
  intercept: boolean;
}

/** Correct digits: −log₁₀ of the relative error, or of the absolute one where the certified value is 0. */
function digits(ours: number | null | undefined, certified: number): number {
  if (typeof ours !== 'number') return certified === 0 ? 15 : 0;
  const error = certified === 0 ? Math.abs(ours) : Math.abs(ours - certified) / Math.abs(certified);
  return error === 0 ? 15 : Math.min(15, -Math.log10(error));
}

/** The table as a file and the formulas that a user would write for it. */
function given(set: Nist): { csv: string; formulas: string[] } {
  const names = set.data[0].slice(1).map((_, j) => `x${j + 1}`);
  const csv = [['y', ...names].join(','), ...set.data.map((row) => row.join(','))].join('\n');
  const degree = set.polynomialDegree ?? 1;
  if (degree === 1) return { csv, formulas: [`y ~ ${set.intercept ? '' : '0 + '}${names.join(' + ')}`] };
  const written = Array.from({ length: degree }, (_, d) => (d === 0 ? 'x1' : `I(x1^${d + 1})`));
  return { csv, formulas: [`y ~ ${written.join(' + ')}`, `y ~ poly(x1, ${degree}, raw = TRUE)`] };
}

describe('estimate: NIST linear regression from file and formula, at least 13 digits', () => {
  for (const file of readdirSync(new URL('../../../../oracles/nist/', import.meta.url))) {
    const set = JSON.parse(oracleText(`nist/${file}`).replace(/: Infinity/g, ': null')) as Nist;
    const { csv, formulas } = given(set);
    for (const formula of formulas) {
      test(`${set.name}: ${formula}`, () => {
        const read = parseTable(csv);
        if (!read.ok) throw new Error(read.issues[0].message);
        const [estimate] = estimateTable(read.value, formula, { covariance: 'iid' });
        expect(estimate.coefficients).toHaveLength(set.coefficients.length);
        set.coefficients.forEach((certified, j) => {
          expect(digits(estimate.coefficients[j].estimate, certified.estimate)).toBeGreaterThanOrEqual(13);
          expect(digits(estimate.coefficients[j].standardError, certified.standardError)).toBeGreaterThanOrEqual(13);
        });
        expect(estimate.fit.residualDegreesOfFreedom).toBe(set.residual.df);
        expect(digits(estimate.fit.sigma, set.residualStandardDeviation)).toBeGreaterThanOrEqual(13);
        expect(digits(estimate.fit.rSquared.full, set.rSquared)).toBeGreaterThanOrEqual(13);
        if (set.regression.F !== null)
          expect(digits(estimate.fit.fStatistic?.statistic, set.regression.F)).toBeGreaterThanOrEqual(12);
      });
    }
  }
});
