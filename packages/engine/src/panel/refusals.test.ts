import { describe, expect, test } from 'vitest';
import { oracleTable } from '../../test/oracles.js';
import { refusalOf } from '../../test/refusalOf.js';
import { categoryColumn, numberColumn, type Table, tableOf } from '../data/table.js';
import { parseFormula } from '../formula/index.js';
import { covariance } from '../inference/covariance.js';
import { parseCovariance } from '../inference/covarianceSpec.js';
import { type EstimateOptions, estimateTable } from './estimate.js';
import { fitTable } from './fitTable.js';
import { testTable } from './testTable.js';

/** What was asked and cannot be made: each refusal by its code, with what its sentence names. */
const grunfeld = oracleTable('grunfeld');
const panel = { unit: 'firm', time: 'year' };
const refused = (formula: string, options: EstimateOptions, table: Table = grunfeld) =>
  refusalOf(() => estimateTable(table, formula, options));
const warned = (formula: string, options: EstimateOptions, table: Table = grunfeld) =>
  estimateTable(table, formula, options)[0].warnings.map(({ code, params }) => [code, params]);

describe('options', () => {
  test.each<[EstimateOptions, string, object]>([
    [{ estimator: 'ols' }, 'panel-unknown-estimator', { name: 'ols' }],
    [{ effect: 'both' }, 'panel-unknown-effect', { name: 'both' }],
    [
      { estimator: 'random', varianceComponents: 'mine' },
      'panel-unknown-choice',
      { option: 'varianceComponents', name: 'mine' },
    ],
    [
      { estimator: 'fgls', transformation: 'none' },
      'panel-unknown-choice',
      { option: 'transformation', known: 'within, pooling, first-difference' },
    ],
    [{ estimator: 'hausman-taylor', instrumentMethod: 'x' }, 'panel-unknown-choice', { option: 'instrumentMethod' }],
    [{ estimator: 'gmm-difference', steps: 3 }, 'panel-unknown-choice', { option: 'steps', name: 3, known: '1, 2' }],
    [
      { estimator: 'within', collapse: true },
      'panel-option',
      { estimator: 'within', option: 'collapse', takers: 'gmm-difference, gmm-system' },
    ],
    [{ estimator: 'pooling', varianceComponents: 'swar' }, 'panel-option', { takers: 'random, correlated-random' }],
    [{ estimator: 'mean-group', effect: 'time' }, 'panel-unit-effect', { estimator: 'mean-group' }],
    [{ estimator: 'fgls', effect: 'twoways' }, 'panel-one-effect', { estimator: 'fgls' }],
    [{ estimator: 'gmm-system', effect: 'time' }, 'panel-gmm-effect', { estimator: 'gmm-system' }],
    [{ covariance: 'CR2:firm + year' }, 'inference-multiway', { type: 'CR2' }],
    [{ tests: { joint: ['x'] } }, 'panel-unknown-term', { term: 'x', terms: '(Intercept), value, capital' }],
  ])('%j', (options, code, params) => {
    expect(refused('inv ~ value + capital', { panel, ...options })).toEqual([code, expect.objectContaining(params)]);
  });

  test.each([
    'between',
    'first-difference',
    'mean-group',
    'cce-mean-group',
    'cce-pooled',
    'fgls',
    'hausman-taylor',
    'random',
    'correlated-random',
    'gmm-difference',
    'gmm-system',
  ])('%s needs a panel', (estimator) => {
    expect(refused('inv ~ value', { estimator })[0]).toBe('panel-needs-panel');
  });
  test('so do effects that are named, within without effects, and what follows time', () => {
    expect(refused('inv ~ value', { effect: 'individual' })).toEqual([
      'panel-needs-panel',
      { estimator: 'the effect "individual"' },
    ]);
    expect(refused('inv ~ value', { covariance: 'NW' })[0]).toBe('inference-needs-panel');
    expect(refused('inv ~ value', { tests: { randomize: ['value'] } })).toEqual([
      'inference-needs-panel',
      { covariance: 'randomisation' },
    ]);
    expect(refused('inv ~ value', { estimator: 'within' })[0]).toBe('panel-needs-panel');
  });
});

describe('what an estimator cannot use', () => {
  const weighted = tableOf({
    ...Object.fromEntries(grunfeld.columns),
    w: numberColumn(new Float64Array(grunfeld.rows).fill(2)),
  });
  test.each(['between', 'first-difference', 'random', 'mean-group', 'cce-pooled', 'fgls', 'gmm-difference'])(
    '%s: weights',
    (estimator) => {
      const weights = { kind: 'analytic', name: 'w' } as const;
      expect(refused('inv ~ value', { panel, estimator, weights }, weighted)).toEqual([
        'panel-no-weights',
        { estimator },
      ]);
    },
  );
  test.each(['between', 'random', 'mean-group', 'cce-pooled', 'fgls', 'hausman-taylor'])(
    '%s: effects in the formula',
    (estimator) => {
      expect(refused('inv ~ value | firm', { panel, estimator })).toEqual(['panel-effects-in-formula', { estimator }]);
    },
  );
  test.each(['inv ~ l(inv) | firm[value]', 'inv ~ l(inv) | firm^year'])('GMM: the effects of %s', (formula) => {
    expect(refused(formula, { panel, estimator: 'gmm-difference' })).toEqual([
      'panel-effects-in-formula',
      { estimator: 'gmm-difference' },
    ]);
  });
  test.each(['poisson', 'mean-group', 'fgls'])('%s: instruments', (estimator) => {
    expect(refused('inv ~ value | 0 | capital ~ l(capital)', { panel, estimator })).toEqual([
      'panel-instruments',
      { estimator },
    ]);
  });
  test.each<[string, string]>([
    ['inv ~ lag(inv, 1) | lag(inv, 3:2)', 'lag(inv, 3:2)'],
    ['inv ~ lag(inv, 1) | lag(inv, -1:2)', 'lag(inv, -1:2)'],
    ['inv ~ lag(inv, 1) | lag(inv, 2:99) + value', 'value'],
    ['inv ~ l(inv) | 0 | capital ~ l(capital, 3:2)', 'l(capital, 3:2)'],
  ])('GMM: the instruments of %s', (formula, term) => {
    expect(refused(formula, { panel, estimator: 'gmm-difference' })).toEqual([
      'panel-gmm-instruments-syntax',
      { term },
    ]);
  });
  test('fewer instruments than what they are for, also when they tell nothing apart', () => {
    expect(refused('inv ~ 1 | 0 | value + capital ~ l(capital)', { panel })).toEqual([
      'panel-underidentified',
      { endogenous: 2, instruments: 1 },
    ]);
    expect(refused('inv ~ 1 | 0 | value + capital ~ l(capital) + I(2 * l(capital))', { panel })[0]).toBe(
      'panel-underidentified',
    );
  });
  test('a mean of units that has no regressor, and regressions without one', () => {
    expect(refused('inv ~ 1', { panel, estimator: 'cce-pooled' })).toEqual(['design-without-regressors', {}]);
    expect(refused('inv ~ 1 | firm', { panel })).toEqual(['design-without-regressors', {}]);
    expect(refused('inv ~ year | firm + year', { panel })).toEqual(['design-no-regressors', { terms: 'year' }]);
    expect(refused('inv ~ year', { panel, estimator: 'cce-pooled' })).toEqual(['panel-cce-common', { terms: 'year' }]);
    const cross = { panel, estimator: 'first-difference', where: 'year == 1950' };
    expect(refused('inv ~ value', cross)).toEqual(['panel-no-changes', {}]);
  });
  test('numbers whose squares no double holds', () => {
    expect(refused('I(inv * 1e149) ~ value', { panel })).toEqual([
      'data-too-large',
      { term: 'I(inv * 1e+149)', row: 1, value: 317.6 * 1e149 },
    ]);
    expect(refused('inv ~ I(value * 1e200)', { panel })[0]).toBe('data-too-large');
  });
  test('estimators with a covariance of their own take no other, and no inference of few clusters', () => {
    for (const [estimator, type] of [
      ['mean-group', 'mean-group'],
      ['gmm-difference', 'GMM'],
    ] as const) {
      const formula = estimator === 'mean-group' ? 'inv ~ value' : 'inv ~ l(inv)';
      const options: EstimateOptions = {
        panel,
        estimator,
        where: 'year < 1941',
        ...(type === 'GMM' ? { collapse: true } : {}),
      };
      expect(refused(formula, { ...options, covariance: 'HC1' })).toEqual([
        'panel-own-covariance',
        expect.objectContaining({ estimator }),
      ]);
      expect(warned(formula, { ...options, fewClusters: true })).toContainEqual([
        'panel-few-clusters-own',
        { estimator },
      ]);
      expect(refused(formula, { ...options, tests: { joint: ['value'] } })).toEqual([
        'panel-few-clusters-own',
        { estimator },
      ]);
    }
    const instrumented = 'inv ~ value | firm | capital ~ l(capital, 1)';
    expect(refused(instrumented, { panel, tests: { joint: ['value'] } })).toEqual([
      'panel-few-clusters-instruments',
      {},
    ]);
    expect(warned(instrumented, { panel, fewClusters: true })).toContainEqual(['panel-few-clusters-instruments', {}]);
  });
});

describe('what the rows do not allow', () => {
  const few = tableOf({
    g: categoryColumn(['a', 'a', 'a', 'b', 'b', 'b', 'c', 'c', 'c']),
    t: numberColumn([1, 2, 3, 1, 2, 3, 1, 2, 3]),
    x: numberColumn([1, 2, 4, 3, 5, 4, 1, 3, 8]),
    z: numberColumn([1, 0, 0, 0, 0, 0, 0, 0, 0]),
    /** Varies in the last group only. */
    only: numberColumn([0, 0, 0, 0, 0, 0, 1, 2, 4]),
    y: numberColumn([1, 3, 4, 3, 6, 4, 2, 3, 9]),
  });
  test('as many parameters as rows: coefficients without a covariance', () => {
    const fit = fitTable(few, parseFormula('y ~ x'), { where: 'g == a & t < 3' });
    expect(refusalOf(() => covariance(fit, parseCovariance('HC1'), 'stata'))).toEqual([
      'inference-no-degrees-of-freedom',
      {},
    ]);
    expect(warned('y ~ x', { where: 'g == a & t < 3', covariance: 'HC1' }, few)).toEqual([
      ['panel-perfect-fit', {}],
      ['panel-few-observations', { n: 2, parameters: 2, residual: 0 }],
    ]);
  });
  test('a row that its own dummy fits has no HC2, HC3 or HC4', () => {
    for (const type of ['HC2', 'HC3', 'HC4'])
      expect(refused('y ~ x + z', { covariance: type }, few)).toEqual(['inference-full-leverage', { count: 1, type }]);
    expect(refused('y ~ x + z', { covariance: 'HC1' }, few)).toEqual([]);
  });
  test('coefficients that are told apart by one cluster only have no jackknife, in a covariance and in the bootstrap', () => {
    const twins = tableOf({
      ...Object.fromEntries(few.columns),
      // The same as x but in the last group.
      twin: numberColumn([1, 2, 4, 3, 5, 4, 2, 5, 9]),
    });
    const refusal = ['inference-jackknife', { cluster: 'c' }];
    expect(refused('y ~ x + twin', { covariance: 'jackknife:g' }, twins)).toEqual(refusal);
    for (const wild of ['WCR13', 'WCR31', 'WCU31', 'WCU33'])
      expect(refused('y ~ z + x + twin', { covariance: 'CR1S:g', fewClusters: true, wild }, twins), wild).toEqual(
        refusal,
      );
  });
  test('leverages that would need a column for each of very many levels', () => {
    const rows = Array.from({ length: 1700 }, (_, i) => i);
    const wide = tableOf({
      a: numberColumn(rows.map((i) => i % 420)),
      b: numberColumn(rows.map((i) => (i * 7) % 425)),
      x: numberColumn(rows.map((i) => Math.sin(i * i))),
      y: numberColumn(rows.map((i) => Math.cos(i))),
    });
    expect(refused('y ~ x | a + b', { covariance: 'HC3' }, wide)).toEqual([
      'inference-too-many-leverages',
      { columns: 420 },
    ]);
  });
  test('an instrument from outside that some rows of the sample do not have', () => {
    expect(refused('inv ~ value + capital | l(value)', { panel, estimator: 'hausman-taylor' })[0]).toBe(
      'panel-instrument-missing',
    );
  });
  test('as many hypotheses together as clusters: there is no HTZ, which the document says', () => {
    const [document] = estimateTable(few, 'y ~ x + z + only', {
      covariance: 'CR1S:g',
      tests: { joint: ['x', 'z', 'only'] },
    });
    expect(document.joint).toMatchObject({ HTZ: null });
    expect(document.warnings.filter(({ path }) => path === '/joint').map(({ code }) => code)).toContain(
      'inference-dependent-constraints',
    );
  });
  test('one cluster has no jackknife', () => {
    expect(refused('y ~ x', { covariance: 'jackknife:g', where: 'g == a' }, few)).toEqual([
      'inference-one-cluster',
      { by: 'g' },
    ]);
  });
  test('a negative count, no events, one unit', () => {
    const less = tableOf({ ...Object.fromEntries(few.columns), y: numberColumn([1, 3, -4, 3, 6, 4, 2, 3, 9]) });
    expect(refused('y ~ x', { estimator: 'poisson' }, less)[0]).toBe('panel-negative-counts');
    const none = tableOf({ ...Object.fromEntries(few.columns), y: numberColumn(new Float64Array(9)) });
    expect(refused('y ~ x', { estimator: 'poisson' }, none)[0]).toBe('panel-no-events');
  });
});

describe('specification tests', () => {
  const note = (formula: string, name: string, where?: string) =>
    testTable(grunfeld, formula, { panel, tests: [name], ...(where === undefined ? {} : { where }) })[0].tests.map(
      ({ statistic, notes }) => [statistic, ...notes.map(({ code, params }) => [code, params])],
    );
  test('need a name that there is', () => {
    expect(refusalOf(() => testTable(grunfeld, 'inv ~ value', { panel, tests: ['hausmann'] }))[0]).toBe(
      'panel-unknown-test',
    );
  });
  test('Hausman by an auxiliary regression: deviations that are the regressors themselves add nothing', () => {
    const x = [-1, 0, 1, -2, 1, 1, -1, -1, 2, 3, -1, -2];
    const table = tableOf({
      u: numberColumn(x.map((_, row) => Math.floor(row / 3))),
      t: numberColumn(x.map((_, row) => row % 3)),
      x: numberColumn(x),
      y: numberColumn([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8]),
    });
    const [{ tests }] = testTable(table, 'y ~ x', { panel: { unit: 'u', time: 't' }, tests: ['hausman'] });
    expect(tests.map(({ variant, notes }) => [variant, ...notes.map(({ code }) => code)])).toEqual([
      ['chi-squared'],
      ['auxiliary', 'panel-test-no-slopes'],
      ['robust', 'panel-test-no-slopes'],
    ]);
  });
  test('unit roots of a series that stands still: there is no such test, and the row says so', () => {
    const cells = Array.from({ length: 60 }, (_, row) => [Math.floor(row / 15), row % 15]);
    const flat = tableOf({
      u: numberColumn(cells.map(([unit]) => unit)),
      t: numberColumn(cells.map(([, time]) => time)),
      y: numberColumn(cells.map(([unit], row) => (unit === 0 ? 3 : Math.sin(row * row)))),
    });
    for (const name of ['levin-lin-chu', 'im-pesaran-shin', 'maddala-wu', 'cips']) {
      const [{ tests }] = testTable(flat, 'y ~ 1', { panel: { unit: 'u', time: 't' }, tests: [name] });
      expect(tests.length).toBeGreaterThan(0);
      for (const { statistic, notes } of tests)
        expect([name, statistic, ...notes.map(({ code }) => code)]).toEqual([name, null, 'panel-test-series']);
    }
  });
  test('Pesaran CD of residuals net of time effects is biased, which that row says and no other', () => {
    const warnedRows = (formula: string) =>
      testTable(grunfeld, formula, { panel, tests: ['pesaran-cd', 'cross-section-lm'] })[0].tests.flatMap(
        ({ name, residuals, notes }) =>
          notes.some(({ code }) => code === 'panel-test-time-effects') ? [`${name}, ${residuals}`] : [],
      );
    expect(warnedRows('inv ~ value | firm + year')).toEqual(['pesaran-cd, within']);
    expect(warnedRows('inv ~ value | firm')).toEqual([]);
  });
  test('unit roots of too few periods: what is needed is said', () => {
    expect(note('inv ~ 1', 'im-pesaran-shin', 'year < 1945')[0]).toEqual([
      null,
      ['panel-test-short', { periods: 8, needed: 10 }],
    ]);
  });
});

describe('what stands beside a coefficient', () => {
  test('with few clusters CR2 and the wild bootstrap, without being asked; not with many, nor when they are declined', () => {
    const of = (where: string, options: EstimateOptions = {}) =>
      estimateTable(grunfeld, 'inv ~ value | firm', { panel, where, ...options })[0].coefficients[0].beside;
    const ten = of('firm > 0');
    const [{ fewClusters: all }] = estimateTable(grunfeld, 'inv ~ value | firm', { panel, fewClusters: true });
    expect(ten?.CR2).toEqual(all?.terms[0].CR2);
    expect(ten?.wildBootstrap.pValue).toBe(all?.terms[0].wildBootstrap.pValue);
    expect(of('firm <= 2')?.CR2.standardError).toBeGreaterThan(0);
    expect(of('firm > 0', { fewClusters: false })).toBeUndefined();
    expect(of('firm > 0', { covariance: 'HC1' })).toBeUndefined();
    const many = estimateTable(oracleTable('empl_uk'), 'log(emp) ~ log(wage) | firm', { panel })[0].coefficients[0];
    expect(many.beside).toBeUndefined();
  });
  test('effects of very many levels are counted, not listed', () => {
    const rows = Array.from({ length: 20_002 }, (_, i) => i);
    const data = tableOf({
      many: numberColumn(rows.map((i) => i >> 1)),
      two: numberColumn(rows.map((i) => ((i >> 1) % 2) ^ (i % 2))),
      x: numberColumn(rows.map((i) => Math.sin(i * i))),
      y: numberColumn(rows.map((i) => Math.cos(3 * i))),
    });
    expect(warned('y ~ x | many + two', { covariance: 'iid' }, data)).toContainEqual([
      'panel-effects-not-listed',
      { levels: 10_003 },
    ]);
    expect(warned('y ~ x | two', { covariance: 'iid' }, data).map(([code]) => code)).not.toContain(
      'panel-effects-not-listed',
    );
  });
  test('a covariance over time that fewer units than periods determine says its rank', () => {
    expect(warned('inv ~ value', { panel, estimator: 'fgls', transformation: 'pooling' })).toContainEqual([
      'panel-fgls-rank',
      { rank: 10, members: 20, groups: 10 },
    ]);
  });
});
