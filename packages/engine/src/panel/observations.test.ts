import { describe, expect, test } from 'vitest';
import { oracle, oracleTable } from '../../test/oracles.js';
import { categoryColumn, columnOf, numberColumn, selectRows, type Table, tableOf } from '../data/table.js';
import type { EstimateDocument } from '../result/documents/estimate.js';
import { type EstimateOptions, estimateTable } from './estimate.js';
import type { MarginalEffect } from './marginalEffects.js';
import type { Observations } from './observations.js';

/** Numbers of lm with dummies (oracles/R/predictions.R). */
const near = (ours: unknown, theirs: number, tolerance = 1e-8) => {
  expect(ours).toBeTypeOf('number');
  expect(Math.abs((ours as number) - theirs)).toBeLessThan(tolerance * Math.max(Math.abs(theirs), 1e-6));
};
type Asked = EstimateDocument & { observations: Observations | null; marginalEffects: MarginalEffect[] };
const asked = (data: Table, formula: string, options: EstimateOptions) =>
  estimateTable(data, formula, { observations: true, marginalEffects: true, ...options })[0] as unknown as Asked;

interface Reference {
  dataset: string;
  unit: string;
  weights: string | null;
  formula: string;
  fitted: number[];
  standardError: number[];
  lower: number[];
  upper: number[];
  effects: Record<string, { values: Record<string, number>; standardErrors: Record<string, number> }>;
}

describe('predictions and recovered effects: equal lm', () => {
  for (const [key, theirs] of Object.entries(oracle('panel/predictions.json') as Record<string, Reference>))
    test(key, () => {
      const ours = asked(oracleTable(theirs.dataset), theirs.formula, {
        panel: { unit: theirs.unit, time: 'year' },
        covariance: 'iid',
        ...(theirs.weights === null ? {} : { weights: { kind: 'analytic' as const, name: theirs.weights } }),
      });
      const { columns, rows } = ours.observations as Observations;
      for (const name of ['fitted', 'standardError', 'lower', 'upper'] as const)
        theirs[name].forEach((value, i) => {
          near(rows[i][columns.indexOf(name)], value);
        });
      for (const [factor, effect] of Object.entries(theirs.effects)) {
        const found = ours.fixedEffects.find((one) => one.factor === factor) as unknown as {
          values: Record<string, number>;
          standardErrors: Record<string, number>;
        };
        for (const [level, value] of Object.entries(effect.values)) near(found.values[level], value);
        for (const [level, value] of Object.entries(effect.standardErrors)) near(found.standardErrors[level], value);
      }
    });
});

interface Fresh extends Reference {
  rows: number[];
  poisson: boolean;
}
type Predicted = EstimateDocument & { predictions: Observations | null };
const parted = (data: Table, rows: readonly number[]) => {
  const fresh = new Set(rows.map((row) => row - 1));
  const all = Int32Array.from({ length: data.rows }, (_, row) => row);
  return [all.filter((row) => !fresh.has(row)), all.filter((row) => fresh.has(row))].map((one) =>
    selectRows(data, one),
  );
};

describe('rows that the estimate did not see: equal lm and glm', () => {
  for (const [key, theirs] of Object.entries(oracle('panel/predictions_new.json') as Record<string, Fresh>))
    test(key, () => {
      const [seen, predict] = parted(oracleTable(theirs.dataset), theirs.rows);
      const options = {
        panel: { unit: theirs.unit, time: 'year' },
        covariance: 'iid',
        keepSingletons: true,
        ...(theirs.poisson ? { estimator: 'poisson' } : {}),
      };
      const [ours] = estimateTable(seen, theirs.formula, { ...options, predict }) as unknown as Predicted[];
      const { columns, rows } = ours.predictions as Observations;
      expect(rows.map((row) => row[0])).toEqual(theirs.rows.map((_, i) => i + 1));
      for (const name of ['fitted', 'standardError', 'lower', 'upper'] as const)
        rows.forEach((row, i) => {
          const value = theirs[name]?.[i];
          if (value === undefined) expect(row[columns.indexOf(name)]).toBeNull();
          else near(row[columns.indexOf(name)], value);
        });
      expect(ours.sample.rows).toBe(seen.rows);
      // Nothing else knows of them.
      const [without] = estimateTable(seen, theirs.formula, options);
      const warnings = ours.warnings.filter(({ code }) => !code.startsWith('panel-predict-'));
      expect({ ...ours, warnings, predictions: undefined }).toEqual({ ...without, predictions: undefined });
    });
  test('a new level, a missing value and an unknown category have no prediction', () => {
    const data = tableOf({
      g: categoryColumn(['a', 'a', 'a', 'b', 'b', 'b', 'c', 'c', 'c']),
      t: numberColumn([1, 2, 3, 1, 2, 3, 1, 2, 3]),
      x: numberColumn([1, 2, 4, 3, 5, 4, 1, 3, 8]),
      k: categoryColumn(['u', 'v', 'u', 'v', 'u', 'v', 'u', 'v', 'v']),
      y: numberColumn([1, 3, 4, 3, 6, 4, 2, 3, 9]),
    });
    const predict = tableOf({
      g: categoryColumn(['a', 'new', 'b', 'b']),
      t: numberColumn([4, 4, 4, 5]),
      x: numberColumn([1, 1, Number.NaN, 2]),
      k: categoryColumn(['u', 'u', 'v', 'w']),
    });
    const panel = { unit: 'g', time: 't' };
    const fitted = (formula: string, options: EstimateOptions) => {
      const [ours] = estimateTable(data, formula, { panel, predict, ...options }) as unknown as Predicted[];
      return ours.predictions?.rows.map((row) => [row[3] !== null, row[5] !== null]);
    };
    const [yes, no] = [
      [true, true],
      [false, false],
    ];
    expect(fitted('y ~ x + k | g', {})).toEqual([yes, no, no, no]);
    expect(fitted('y ~ x', {})).toEqual([yes, yes, no, yes]);
    expect(fitted('y ~ x', { estimator: 'random' })).toEqual([yes, yes, no, yes]);
    expect(fitted('y ~ x', { estimator: 'first-difference' })).toEqual([yes, no, no, yes]);
    expect(() => fitted('y ~ x', { predict: tableOf({ x: categoryColumn(['many']) }) })).toThrow('number');
  });
});

test('residuals of each estimator belong to the rows of the table, or there are none', () => {
  const data = oracleTable('grunfeld.csv');
  const y = columnOf(data, 'inv') as { values: Float64Array };
  const panel = { unit: 'firm', time: 'year' };
  for (const estimator of [
    'pooling',
    'within',
    'random',
    'correlated-random',
    'mean-group',
    'cce-mean-group',
    'fgls',
    'poisson',
  ]) {
    const { observations } = asked(data, 'inv ~ value + capital', { panel, estimator });
    expect(observations?.rows).toHaveLength(200);
    observations?.rows.forEach((row) => {
      near((row[4] as number) + (row[5] as number), y.values[(row[0] as number) - 1], 1e-10);
    });
  }
  for (const estimator of ['between', 'first-difference'])
    expect(asked(data, 'inv ~ value', { panel, estimator }).observations).toBeNull();
  const gmm = { panel, estimator: 'gmm-difference', effect: 'individual', collapse: true };
  expect(asked(data, 'inv ~ l(inv) + value', { ...gmm, where: 'year < 1941' }).observations).toBeNull();
});

describe('marginal effects', () => {
  const data = oracleTable('fatalities.csv');
  const options = { panel: { unit: 'state', time: 'year' }, covariance: 'CR1S:state', fewClusters: false };
  const mean = (name: string) => {
    const { values } = columnOf(data, name) as { values: Float64Array };
    return values.reduce((sum, value) => sum + value / values.length, 0);
  };
  /** g'b and √(g'Vg). */
  const combine = (ours: Asked, weights: Record<string, number>) => {
    const g = ours.covariance.terms.map((term) => weights[term] ?? 0);
    const estimate = g.reduce((sum, value, j) => sum + value * ours.coefficients[j].estimate, 0);
    let variance = 0;
    g.forEach((a, i) => {
      g.forEach((b, j) => {
        variance += a * b * ours.covariance.values[i][j];
      });
    });
    return { estimate, standardError: Math.sqrt(variance) };
  };
  const of = (ours: Asked, variable: string) =>
    ours.marginalEffects.find((one) => one.variable === variable) as MarginalEffect;

  test('a coefficient of log on log is the elasticity', () => {
    const ours = asked(data, 'log(fatal) ~ log(income) + beertax | state', options);
    near(of(ours, 'income').elasticity?.estimate, ours.coefficients[0].estimate);
    near(of(ours, 'income').elasticity?.standardError, ours.coefficients[0].standardError as number);
    near(of(ours, 'beertax').effect.estimate, ours.coefficients[1].estimate);
    near(of(ours, 'beertax').elasticity?.estimate, ours.coefficients[1].estimate * mean('beertax'));
  });
  test('squares and interactions go through the delta method', () => {
    const ours = asked(data, 'fatal ~ unemp + I(unemp^2) + beertax + unemp:beertax | state', options);
    const theirs = combine(ours, { unemp: 1, 'I(unemp^2)': 2 * mean('unemp'), 'unemp:beertax': mean('beertax') });
    near(of(ours, 'unemp').effect.estimate, theirs.estimate);
    near(of(ours, 'unemp').effect.standardError, theirs.standardError);
    near(of(ours, 'beertax').effect.estimate, combine(ours, { beertax: 1, 'unemp:beertax': mean('unemp') }).estimate);
  });
  test('lags are other variables; a category has no derivative', () => {
    const ours = asked(data, 'fatal ~ unemp + l(unemp) + factor(year) | state', options);
    near(of(ours, 'unemp').effect.estimate, ours.coefficients[0].estimate);
    expect(ours.marginalEffects.map((one) => one.variable)).toEqual(['unemp']);
  });
  test.each([
    'log(income) + log1p(unemp)',
    'log10(income) + log2(unemp)',
    'exp(beertax) + expm1(I(unemp/10))',
    'sqrt(unemp) + abs(unemp - 7)',
    'I(income/unemp + 3 - beertax)',
    'I(2^beertax) + I(beertax^unemp)',
    'poly(unemp, 3, raw = TRUE)',
    'i(year, unemp) + unemp:log(income)',
    'I((unemp - 2 * beertax) * income / 1000)',
  ])('%s: an effect is what predictions change by, the elasticity what they change by in shares', (regressors) => {
    const formula = `fatal ~ ${regressors} | state`;
    const ours = asked(data, formula, options);
    const fitted = (variable: string, step: number) => {
      const { values } = columnOf(data, variable) as { values: Float64Array };
      const moved = tableOf({
        ...Object.fromEntries(data.columns),
        [variable]: numberColumn(values.map((v) => v + step * v)),
      });
      const [{ predictions }] = estimateTable(data, formula, { ...options, predict: moved }) as unknown as Predicted[];
      return (predictions as Observations).rows.map((row) => row[3] as number);
    };
    const y = (columnOf(data, 'fatal') as { values: Float64Array }).values;
    const variables = ['income', 'unemp', 'beertax'].filter((name) => regressors.includes(name));
    expect(ours.marginalEffects.map((one) => one.variable).sort()).toEqual([...variables].sort());
    for (const variable of variables) {
      const { values } = columnOf(data, variable) as { values: Float64Array };
      const step = 1e-4;
      const [up, down] = [fitted(variable, step), fitted(variable, -step)];
      const average = (of: (slope: number, row: number) => number) =>
        up.reduce((sum, value, row) => sum + of((value - down[row]) / (2 * step), row), 0) / up.length;
      near(
        of(ours, variable).effect.estimate,
        average((share, row) => share / values[row]),
        1e-6,
      );
      near(
        of(ours, variable).elasticity?.estimate,
        average((share, row) => share / y[row]),
        1e-6,
      );
    }
  });

  test('without a covariance there is no error; a function without a derivative leaves its variables out', () => {
    const ours = asked(data, 'fatal ~ beertax + poly(unemp, 2) | state', options);
    expect(ours.marginalEffects.map((one) => one.variable)).toEqual(['beertax']);
    const negative = asked(data, 'I(fatal - 1000) ~ beertax | state', options);
    expect(of(negative, 'beertax').elasticity).toBeNull();
  });
});
