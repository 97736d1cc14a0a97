import { describe, expect, test } from 'vitest';
import { oracleTable } from '../../test/oracles.js';
import { numberColumn, selectRows, type Table } from '../data/table.js';
import { type EstimateOptions, estimateTable } from './estimate.js';

const grunfeld = oracleTable('grunfeld');
const near = (ours: number | null, theirs: number | null, tolerance = 1e-10) => {
  expect(ours).toBeTypeOf('number');
  expect(Math.abs((ours as number) - (theirs as number))).toBeLessThan(tolerance * Math.abs(theirs as number));
};
/** Each row with a weight from 1 to 3. */
const w = Float64Array.from({ length: grunfeld.rows }, (_, row) => 1 + ((row * 7) % 3));
const weighted: Table = {
  rows: grunfeld.rows,
  columns: new Map([...grunfeld.columns, ['w', numberColumn(w)], ['v', numberColumn(w.map((x) => x / 2 + 0.1))]]),
};
const copies = selectRows(weighted, Int32Array.from([...w].flatMap((count, row) => Array(count).fill(row))));
const estimate = (table: Table, formula: string, options: EstimateOptions) => estimateTable(table, formula, options)[0];

describe('frequency weights: equal the table with the rows copied', () => {
  for (const formula of [
    'inv ~ value + capital',
    'inv ~ value + capital | firm',
    'inv ~ value + capital | firm + year',
  ])
    for (const covariance of ['iid', 'HC0', 'HC1', 'HC2', 'HC3', 'CR1S:firm', 'CR1S:firm+year'])
      test(`${formula}, ${covariance}`, () => {
        const ours = estimate(weighted, formula, { covariance, weights: { kind: 'frequency', name: 'w' } });
        const theirs = estimate(copies, formula, { covariance, keepSingletons: true });
        expect(ours.fit.residualDegreesOfFreedom).toBe(theirs.fit.residualDegreesOfFreedom);
        ours.coefficients.forEach((one, j) => {
          near(one.estimate, theirs.coefficients[j].estimate);
          near(one.standardError, theirs.coefficients[j].standardError);
        });
      });
});

describe('weights: kinds are kept apart', () => {
  test('analytic weights may be multiplied by a constant', () => {
    const one = estimate(weighted, 'inv ~ value | firm', {
      covariance: 'iid',
      weights: { kind: 'analytic', name: 'w' },
    });
    const scaled: Table = {
      ...weighted,
      columns: new Map([...weighted.columns, ['w', numberColumn(w.map((x) => 10 * x))]]),
    };
    const two = estimate(scaled, 'inv ~ value | firm', { covariance: 'iid', weights: { kind: 'analytic', name: 'w' } });
    near(one.coefficients[0].standardError, two.coefficients[0].standardError);
  });
  test('sampling weights give robust standard errors by default, the coefficients of analytic ones', () => {
    const sampling = estimate(weighted, 'inv ~ value', { weights: { kind: 'sampling', name: 'v' } });
    const analytic = estimate(weighted, 'inv ~ value', { covariance: 'HC1', weights: { kind: 'analytic', name: 'v' } });
    expect(sampling.covariance.type).toBe('HC1');
    near(sampling.coefficients[1].estimate, analytic.coefficients[1].estimate);
    near(sampling.coefficients[1].standardError, analytic.coefficients[1].standardError);
  });
  test('frequency weights are whole numbers', () => {
    expect(() => estimate(weighted, 'inv ~ value', { weights: { kind: 'frequency', name: 'v' } })).toThrow(/whole/);
  });
});
