import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { categoryColumn, numberColumn, selectRows, type Table, tableOf } from '../data/table.js';
import { AimaqError } from '../errors.js';
import { EstimateDocumentSchema } from '../result/documents/estimate.js';
import { type EstimateOptions, estimateTable } from './estimate.js';
import { ESTIMATORS } from './estimators/index.js';

/** A panel of the given size; every case is one in which an estimator has too little to go on, or nothing to explain. */
const panel = (units: number, periods: number, make: (i: number, t: number) => Record<string, number>): Table => {
  const cells = Array.from(
    { length: units * periods },
    (_, row) => [Math.floor(row / periods), row % periods] as const,
  );
  const rows = cells.map(([i, t]) => make(i, t));
  return tableOf({
    id: categoryColumn(cells.map(([i]) => `u${i}`)),
    t: numberColumn(cells.map(([, t]) => 2000 + t)),
    ...Object.fromEntries(Object.keys(rows[0]).map((name) => [name, numberColumn(rows.map((row) => row[name]))])),
  });
};
const noise = (i: number, t: number, k: number) => Math.sin(12.9898 * (i + 1) + 78.233 * (t + 1) + 37.719 * k);
const usual = (i: number, t: number) => ({ x: noise(i, t, 1), z: noise(i, t, 2), y: 2 + noise(i, t, 3) });

const CASES: Record<string, Table> = {
  'one unit': panel(1, 12, usual),
  'one period': panel(12, 1, usual),
  'two units, two periods': panel(2, 2, usual),
  'one row': panel(1, 1, usual),
  'a regressor without variation': panel(8, 6, (i, t) => ({ ...usual(i, t), z: 3 })),
  'a regressor that does not vary inside units': panel(8, 6, (i, t) => ({ ...usual(i, t), z: i })),
  'a regressor that is the same in all units': panel(8, 6, (i, t) => ({ ...usual(i, t), z: t * t })),
  'collinear regressors': panel(8, 6, (i, t) => ({ ...usual(i, t), z: 2 * noise(i, t, 1) - 1 })),
  'perfect fit': panel(8, 6, (i, t) => ({ ...usual(i, t), y: 5 + 2 * noise(i, t, 1) - noise(i, t, 2) })),
  'perfect fit inside units': panel(8, 6, (i, t) => ({
    ...usual(i, t),
    y: i * i + 2 * noise(i, t, 1) - noise(i, t, 2),
  })),
  'a constant response': panel(8, 6, (i, t) => ({ ...usual(i, t), y: 4 })),
  'a response that is zero': panel(8, 6, (i, t) => ({ ...usual(i, t), y: 0 })),
  'more parameters than rows': panel(2, 3, usual),
};

/** Every estimator, and those of its variants that go another way through the numbers. */
const WAYS: [string, EstimateOptions][] = [
  ...Object.keys(ESTIMATORS).map((id): [string, EstimateOptions] => [id, {}]),
  ...['ml', 'walhus', 'amemiya', 'nerlove'].map((varianceComponents): [string, EstimateOptions] => [
    'random',
    { varianceComponents },
  ]),
  ['fgls', { transformation: 'first-difference' }],
  ['fgls', { transformation: 'pooling' }],
  ['gmm-difference', { steps: 2, collapse: true }],
  ['gmm-system', { steps: 2, collapse: true }],
];

const unfit: string[] = [];
const walk = (value: unknown, path: string): void => {
  if (typeof value === 'number' && !Number.isFinite(value)) unfit.push(path);
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) walk(inner, `${path}/${key}`);
};

for (const [name, data] of Object.entries(CASES))
  describe(`${name}: a document without NaN, or an error with code and hint`, () => {
    for (const [estimator, special] of WAYS)
      test([estimator, ...Object.values(special)].join(' '), () => {
        const formula = estimator === 'hausman-taylor' ? 'y ~ x | 0 | z ~ 1' : 'y ~ x + z';
        for (const effect of [undefined, 'twoways'] as const) {
          unfit.length = 0;
          try {
            const [document] = estimateTable(data, formula, {
              panel: { unit: 'id', time: 't' },
              estimator,
              ...special,
              predict: data,
              observations: true,
              marginalEffects: true,
              ...(effect === undefined ? {} : { effect }),
            });
            walk(document, '');
            expect(unfit).toEqual([]);
            v.parse(EstimateDocumentSchema, document);
          } catch (thrown) {
            if (!(thrown instanceof AimaqError)) throw thrown;
            expect(thrown.hint.length).toBeGreaterThan(10);
          }
        }
      });
  });

test('effects of time are refused where the estimator has none', () => {
  const data = panel(8, 6, usual);
  for (const estimator of ['first-difference', 'mean-group', 'cce-mean-group', 'cce-pooled', 'hausman-taylor'])
    for (const effect of ['time', 'twoways'])
      expect(() => estimateTable(data, 'y ~ x', { estimator, effect, panel: { unit: 'id', time: 't' } })).toThrow(
        'no effects but those of the units',
      );
});

test('a negative variance of the errors is said, not taken for a perfect fit', () => {
  // Few rows a unit, units far apart: plm takes the component of Wallace and Hussain as zero here.
  const full = panel(8, 11, (i, t) => {
    const x = Math.sin(i * 7 + t * 3) + i;
    return { x, y: Math.cos(i * 5) * (1 + (i % 4)) + x + Math.cos(t * 11 + i) / 10 };
  });
  const rows = Array.from({ length: full.rows }, (_, row) => row);
  const data = selectRows(full, Int32Array.from(rows.filter((row) => row % 11 < 2 + (Math.floor(row / 11) % 4) * 3)));
  const options = { estimator: 'random', panel: { unit: 'id', time: 't' } };
  expect(() => estimateTable(data, 'y ~ x', { ...options, varianceComponents: 'walhus' })).toThrow('negative');
  expect(estimateTable(data, 'y ~ x', options)[0].coefficients[1].estimate).toBeCloseTo(1, 1);
});

test('units in which a regressor cannot be told from the others are left out of the mean group, counted and named', () => {
  const data = panel(8, 9, (i, t) => ({ ...usual(i, t), z: Number(i > 2 && t > 4 + (i % 2)) }));
  const part = (from: number, to: number) =>
    selectRows(
      data,
      Int32Array.from({ length: 9 * (to - from) }, (_, row) => 9 * from + row),
    );
  const options = { estimator: 'mean-group', panel: { unit: 'id', time: 't' } };
  const [ours] = estimateTable(data, 'y ~ x + z', options);
  const [theirs] = estimateTable(part(3, 8), 'y ~ x + z', options);
  expect(ours.coefficients).toEqual(theirs.coefficients);
  expect(ours.sample).toMatchObject({ units: 5, dropped: [{ reason: 'undetermined-unit', count: 27 }] });
  expect(ours.warnings).toContainEqual(
    expect.objectContaining({
      code: 'panel-undetermined-units-dropped',
      params: { count: 3, terms: 'z', units: 'u0, u1, u2' },
    }),
  );
  expect(() => estimateTable(part(0, 4), 'y ~ x + z', options)).toThrow('in unit "u0" z cannot be told');
});

test('a unit whose regression net of the factors fits exactly is named', () => {
  const data = panel(8, 9, (i, t) => ({ ...usual(i, t), x: noise(i, t * (i + 1), 1), y: noise(i, t * t, 3) }));
  const options = { estimator: 'cce-mean-group', panel: { unit: 'id', time: 't' } };
  const codes = (table: Table) =>
    estimateTable(table, 'y ~ x', options)[0].warnings.filter(({ code }) => code.startsWith('panel-cce'));
  expect(codes(data)).toEqual([]);
  // Intercept, two averages, one regressor: four periods of the last unit.
  const cut = selectRows(
    data,
    Int32Array.from({ length: 67 }, (_, row) => row),
  );
  expect(codes(cut)).toMatchObject([{ code: 'panel-cce-exact', params: { count: 1, units: 'u7', needed: 4 } }]);
});

test('what went and why is told in a code, and in English', () => {
  const data = panel(8, 6, (i, t) => ({ ...usual(i, t), x: noise(i, t * (i + 1), 1) }));
  const fit = (formula: string, estimator = 'pooling') =>
    estimateTable(data, formula, { estimator, panel: { unit: 'id', time: 't' } })[0].removed;
  expect(fit('y ~ x + t | id + t', 'within')).toEqual([
    { term: 't', code: 'absorbed', by: ['t'], reason: 'absorbed by t' },
  ]);
  expect(fit('y ~ x + I(2 * x + 1)')).toMatchObject([{ code: 'collinear', by: ['(Intercept)', 'x'] }]);
  expect(fit('y ~ x + I(x - x) - 1')).toMatchObject([{ code: 'constant', by: [] }]);
  expect(fit('y ~ x + t', 'cce-mean-group')).toMatchObject([{ term: 't', code: 'common', by: [] }]);
});
