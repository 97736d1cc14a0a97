import { describe, expect, test } from 'vitest';
import { distance, oracle, oracleTable } from '../../test/oracles.js';
import { categoryColumn, columnOf, numberColumn, selectRows, type Table, tableOf, textOf } from '../data/table.js';
import type { EstimateDocument } from '../result/documents/estimate.js';
import { type EstimateOptions, estimateTable } from './estimate.js';
import type { Observations } from './observations.js';

/** Numbers of lm and plm's coefficients, the rest by hand, with dense matrices (oracles/R/predictionsByEstimator.R). */
type Fields = Partial<Record<'fitted' | 'standardError' | 'lower' | 'upper', number[]>>;
interface Reference {
  readonly dataset: string;
  readonly unit: string;
  readonly time: string;
  readonly formula: string;
  readonly rows: number[];
  readonly scattered: number[];
  readonly models: Record<string, Fields>;
  readonly modelsOfScattered: Record<string, Fields>;
}

/** What follows the estimator's name in the keys. */
const VARIANTS: Readonly<Record<string, EstimateOptions>> = {
  pooling: { transformation: 'pooling' },
  within: { transformation: 'within' },
  'first-difference': { transformation: 'first-difference' },
  twoways: { effect: 'twoways' },
};
/** Why there is no interval. */
const WITHOUT: Readonly<Record<string, string>> = {
  between: 'averages',
  'fgls.pooling': 'unknown-variance',
  'fgls.within': 'deviations',
  'fgls.first-difference': 'deviations',
};

/** Rows by unit and time, as the script orders them, without and with those to predict. */
function parted({ dataset, unit, time }: Reference, rows: readonly number[]): [Table, Table] {
  const data = oracleTable(dataset.replace('.csv', ''));
  const text = (name: string, row: number) => textOf(columnOf(data, name), row) ?? '';
  const order = Array.from({ length: data.rows }, (_, row) => row).sort((a, b) => {
    const [u, v] = [text(unit, a), text(unit, b)];
    return Number(u) - Number(v) || (u < v ? -1 : u > v ? 1 : Number(text(time, a)) - Number(text(time, b)));
  });
  const fresh = new Set(rows.map((row) => order[row - 1]));
  return [
    selectRows(data, Int32Array.from(order.filter((row) => !fresh.has(row)))),
    selectRows(data, Int32Array.from(order.filter((row) => fresh.has(row)))),
  ];
}

type Predicted = EstimateDocument & { predictions: Observations | null };
const predicted = (data: Table, formula: string, options: EstimateOptions) => {
  const [ours] = estimateTable(data, formula, options) as unknown as Predicted[];
  const { columns, rows } = ours.predictions as Observations;
  const field = (name: string) => rows.map((row) => row[columns.indexOf(name)] ?? null);
  const codes = ours.warnings.map(({ code }) => code).filter((code) => code.startsWith('panel-predict'));
  return { ours, field, codes };
};

const references: Record<string, Reference> = oracle('panel/predictions_by_estimator.json');
test('rows here and there: R has a number for each way of predicting them', () => {
  const ways = Object.values(references).flatMap(({ modelsOfScattered }) => Object.keys(modelsOfScattered));
  expect([...new Set(ways)].sort()).toEqual(['cce-mean-group', 'cce-pooled', 'fgls.pooling', 'random.twoways']);
});

for (const [name, reference] of Object.entries(references))
  describe(`${name}: rows that the estimate did not see`, () => {
    const parts = [
      [reference.models, reference.rows],
      [reference.modelsOfScattered, reference.scattered],
    ] as const;
    for (const [models, rows] of parts)
      for (const [key, theirs] of Object.entries(models))
        test(`${key}, ${rows === reference.rows ? 'the last period' : 'rows here and there'}`, () => {
          const [estimator, variant] = key.split('.');
          const [seen, predict] = parted(reference, rows);
          const { field, codes } = predicted(seen, reference.formula, {
            panel: { unit: reference.unit, time: reference.time },
            estimator,
            predict,
            fewClusters: false,
            ...(variant === undefined ? {} : VARIANTS[variant]),
          });
          expect(codes).toEqual(theirs.upper === undefined ? [`panel-predict-${WITHOUT[key]}`] : []);
          expect(field('fitted')).toHaveLength(predict.rows);
          for (const one of ['fitted', 'standardError', 'lower', 'upper'] as const)
            field(one).forEach((value, i) => {
              const wanted = theirs[one]?.[i];
              if (wanted === undefined) expect(value).toBeNull();
              else expect(distance(value as number, wanted), one).toBeLessThan(1e-8);
            });
        });
  });

test('Hausman–Taylor: the unit shares its effect with its own rows', () => {
  const { formula, ids, fields } = oracle('panel/predictions_hausman_taylor.json');
  const wages = oracleTable('wages');
  const value = (name: string) => (columnOf(wages, name) as { values: Float64Array }).values;
  const indicator = (name: string, yes: string) =>
    numberColumn(Array.from({ length: wages.rows }, (_, row) => Number(textOf(columnOf(wages, name), row) === yes)));
  const data = tableOf({
    ...Object.fromEntries(wages.columns),
    ...Object.fromEntries(
      ['bluecol', 'south', 'smsa', 'married', 'union', 'black'].map((name) => [name, indicator(name, 'yes')]),
    ),
    female: indicator('sex', 'female'),
  });
  const last = Math.max(...value('year'));
  const rows = (keep: (row: number) => boolean) =>
    selectRows(data, Int32Array.from({ length: data.rows }, (_, row) => row).filter(keep));
  const { field, codes } = predicted(
    rows((row) => value('year')[row] < last),
    formula,
    {
      panel: { unit: 'id', time: 'year' },
      estimator: 'hausman-taylor',
      predict: rows((row) => value('year')[row] === last && value('id')[row] <= ids),
    },
  );
  expect(codes).toEqual([]);
  for (const name of ['fitted', 'standardError', 'lower', 'upper'] as const) {
    expect(field(name)).toHaveLength(ids);
    field(name).forEach((ours, i) => {
      expect(distance(ours as number, fields[name][i]), name).toBeLessThan(1e-8);
    });
  }
});

test('a frequency weight stands for rows, which have intervals; another one leaves the variance of the row open', () => {
  const grunfeld = oracleTable('grunfeld');
  const times = Array.from({ length: grunfeld.rows }, (_, row) => 1 + (row % 3));
  const repeated = selectRows(
    grunfeld,
    Int32Array.from(times.flatMap((count, row) => new Array<number>(count).fill(row))),
  );
  const weighted = tableOf({ ...Object.fromEntries(grunfeld.columns), times: numberColumn(times) });
  const formula = 'inv ~ value | firm[capital]';
  const options = { covariance: 'iid', predict: selectRows(grunfeld, Int32Array.from([3, 50, 101])) };
  const theirs = predicted(repeated, formula, options);
  const ours = predicted(weighted, formula, { ...options, weights: { kind: 'frequency', name: 'times' } });
  for (const name of ['fitted', 'standardError', 'lower', 'upper'])
    ours.field(name).forEach((value, i) => {
      expect(distance(value as number, theirs.field(name)[i] as number), name).toBeLessThan(1e-10);
    });
  const open = predicted(weighted, formula, { ...options, weights: { kind: 'analytic', name: 'times' } });
  expect(open.codes).toEqual(['panel-predict-weights']);
  expect(open.field('standardError').every((value) => value !== null)).toBe(true);
  expect(open.field('lower')).toEqual([null, null, null]);
});

test('a slope that the rows of a unit cannot tell makes no prediction away from them', () => {
  const data = tableOf({
    g: categoryColumn(['a', 'a', 'a', 'a', 'b', 'b', 'b', 'b', 'c', 'c', 'c']),
    z: numberColumn([1, 2, 4, 7, 3, 3, 3, 3, 1, 5, 2]),
    x: numberColumn([1, 4, 2, 2, 5, 3, 1, 7, 3, 2, 4]),
    y: numberColumn([2, 3, 5, 4, 8, 6, 3, 9, 4, 1, 5]),
  });
  const predict = tableOf({
    g: categoryColumn(['a', 'b', 'b', 'new', 'c']),
    z: numberColumn([10, 3, 4, 1, Number.NaN]),
    x: numberColumn([1, 1, 1, 1, 1]),
  });
  const { field } = predicted(data, 'y ~ x | g[z]', { covariance: 'iid', predict });
  expect(field('reason')).toEqual([null, null, 'unconnected', 'unknown-level', 'missing']);
});

describe('what cannot be predicted is null, with the reason', () => {
  const grunfeld = oracleTable('grunfeld');
  const panel = { unit: 'firm', time: 'year' };
  const rows = (firm: number[], year: number[], value: number[]) =>
    tableOf({
      firm: numberColumn(firm),
      year: numberColumn(year),
      value: numberColumn(value),
      capital: numberColumn(value.map(() => 100)),
    });
  // A known firm, an unknown one, a period that no one has, and a value that is missing.
  const predict = rows([1, 99, 2, 3], [1955, 1955, 1990, 1955], [3000, 3000, 3000, Number.NaN]);
  const cases: [string, EstimateOptions, (string | null)[]][] = [
    ['between', {}, [null, null, null, 'missing']],
    ['pooling', {}, [null, null, null, 'missing']],
    ['within', { effect: 'individual' }, [null, 'unknown-level', null, 'missing']],
    ['within', { effect: 'twoways' }, ['unknown-level', 'unknown-level', 'unknown-level', 'missing']],
    ['first-difference', {}, [null, 'no-earlier-row', null, 'missing']],
    ['correlated-random', {}, [null, 'unknown-level', null, 'missing']],
    ['mean-group', {}, [null, 'unknown-level', null, 'missing']],
    ['cce-mean-group', {}, ['unknown-level', 'unknown-level', 'unknown-level', 'missing']],
    ['cce-pooled', {}, ['unknown-level', 'unknown-level', 'unknown-level', 'missing']],
    ['fgls', {}, [null, 'unknown-level', null, 'missing']],
    ['fgls', { transformation: 'first-difference' }, [null, 'no-earlier-row', null, 'missing']],
  ];
  for (const [estimator, options, reasons] of cases)
    test(`${estimator} ${JSON.stringify(options)}`, () => {
      const { field, codes } = predicted(grunfeld, 'inv ~ value + capital', { panel, estimator, predict, ...options });
      expect(field('reason')).toEqual(reasons);
      field('fitted').forEach((value, i) => {
        expect(value === null).toBe(reasons[i] !== null);
      });
      const without = WITHOUT[estimator === 'fgls' ? `fgls.${options.transformation ?? 'within'}` : estimator];
      const named = [...reasons, without ?? null].flatMap((one) => (one === null ? [] : [`panel-predict-${one}`]));
      expect([...codes].sort()).toEqual([...new Set(named)].sort());
    });

  test('GMM: one period ahead is the change that the coefficients expect, more is not known', () => {
    const data = oracleTable('empl_uk');
    const year = columnOf(data, 'year') as { values: Float64Array };
    const pick = (keep: (row: number) => boolean) =>
      selectRows(data, Int32Array.from({ length: data.rows }, (_, row) => row).filter(keep));
    const seen = pick((row) => year.values[row] < 1983);
    const fresh = pick((row) => year.values[row] >= 1983);
    const options = {
      panel: { unit: 'firm', time: 'year' },
      estimator: 'gmm-difference',
      effect: 'individual',
      collapse: true,
      predict: fresh,
    } as const;
    const { ours, field } = predicted(seen, 'log(emp) ~ l(log(emp), 1) + log(wage)', options);
    const value = (table: Table, name: string) => (columnOf(table, name) as { values: Float64Array }).values;
    const at = new Map(
      Array.from({ length: seen.rows }, (_, row) => [`${value(seen, 'firm')[row]} ${value(seen, 'year')[row]}`, row]),
    );
    const [rho, slope] = ours.coefficients.map(({ estimate }) => estimate);
    const [[a, b], [, c]] = ours.covariance.values;
    const [se, lower, upper] = ['standardError', 'lower', 'upper'].map(field);
    let compared = 0;
    field('fitted').forEach((fitted, i) => {
      const firm = value(fresh, 'firm')[i];
      const row = (back: number) => at.get(`${firm} ${value(fresh, 'year')[i] - back}`);
      const [before, earlier] = [row(1), row(2)];
      if (before === undefined || earlier === undefined) {
        expect(fitted).toBeNull();
        return;
      }
      const emp = (r: number) => Math.log(value(seen, 'emp')[r]);
      const d = emp(before) - emp(earlier);
      const dw = Math.log(value(fresh, 'wage')[i]) - Math.log(value(seen, 'wage')[before]);
      compared++;
      expect(distance(fitted as number, emp(before) + rho * d + slope * dw)).toBeLessThan(1e-10);
      const spread = a * d * d + 2 * b * d * dw + c * dw * dw;
      expect(distance(se[i] as number, Math.sqrt(spread))).toBeLessThan(1e-10);
      // A change of white noise has twice its variance.
      const half = 1.959963984540054 * Math.sqrt(spread + 2 * (ours.fit.sigma ?? Number.NaN) ** 2);
      expect(distance(upper[i] as number, (fitted as number) + half)).toBeLessThan(1e-10);
      expect(distance(lower[i] as number, (fitted as number) - half)).toBeLessThan(1e-10);
    });
    expect(compared).toBeGreaterThan(50);
  });

  test('levels that no row connects have no common base', () => {
    // Workers a, b at firms p, q and workers c, d at r, s: two parts.
    const worker = ['a', 'a', 'b', 'b', 'c', 'c', 'd', 'd', 'a', 'd'];
    const firm = ['p', 'q', 'p', 'q', 'r', 's', 'r', 's', 'p', 's'];
    const data = tableOf({
      worker: categoryColumn(worker),
      firm: categoryColumn(firm),
      x: numberColumn([1, 4, 2, 2, 5, 3, 1, 7, 3, 2]),
      y: numberColumn([2, 3, 5, 4, 8, 6, 3, 9, 4, 1]),
    });
    const fresh = tableOf({
      worker: categoryColumn(['b', 'a', 'c']),
      firm: categoryColumn(['p', 'r', 'q']),
      x: numberColumn([1, 1, 1]),
    });
    const { field, codes } = predicted(data, 'y ~ x | worker + firm', { covariance: 'iid', predict: fresh });
    expect(field('reason')).toEqual([null, 'unconnected', 'unconnected']);
    expect(codes).toEqual(['panel-predict-unconnected']);
    const three = predicted(data, 'y ~ x | worker + firm + worker^firm', {
      covariance: 'iid',
      keepSingletons: true,
      predict: fresh,
    });
    expect(three.field('reason')).toEqual([null, 'unknown-level', 'unknown-level']);
  });
});

test('units too short for their own regression are left out, counted and named', () => {
  const data = oracleTable('grunfeld');
  const year = columnOf(data, 'year') as { values: Float64Array };
  const firm = (row: number) => textOf(columnOf(data, 'firm'), row);
  const all = Array.from({ length: data.rows }, (_, row) => row);
  const cut = selectRows(data, Int32Array.from(all.filter((row) => firm(row) !== '4' || year.values[row] < 1938)));
  const without = selectRows(data, Int32Array.from(all.filter((row) => firm(row) !== '4')));
  const panel = { unit: 'firm', time: 'year' };
  for (const estimator of ['mean-group', 'cce-mean-group', 'cce-pooled']) {
    const [ours] = estimateTable(cut, 'inv ~ value + capital', { panel, estimator });
    const [theirs] = estimateTable(without, 'inv ~ value + capital', { panel, estimator });
    expect(ours.coefficients).toEqual(theirs.coefficients);
    expect(ours.sample.dropped.filter(({ count }) => count > 0)).toEqual([{ reason: 'short-unit', count: 3 }]);
    expect(ours.sample.units).toBe(9);
    expect(ours.warnings.find(({ code }) => code === 'panel-short-units-dropped')?.params).toMatchObject({
      count: 1,
      units: '4',
    });
  }
});

test('rows to predict may be those of the sample again, and change nothing in it, not even through a lead', () => {
  const grunfeld = oracleTable('grunfeld');
  const panel = { unit: 'firm', time: 'year' };
  for (const formula of [
    'inv ~ value + capital | firm',
    'inv ~ l(value) + capital | firm',
    'inv ~ f(value) + poly(capital, 2)',
  ]) {
    const [plain] = estimateTable(grunfeld, formula, { panel, observations: true }) as unknown as (EstimateDocument & {
      observations: Observations;
    })[];
    const year = columnOf(grunfeld, 'year') as { values: Float64Array };
    const later = tableOf({
      ...Object.fromEntries(grunfeld.columns),
      year: numberColumn(year.values.map((value) => value + 20)),
    });
    for (const predict of [grunfeld, later]) {
      const { ours } = predicted(grunfeld, formula, { panel, predict });
      expect(ours.sample).toEqual(plain.sample);
      expect(ours.coefficients).toEqual(plain.coefficients);
    }
    const { ours, field } = predicted(grunfeld, formula, { panel, predict: grunfeld });
    expect(ours.sample.used).toBe(plain.sample.used);
    const fitted = field('fitted');
    for (const row of plain.observations.rows)
      expect(
        distance(fitted[(row[0] as number) - 1] as number, row[plain.observations.columns.indexOf('fitted')] as number),
      ).toBeLessThan(1e-9);
  }
});
