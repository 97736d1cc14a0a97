import { describe, expect, test } from 'vitest';
import { oracleTable } from '../../../test/oracles.js';
import { categoryColumn, numberColumn, type Table, tableOf } from '../../data/table.js';
import { estimateTable } from '../../panel/estimate.js';
import { check } from '../../result/check.js';
import type { MultiverseDocument } from '../../result/documents/multiverse.js';
import { MultiverseDocumentSchema } from '../../result/documents/multiverse.js';
import type { ChoiceSpace } from './choices.js';
import { type MultiverseOptions, multiverse } from './multiverse.js';

/** Every row, or every n-th, against the fit of its own formula; how many were compared. */
function compare(data: Table, space: ChoiceSpace, options: MultiverseOptions, every = 1, tolerance = 1e-9): number {
  const document = multiverse(data, space, { ...options, draws: 0 });
  const { columns, rows } = document.estimates;
  const level = (row: readonly unknown[], name: string): unknown =>
    columns.includes(name) ? row[columns.indexOf(name)] : document.fixed[name];
  let compared = 0;
  for (const row of rows.filter((_, i) => i % every === 0)) {
    const [estimate, standardError, pValue] = row as (number | null)[];
    const lag = level(row, 'lag');
    const term = lag === 0 ? level(row, 'term') : `l(${level(row, 'term')}, ${lag})`;
    const right = [term, ...(space.always ?? []), ...space.controls.filter((name) => level(row, name) === true)];
    const effects = level(row, 'effects');
    const weights = level(row, 'weights');
    const filters = [space.periods, space.territories].flatMap((choices, i) => {
      const found = choices?.find((choice) => choice.label === level(row, i === 0 ? 'period' : 'territory'))?.where;
      return found === undefined ? [] : [`(${found})`];
    });
    const [single] = estimateTable(
      data,
      `${level(row, 'outcome')} ~ ${right.join(' + ')}${effects === 'none' ? '' : ` | ${effects}`}`,
      {
        ...(options.panel === undefined ? {} : { panel: options.panel }),
        ...(options.convention === undefined ? {} : { convention: options.convention }),
        covariance: level(row, 'covariance') as string,
        fewClusters: false,
        ...(filters.length === 0 ? {} : { where: filters.join(' & ') }),
        ...(weights === 'none' ? {} : { weights: { kind: 'analytic', name: weights as string } }),
      },
    );
    const found = single.coefficients.find((one) => one.term === term);
    if (found === undefined) {
      expect(estimate).toBeNull();
      continue;
    }
    // A p-value far out multiplies the last digits of t.
    for (const [ours, theirs, floor] of [
      [estimate, found.estimate, 0],
      [standardError, found.standardError, 0],
      [pValue, found.pValue, 1e-6],
    ] as [number, number, number][])
      expect(Math.abs(ours - theirs)).toBeLessThanOrEqual(tolerance * Math.max(Math.abs(theirs), floor));
    compared++;
  }
  return compared;
}

describe('multiverse: a specification equals the single fit', () => {
  test('two-way effects, several covariances, periods, lags and weights', () => {
    const compared = compare(
      oracleTable('grunfeld'),
      {
        outcomes: ['inv', 'log(inv)'],
        terms: ['value'],
        controls: ['capital', 'value:capital'],
        effects: ['firm + year', 'firm', ''],
        periods: [{ label: 'all' }, { label: 'late', where: 'year >= 1940' }],
        lags: [0, 1],
        weights: [null, 'capital'],
        covariances: ['CR1S:firm', 'iid', 'CR2:firm', 'CR1S:firm+year'],
      },
      { panel: { unit: 'firm', time: 'year' } },
      29,
    );
    expect(compared).toBe(Math.ceil((2 * 4 * 3 * 2 * 2 * 2 * 4) / 29));
  }, 60_000);

  test('an unbalanced panel, controls with gaps of their own, every convention', () => {
    const data = oracleTable('empl_uk');
    const columns = new Map(data.columns);
    // Two controls with missing values in different rows: four samples.
    for (const [name, every] of [
      ['capital', 11],
      ['output', 7],
    ] as const) {
      const column = data.columns.get(name);
      if (column?.kind !== 'number') throw new Error(name);
      columns.set(name, numberColumn(column.values.map((value, row) => (row % every === 0 ? Number.NaN : value))));
    }
    for (const convention of ['stata', 'fixest-0.14', 'plm', 'sandwich', 'clubSandwich', 'linearmodels', 'gretl']) {
      const compared = compare(
        { ...data, columns },
        {
          outcomes: ['log(emp)'],
          terms: ['log(wage)'],
          controls: ['log(capital)', 'log(output)'],
          effects: ['firm + year'],
        },
        { panel: { unit: 'firm', time: 'year' }, convention },
      );
      expect(compared).toBe(4);
    }
  }, 60_000);

  test('controls that depend on each other or on the effects are left to the single fit', () => {
    const data = oracleTable('grunfeld');
    const column = (name: string) => (data.columns.get(name) as { values: Float64Array }).values;
    const columns = new Map(data.columns);
    columns.set('double', numberColumn(column('capital').map((value) => 2 * value)));
    columns.set('almost', numberColumn(column('capital').map((value, row) => value + 1e-6 * Math.sin(row))));
    columns.set('constant', numberColumn(column('firm').map((value) => value * value)));
    const compared = compare(
      { ...data, columns },
      {
        outcomes: ['inv'],
        terms: ['value'],
        controls: ['capital', 'double', 'almost', 'constant'],
        effects: ['firm + year'],
      },
      { panel: { unit: 'firm', time: 'year' } },
      1,
      1e-8,
    );
    expect(compared).toBe(16);
  });
});

const grunfeld: ChoiceSpace = {
  outcomes: ['inv'],
  terms: ['value'],
  controls: ['capital'],
  effects: ['firm', 'firm + year'],
  covariances: ['CR1S:firm'],
};
const panel = { unit: 'firm', time: 'year' };

test('multiverse: the document follows its schema and counts its shares over the estimated', () => {
  const document = multiverse(oracleTable('grunfeld'), grunfeld, { panel });
  expect(check(MultiverseDocumentSchema, JSON.parse(JSON.stringify(document)))).toMatchObject({ ok: true });
  const estimates = document.estimates.rows.map((row) => row[0] as number).sort((a, b) => a - b);
  expect(document.summary.median).toBeCloseTo((estimates[1] + estimates[2]) / 2, 12);
  expect(document.summary.positive).toBe(1);
  expect(document.estimates.columns).toEqual(['estimate', 'standardError', 'pValue', 'effects', 'capital']);
});

test('specifications whose controls add up to the outcome are counted in a warning', () => {
  const data = oracleTable('grunfeld');
  const column = (name: string) => (data.columns.get(name) as { values: Float64Array }).values;
  const [inv, capital] = [column('inv'), column('capital')];
  const columns = new Map(data.columns).set('gap', numberColumn(capital.map((value, row) => value - inv[row])));
  const space = { outcomes: ['inv'], terms: ['value'], controls: ['capital', 'gap'], effects: ['firm + year'] };
  const { warnings } = multiverse({ ...data, columns }, space, { panel, draws: 0 });
  expect(warnings.map(({ code, params }) => [code, params?.count])).toEqual([['evidence-perfect-fit', 1]]);
});

test('a variance of nothing gives no standard error and no p-value, and is not significant', () => {
  const cells = Array.from({ length: 16 }, (_, i) => [Math.floor(i / 4), 2000 + (i % 4)] as const);
  const data = tableOf({
    unit: categoryColumn(cells.map(([u]) => `u${u}`)),
    time: numberColumn(cells.map(([, t]) => t)),
    x: numberColumn([5, 4, 3, 2, 1, -1, -2, -3, -4, -5, -5, -5, -4, -3, -2, -1]),
    y: numberColumn([-5, -9, 2, 5, -7, 6, 1, -9, -3, 2, 3, -2, -9, -2, 8, -9]),
  });
  const space = { outcomes: ['y'], terms: ['x'], controls: [], effects: ['unit'], covariances: ['CR1S:unit+time'] };
  const { estimates, summary, warnings } = multiverse(data, space, { panel: { unit: 'unit', time: 'time' }, draws: 0 });
  expect(estimates.rows[0].slice(1, 3)).toEqual([null, null]);
  expect(estimates.rows[0][0]).toBeCloseTo(-0.91025641, 8);
  expect(summary).toMatchObject({ significantPositive: 0, significantNegative: 0 });
  expect(warnings.map(({ code, params }) => [code, params?.count])).toEqual([['evidence-no-standard-error', 1]]);
});

test('outliers: each variable is clipped at its quantiles (R 4.2.2, quantile type 7, lm with dummies)', () => {
  const space = { outcomes: ['inv'], terms: ['value'], controls: [], always: ['capital'], effects: ['firm + year'] };
  const { estimates } = multiverse(oracleTable('grunfeld'), { ...space, outliers: [0, 0.05] }, { panel, draws: 0 });
  const at = (name: string) => estimates.columns.indexOf(name);
  const clipped = estimates.rows.find((row) => row[at('outliers')] !== estimates.rows[0][at('outliers')]);
  expect(clipped?.[at('estimate')]).toBeCloseTo(0.0746064832872692, 12);
});

test('joint test: with one specification it is the exact wild cluster bootstrap', () => {
  for (const effects of ['firm', 'firm + year']) {
    const one = multiverse(
      oracleTable('grunfeld'),
      { ...grunfeld, terms: ['capital'], controls: [], always: ['value'], effects: [effects] },
      { panel },
    );
    const [single] = estimateTable(oracleTable('grunfeld'), `inv ~ value + capital | ${effects}`, {
      panel,
      covariance: 'CR1S:firm',
      fewClusters: true,
    });
    const wild = single.fewClusters?.terms.find((term) => term.term === 'capital')?.wildBootstrap;
    expect(one.summary.joint).toMatchObject({ exact: true, draws: 512, specifications: 1 });
    expect(one.summary.joint?.meanStatisticPValue).toBe(wild?.pValue);
    expect(one.summary.joint?.median).toBeCloseTo(single.coefficients[1].estimate, 10);
  }
});

test('joint test: noise is not found, an effect in all specifications is', () => {
  const data = oracleTable('grunfeld');
  const columns = new Map(data.columns);
  const noise = Float64Array.from({ length: data.rows }, (_, row) => (Math.sin(row * 12.9898 + 1) * 43758.5453) % 1);
  columns.set('noise', numberColumn(noise));
  const quiet = multiverse(
    { ...data, columns },
    { ...grunfeld, terms: ['noise'], controls: ['value', 'capital'] },
    { panel },
  );
  const loud = multiverse(data, grunfeld, { panel });
  expect(quiet.summary.joint?.meanStatisticPValue).toBeGreaterThan(0.1);
  expect(loud.summary.joint?.meanStatisticPValue).toBeLessThan(0.05);
});

test('multiverse: specifications that cannot be estimated are rows without numbers, counted by their reason', () => {
  const data = oracleTable('grunfeld');
  const document = multiverse(
    data,
    {
      outcomes: ['inv'],
      terms: ['value'],
      controls: ['capital'],
      effects: ['', 'firm^year'],
      periods: [
        { label: 'all', where: 'year > 0' },
        { label: 'none', where: 'year > 2000' },
      ],
    },
    { panel: { unit: 'firm', time: 'year' }, draws: 0 },
  );
  const { columns, rows } = document.estimates;
  const numbers = (effects: string, period: string) =>
    rows
      .filter((row) => row[columns.indexOf('effects')] === effects && row[columns.indexOf('period')] === period)
      .map((row) => row.slice(0, 3).map((value) => typeof value));
  const none = [0, 1].map(() => ['object', 'object', 'object']);
  expect(numbers('none', 'all')).toEqual([0, 1].map(() => ['number', 'number', 'number']));
  expect(numbers('none', 'none')).toEqual(none);
  expect(numbers('firm^year', 'all')).toEqual(none);
  const counts = document.warnings.map(({ code, params }) => [code, params.reason, params.count, params.of]);
  expect(counts).toContainEqual(['evidence-not-estimated', 'design-empty', expect.any(Number), 8]);
  expect(counts.reduce((sum, [, , count]) => sum + Number(count), 0)).toBe(6);
});

test('multiverse: a term that the effects take up has no number of its own', () => {
  const data = oracleTable('grunfeld');
  const grown = {
    ...data,
    columns: new Map([
      ...data.columns,
      ['trend', numberColumn(Float64Array.from({ length: data.rows }, (_, row) => row % 20))],
    ]),
  };
  const document = multiverse(
    grown,
    { outcomes: ['inv'], terms: ['trend'], controls: ['capital'], effects: ['firm', 'firm + year'] },
    { panel: { unit: 'firm', time: 'year' }, draws: 0 },
  );
  expect(document.warnings.map(({ code, params }) => [code, params])).toEqual([
    ['evidence-not-estimated', { count: 2, of: 4, reason: 'evidence-term-not-identified' }],
  ]);
});

test('multiverse: what cannot be asked is refused by name', () => {
  const ask = (space: Partial<ChoiceSpace>) => (): MultiverseDocument =>
    multiverse(oracleTable('grunfeld'), { ...grunfeld, ...space }, { panel });
  expect(ask({ controls: ['value'] })).toThrow('both in question and a control');
  expect(ask({ terms: ['poly(value, 2)'] })).toThrow('2 columns');
  expect(ask({ controls: Array.from({ length: 30 }, (_, i) => `x${i}`) })).toThrow('are the limit');
  expect(ask({ controls: ['nothing'] })).toThrow('nothing');
});

test('multiverse: controls with more patterns of gaps than can be crossed', () => {
  const rows = 40;
  const gap = (from: number) =>
    numberColumn(Float64Array.from({ length: rows }, (_, i) => (i === from ? Number.NaN : Math.sin(i * (from + 2)))));
  const controls = Array.from({ length: 13 }, (_, i) => `c${i}`);
  const data: Table = {
    rows,
    columns: new Map([['y', gap(-1)], ['x', gap(-5)], ...controls.map((name, i) => [name, gap(i)] as const)]),
  };
  const asked = (many: readonly string[]) => () =>
    multiverse(data, { outcomes: ['y'], terms: ['x'], controls: [...many] }, { draws: 0 });
  expect(asked(controls)).toThrow('13 different patterns of missing values; 12 are the limit');
  expect(asked(controls.slice(0, 3))).not.toThrow();
});
