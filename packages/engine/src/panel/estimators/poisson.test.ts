import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { oracle, oracleTable } from '../../../test/oracles.js';
import { categoryColumn, numberColumn, type Table, tableOf } from '../../data/table.js';
import { estimateTable } from '../estimate.js';
import type { Observations } from '../observations.js';

/** Numbers of R's glm with dummies (oracles/R/poisson.R). */
const near = (ours: number | null | undefined, theirs: number, tolerance = 1e-8) => {
  expect(ours).toBeTypeOf('number');
  expect(Math.abs((ours as number) - theirs) / Math.max(Math.abs(theirs), 1e-12)).toBeLessThan(tolerance);
};

interface Reference {
  dataset: string;
  unit: string;
  formula: string;
  separated: number;
  coefficients: Record<string, number>;
  iid: Vcov;
  HC0: Vcov;
  CR0: Vcov;
  deviance: number;
  logLik: number;
}
interface Vcov {
  names: string[];
  values: number[][];
}
type Details = { poisson: { deviance: number } };

describe('equals glm with dummies', () => {
  for (const [key, theirs] of Object.entries(oracle('panel/poisson.json') as Record<string, Reference>))
    test(key, () => {
      for (const covariance of ['iid', 'HC0', 'CR0'] as const) {
        const [ours] = estimateTable(oracleTable(theirs.dataset), theirs.formula, {
          panel: { unit: theirs.unit, time: 'year' },
          estimator: 'poisson',
          covariance: covariance === 'CR0' ? `CR0:${theirs.unit}` : covariance,
        });
        const { names, values } = theirs[covariance];
        for (const [term, value] of Object.entries(theirs.coefficients))
          near(ours.coefficients.find((c) => c.term === term)?.estimate, value);
        ours.covariance.terms.forEach((a, i) => {
          ours.covariance.terms.forEach((b, j) => {
            const [p, q] = [names.indexOf(a), names.indexOf(b)];
            const size = Math.sqrt(values[p][p] * values[q][q]);
            expect(Math.abs(ours.covariance.values[i][j] - values[p][q])).toBeLessThan(1e-8 * size);
          });
        });
        near(ours.fit.logLikelihood, theirs.logLik);
        near((ours as unknown as Details).poisson.deviance, theirs.deviance);
        expect(ours.sample.dropped.find((one) => one.reason === 'separated')?.count ?? 0).toBe(theirs.separated);
      }
    });
});

describe('separation and refusals', () => {
  const n = 60;
  const rows = Array.from({ length: n }, (_, i) => i);
  const x = rows.map((i) => Math.sin(i));
  const y = rows.map((i) => (i % 5 === 0 ? 0 : 1 + (i % 4)));
  // One on some rows without events only: its coefficient would run to minus infinity.
  const z = rows.map((i) => (i % 10 === 0 ? 1 : 0));
  const data: Table = tableOf({
    g: categoryColumn(rows.map((i) => `g${i % 3}`)),
    x: numberColumn(x),
    y: numberColumn(y),
    z: numberColumn(z),
    minus: numberColumn(y.map((value) => value - 1)),
    none: numberColumn(y.map(() => 0)),
  });
  const options = { estimator: 'poisson', covariance: 'iid' } as const;
  test('rows that a regressor separates are dropped, then the regressor', () => {
    const [ours] = estimateTable(data, 'y ~ x + z | g', options);
    const [without] = estimateTable(data, 'y ~ x | g', { ...options, where: 'z == 0' });
    expect(ours.sample.dropped).toContainEqual({ reason: 'separated', count: 6 });
    expect(ours.removed.map((one) => one.term)).toEqual(['z']);
    near(ours.coefficients[0].estimate, without.coefficients[0].estimate);
    expect(ours.warnings.map((one) => one.code)).toContain('panel-separated');
  });
  test('a negative response and one without events are refused', () => {
    expect(() => estimateTable(data, 'minus ~ x', options)).toThrow(/negative/);
    expect(() => estimateTable(data, 'none ~ x', options)).toThrow(/zero in all rows/);
  });
});

test('poisson: counts of a milliard that are fitted to the last one: R 4.2.2, glm', () => {
  const x = [2, 0, -7, 4, 0, -5, -6, 7, -7];
  const y = [403, 1, 0, 162_436, 1, 0, 0, 1_314_306_499, 0];
  const table = tableOf({ x: numberColumn(x), y: numberColumn(y) });
  const [{ coefficients }] = estimateTable(table, 'y ~ x', { estimator: 'poisson', covariance: 'iid' });
  near(coefficients[1].estimate, 2.999511984546474, 1e-12);
  expect(Math.abs(coefficients[0].estimate - -8.905531721203683e-6)).toBeLessThan(1e-11);
});

test('poisson: the score of every maximum is zero, however far the counts lie apart', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: -8, max: 8 }), fc.double({ min: -3, max: 3, noNaN: true })), {
        minLength: 8,
        maxLength: 30,
      }),
      fc.double({ min: -3, max: 3, noNaN: true }),
      (rows, slope) => {
        const x = rows.map(([value]) => value);
        const y = rows.map(([value, noise]) => Math.floor(Math.exp(slope * value + noise)));
        fc.pre(Math.max(...x) - Math.min(...x) > 1 && y.filter((count) => count > 0).length > 3);
        const table = tableOf({ x: numberColumn(x), y: numberColumn(y) });
        const [document] = estimateTable(table, 'y ~ x', {
          estimator: 'poisson',
          covariance: 'iid',
          observations: true,
        });
        const { columns, rows: fitted } = (document as unknown as { observations: Observations }).observations;
        // Rows that x separates are left out.
        const kept = fitted.map((row) => ({
          count: y[(row[0] as number) - 1],
          value: x[(row[0] as number) - 1],
          mu: row[columns.indexOf('fitted')] as number,
        }));
        for (const weight of [() => 1, (value: number) => value]) {
          const score = kept.reduce((sum, { count, value, mu }) => sum + (count - mu) * weight(value), 0);
          const size = kept.reduce((sum, { count, value, mu }) => sum + Math.abs((count + mu) * weight(value)), 0);
          expect(Math.abs(score)).toBeLessThan(1e-7 * Math.max(size, 1e-6));
        }
      },
    ),
    {
      numRuns: 200,
      // What once stood still by the last bits only, and so never.
      examples: [
        [
          [
            [-7, 0],
            [0, 0],
            [0, 0],
            [-3, 0],
            [0, 0],
            [0, 0],
            [0, 0],
            [0, 0],
            [-8, 1.66],
          ],
          -2.98,
        ],
      ],
    },
  );
});
