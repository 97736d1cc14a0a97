import { describe, expect, test } from 'vitest';
import { oracle, oracleTable } from '../../../test/oracles.js';
import { categoryColumn, numberColumn, type Table, tableOf } from '../../data/table.js';
import { estimateTable } from '../estimate.js';

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
