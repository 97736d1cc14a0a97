import { describe, expect, test } from 'vitest';
import { distance, oracleTable } from '../../test/oracles.js';
import { categoryColumn, numberColumn, selectRows, tableOf } from '../data/table.js';
import type { EstimateDocument } from '../result/documents/estimate.js';
import { type EstimateOptions, estimateTable } from './estimate.js';
import type { MarginalEffect } from './marginalEffects.js';

/** What random small tables found: numbers that do not exist are null with a reason, or an error says why. */
const panel = { unit: 'firm', time: 'year' };
const grunfeld = oracleTable('grunfeld');
const where = (expression: string, formula: string, options: EstimateOptions = {}) =>
  estimateTable(grunfeld, formula, { panel, where: expression, ...options })[0];

/** Every number of a document is one. */
function numbers(value: unknown): void {
  if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
  else if (value !== null && typeof value === 'object') Object.values(value).forEach(numbers);
}

test('one cluster has no few-cluster inference, and the document says so', () => {
  const found = where('firm = 1', 'inv ~ value', { covariance: 'HC3', fewClusters: true });
  expect(found.fewClusters).toBeNull();
  expect(found.warnings.map(({ code }) => code)).toContain('inference-one-cluster');
  numbers(found);
});

test('one period has no correlation along time', () => {
  for (const covariance of ['NW', 'DK'])
    expect(() => where('year = 1950', 'inv ~ value', { covariance })).toThrow('one period');
});

describe('a coefficient that one cluster tells', () => {
  const data = tableOf({
    g: categoryColumn(['a', 'a', 'a', 'a', 'b', 'b', 'b', 'b', 'c', 'c', 'c', 'c']),
    x: numberColumn([1, 4, 2, 3, 5, 3, 1, 7, 3, 2, 4, 6]),
    y: numberColumn([2, 3, 5, 4, 8, 6, 3, 9, 4, 1, 5, 7]),
  });
  test('has no standard error and no degrees of freedom', () => {
    for (const covariance of ['CR2:g', 'CR1S:g']) {
      const [found] = estimateTable(data, 'y ~ i(g, x) | g', { covariance, fewClusters: true });
      numbers(found);
      for (const { CR2 } of found.fewClusters?.terms ?? [])
        expect(CR2).toEqual({ standardError: null, degreesOfFreedom: null, pValue: null });
      if (covariance === 'CR2:g')
        expect(found.warnings.map(({ code }) => code)).toContain('inference-one-cluster-tells');
    }
  });
});

test('effects nested in one another do not leave fewer than no degrees of freedom', () => {
  const g = [1, 1, 1, 1, 2, 2, 2, 2];
  const t = [1, 2, 3, 4, 1, 2, 3, 4];
  const rows = [0, 1, 2].flatMap((copy) => g.map((group, i) => ({ u: copy * 2 + group, g: group, t: t[i] })));
  const random = (i: number) => Math.sin(12.9898 * (i + 1)) * 43758.5453;
  const noise = rows.map((_, i) => random(i) - Math.floor(random(i)));
  const data = tableOf({
    u: numberColumn(rows.map((row) => row.u)),
    g: numberColumn(rows.map((row) => row.g)),
    t: numberColumn(rows.map((row) => row.t)),
    x: numberColumn(noise),
    y: numberColumn(noise.map((value, i) => value * value + Math.cos(i))),
  });
  for (const convention of ['stata', 'reghdfe', 'fixest-0.12']) {
    const [found] = estimateTable(data, 'y ~ x | g^t + t + u', { covariance: 'CR1S:u', convention });
    numbers(found);
    // g^t and t span eight columns, the units are nested in the clusters; fixest counts 8 + 4 − 1 levels.
    expect(found.covariance.recipe.K).toBe(convention === 'fixest-0.12' ? 12 : 9);
  }
});

test('clusters of first differences are those that have a change', () => {
  const [found] = estimateTable(grunfeld, 'inv ~ value', {
    panel,
    estimator: 'first-difference',
    covariance: 'CR1S:year',
  });
  expect(found.covariance.clusterCounts).toEqual([19]);
  expect(found.coefficients[0].degreesOfFreedom).toBe(18);
});

test('the slope of i(f, x) is the coefficient of the level where the row stands', () => {
  const [found] = estimateTable(grunfeld, 'inv ~ i(firm, value)', { panel, marginalEffects: true }) as unknown as [
    EstimateDocument & { marginalEffects: MarginalEffect[] },
  ];
  const slopes = found.coefficients.filter(({ term }) => term !== '(Intercept)').map(({ estimate }) => estimate);
  const [{ variable, effect }] = found.marginalEffects;
  expect(variable).toBe('value');
  // Ten firms of twenty rows each.
  expect(distance(effect.estimate, slopes.reduce((sum, value) => sum + value, 0) / slopes.length)).toBeLessThan(1e-10);
});

test('variance components where the means of the units are fitted exactly are refused', () => {
  const rows = selectRows(grunfeld, Int32Array.from([0, 1, 2, 20, 21, 22, 23]));
  const options = { panel, estimator: 'random', varianceComponents: 'swar' } as const;
  expect(() => estimateTable(rows, 'inv ~ value', options)).toThrow('too few units');
});

test('a slope that is zero throughout a level has no coefficient there, and the others are those of dummies', () => {
  const g = ['a', 'a', 'a', 'a', 'b', 'b', 'b', 'b', 'c', 'c', 'c', 'c'];
  const data = tableOf({
    g: categoryColumn(g),
    x: numberColumn([1, 4, 2, 3, 5, 3, 1, 7, 3, 2, 4, 6]),
    z: numberColumn([2, 1, 5, 3, 0, 0, 0, 0, 1, 4, 4, 2]),
    y: numberColumn([2, 3, 5, 4, 8, 6, 3, 9, 4, 1, 5, 7]),
  });
  for (const [effects, dummies] of [
    ['y ~ x | g[z]', 'y ~ x + factor(g) + i(g, z)'],
    ['y ~ x | g[[z]]', 'y ~ x + i(g, z)'],
  ]) {
    const [ours, theirs] = [effects, dummies].map((formula) => estimateTable(data, formula, { covariance: 'HC1' })[0]);
    numbers(ours);
    const of = (document: EstimateDocument) => document.coefficients.find(({ term }) => term === 'x');
    expect(of(ours)?.estimate).toBeCloseTo(of(theirs)?.estimate ?? Number.NaN, 10);
    expect(of(ours)?.standardError).toBeCloseTo(of(theirs)?.standardError ?? Number.NaN, 10);
    expect(ours.fit.residualDegreesOfFreedom).toBe(theirs.fit.residualDegreesOfFreedom);
  }
});
