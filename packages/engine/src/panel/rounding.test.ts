import { describe, expect, test } from 'vitest';
import { distance, oracle, oracleTable } from '../../test/oracles.js';
import { numberColumn, tableOf } from '../data/table.js';
import { type EstimateOptions, estimateTable } from './estimate.js';
import type { VarianceComponentsMethod } from './varianceComponents.js';

/** `b` is `a` and a value of the period, to nine decimals: net of the periods it says nothing (plm, oracles/R/rounding.R). */
const { data, models, small } = oracle('panel/rounding.json') as {
  small: number[];
  data: Record<string, number[]>;
  models: Record<
    string,
    { coefficients: Record<string, number>; standardErrors: number[]; sigma2: number | number[] | null }
  >;
};
const table = tableOf(Object.fromEntries(Object.entries(data).map(([name, values]) => [name, numberColumn(values)])));
const panel = { unit: 'unit', time: 'time' };

describe('what is left of a column is the rounding of the table', () => {
  for (const [key, theirs] of Object.entries(models))
    test(key, () => {
      const [estimator, effect, method] = key.split('.');
      const [ours] = estimateTable(table, 'y ~ c + a + b', {
        panel,
        estimator,
        covariance: 'iid',
        ...(effect === undefined ? {} : { effect: effect as NonNullable<EstimateOptions['effect']> }),
        ...(method === undefined ? {} : { varianceComponents: method as VarianceComponentsMethod }),
      });
      expect(ours.coefficients.map(({ term }) => term)).toEqual(Object.keys(theirs.coefficients));
      Object.values(theirs.coefficients).forEach((value, j) => {
        expect(distance(ours.coefficients[j].estimate, value)).toBeLessThan(1e-8);
        expect(distance(ours.coefficients[j].standardError as number, theirs.standardErrors[j])).toBeLessThan(1e-8);
      });
      if (theirs.sigma2 === null) return;
      const [idiosyncratic, ...effects] = [theirs.sigma2].flat();
      const components = ours.fit.varianceComponents as unknown as {
        idiosyncratic: number;
        effects: { variance: number }[];
      };
      expect(distance(components.idiosyncratic, idiosyncratic)).toBeLessThan(1e-8);
      effects.forEach((value, e) => {
        expect(distance(components.effects[e].variance, value)).toBeLessThan(1e-8);
      });
    });

  for (const estimator of ['cce-mean-group', 'cce-pooled'])
    test(estimator, () => {
      const [both] = estimateTable(table, 'y ~ c + a + b', { panel, estimator });
      expect(both.removed.map(({ term }) => term)).toEqual(['b']);
      expect(both.coefficients.map(({ term }) => term)).toEqual(['c', 'a']);
      for (const { estimate } of both.coefficients) expect(Math.abs(estimate)).toBeLessThan(10);
    });
});

test('a variance of the periods that is a millionth of that of the errors', () => {
  const [{ fit }] = estimateTable(oracleTable('wages'), 'lwage ~ exp + wks + ed', {
    panel: { unit: 'id', time: 'year' },
    estimator: 'random',
    effect: 'time',
  });
  const { idiosyncratic, effects } = fit.varianceComponents as unknown as {
    idiosyncratic: number;
    effects: { variance: number }[];
  };
  expect(distance(idiosyncratic, small[0])).toBeLessThan(1e-10);
  expect(distance(effects[0].variance, small[1])).toBeLessThan(1e-8);
});
