import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distance, Ledger, oracle, oracleTable } from '../../test/oracles.js';
import { numberColumn, type Table, tableOf } from '../data/table.js';
import { parseFormulas } from '../formula/index.js';
import { column, fromColumns } from '../numeric/columnMatrix.js';
import { leastSquares } from '../numeric/leastSquares.js';
import { randomStream } from '../numeric/random.js';
import { type EstimateOptions, estimateTable } from './estimate.js';
import { fitTable } from './fitTable.js';

/** The R² block by its definitions in R 4.2.2 (oracles/R/goodness.R). */
const reference = oracle('panel/goodness.json');
const MODELS: Readonly<Record<string, Record<string, string>>> = {
  pooling: { estimator: 'pooling' },
  between: { estimator: 'between' },
  fd: { estimator: 'first-difference' },
  'random.swar': { estimator: 'random' },
  'random.walhus': { estimator: 'random', varianceComponents: 'walhus' },
  'random.amemiya': { estimator: 'random', varianceComponents: 'amemiya' },
  'random.nerlove': { estimator: 'random', varianceComponents: 'nerlove' },
  'within.individual': { estimator: 'within', effect: 'individual' },
  'within.time': { estimator: 'within', effect: 'time' },
  'within.twoways': { estimator: 'within', effect: 'twoways' },
};
const ledger = new Ledger('The R² block against R');

for (const name of ['grunfeld', 'grunfeld_gaps', 'produc', 'cigar', 'empl_uk', 'crime', 'fatalities']) {
  const { formula, entity: unit, time } = oracle(`panel/${name.replace('_gaps', '')}.json`);
  describe(`${name}: R² block`, () => {
    for (const [model, theirs] of Object.entries(reference[name] as Record<string, Record<string, number>>)) {
      test(model, () => {
        const [{ fit }] = estimateTable(oracleTable(name), formula, {
          panel: { unit, time },
          fewClusters: false,
          ...MODELS[model],
        });
        const { rSquared } = fit;
        for (const [key, value] of Object.entries(theirs)) {
          // Where effects are swept out `within` is the share of variance; the correlation has the same value for one effect.
          if (key === 'withinCorrelation' && !model.startsWith('random')) continue;
          const ours = rSquared[key.replace('Correlation', '') as keyof typeof rSquared];
          expect(distance(ours as number, value), key).toBeLessThan(1e-8);
          ledger.agreed(name, `${model}: ${key}`);
        }
        const { full, fixedEffectsOnly, within } = rSquared;
        if (full !== null && fixedEffectsOnly !== null && within !== null)
          expect(distance(1 - (1 - fixedEffectsOnly) * (1 - within), full)).toBeLessThan(1e-12);
      });
    }
  });
}

interface Drawn {
  readonly table: Table;
  readonly weights: EstimateOptions['weights'];
}

/** Rows of an unbalanced panel with gaps, two more groups, three regressors and weights. */
const panels = fc
  .record({
    seed: fc.integer({ min: 0, max: 1e6 }),
    units: fc.integer({ min: 3, max: 9 }),
    periods: fc.integer({ min: 4, max: 8 }),
    lost: fc.constantFrom(0, 0.1, 0.3),
    kind: fc.constantFrom('analytic', 'frequency', 'sampling', null),
  })
  .map(({ seed, units, periods, lost, kind }): Drawn => {
    const random = randomStream(seed);
    let draw = 0;
    const rows: Record<string, number>[] = [];
    for (let u = 1; u <= units; u++)
      for (let t = 1; t <= periods; t++) {
        if (random.uniform(draw++) < lost) continue;
        const [x, z, q, noise] = Array.from({ length: 4 }, () => random.normal(draw++));
        const g = 1 + random.integer(draw++, 3);
        const h = 1 + random.integer(draw++, 4);
        rows.push({ u, t, g, h, x, z, q, y: 10 + u * z + t + x - q + g + noise, w: 1 + random.integer(draw++, 4) });
      }
    const names = ['u', 't', 'g', 'h', 'x', 'z', 'q', 'y', 'w'];
    const table = tableOf(Object.fromEntries(names.map((name) => [name, numberColumn(rows.map((row) => row[name]))])));
    return { table, weights: kind === null ? undefined : { kind, name: 'w' } };
  })
  // More rows than any of the models has parameters.
  .filter(({ table }) => table.rows > 30);

/** Weighted sum of squared residuals on explicit columns. */
const squaresLeft = (y: Float64Array, columns: readonly Float64Array[], root: Float64Array) => {
  const scaled = (values: Float64Array) => values.map((value, i) => value * root[i]);
  return leastSquares(fromColumns(columns.map(scaled), y.length), scaled(y)).residualSumOfSquares;
};

describe('1 − R² = (1 − R² of the effects)(1 − R² within), each from its own regression on dummies', () => {
  const effects: Record<string, readonly (string | readonly [string, string])[]> = {
    'y ~ x + q | u': ['u'],
    'y ~ x + q | u + t': ['u', 't'],
    'y ~ x | u + t + g': ['u', 't', 'g'],
    'y ~ x | u + t + g + h': ['u', 't', 'g', 'h'],
    'y ~ x + q | u[z]': ['u', ['u', 'z']],
    'y ~ x | u[z] + t': ['u', ['u', 'z'], 't'],
    'y ~ x | u[[z]] + t[[q]]': [
      ['u', 'z'],
      ['t', 'q'],
    ],
    'y ~ x + q | g^h': ['g^h'],
  };
  for (const [formula, parts] of Object.entries(effects))
    test(formula, () => {
      fc.assert(
        fc.property(panels, ({ table, weights }) => {
          const options: EstimateOptions = {
            keepSingletons: true,
            covariance: 'iid',
            ...(weights === undefined ? {} : { weights }),
          };
          const fit = fitTable(table, parseFormulas(formula)[0], options);
          const [{ fit: found }] = estimateTable(table, formula, options);
          const { design } = fit;
          const n = design.y.length;
          const root = design.weights?.values.map(Math.sqrt) ?? new Float64Array(n).fill(1);
          const values = (name: string) => (table.columns.get(name) as { values: Float64Array }).values;
          const dummies = (name: string, slope?: Float64Array) => {
            const keys = Array.from({ length: n }, (_, i) =>
              name
                .split('^')
                .map((one) => values(one)[i])
                .join(' '),
            );
            return [...new Set(keys)].map((level) =>
              Float64Array.from(keys, (key, i) => (key === level ? (slope?.[i] ?? 1) : 0)),
            );
          };
          const swept = parts.flatMap((part) =>
            typeof part === 'string' ? dummies(part) : dummies(part[0], values(part[1])),
          );
          const constant = new Float64Array(n).fill(1);
          const total = squaresLeft(design.y, [constant], root);
          const alone = squaresLeft(design.y, [constant, ...swept], root);
          const X = fit.names.map((name) => column(design.X, design.names.indexOf(name)));
          const left = squaresLeft(design.y, [constant, ...swept, ...X], root);
          const { full, fixedEffectsOnly, within, adjusted, adjustedWithin } = found.rSquared;
          const count = fit.degrees.n;
          const ofEffects = count - fit.degrees.residual - fit.names.filter((name) => name !== '(Intercept)').length;
          const wanted = {
            full: 1 - left / total,
            fixedEffectsOnly: 1 - alone / total,
            within: 1 - left / alone,
            adjusted: 1 - ((left / total) * (count - 1)) / fit.degrees.residual,
            adjustedWithin: 1 - ((left / alone) * (count - ofEffects)) / fit.degrees.residual,
          };
          const ours = { full, fixedEffectsOnly, within, adjusted, adjustedWithin };
          for (const [name, value] of Object.entries(wanted))
            expect(Math.abs((ours[name as keyof typeof ours] as number) - value), name).toBeLessThan(1e-9);
          expect(
            Math.abs(1 - (full as number) - (1 - (fixedEffectsOnly as number)) * (1 - (within as number))),
          ).toBeLessThan(1e-12);
        }),
        { numRuns: 40, seed: 4 },
      );
    });
});

describe('a figure that an estimator does not have says why', () => {
  const panel = { unit: 'firm', time: 'year' };
  const ofEffects = ['fixedEffectsOnly', 'within', 'adjustedWithin'].map((name) => [name, 'no-fixed-effects'] as const);
  const withoutWithin = ofEffects.filter(([name]) => name !== 'within');
  const all = ['full', 'adjusted', 'fixedEffectsOnly', 'within', 'adjustedWithin', 'between', 'overall'] as const;
  const cases: [string, EstimateOptions, Iterable<readonly [string, string]>][] = [
    ['inv ~ value', { estimator: 'pooling' }, ofEffects],
    ['inv ~ value', { estimator: 'between' }, ofEffects],
    ['inv ~ value', { estimator: 'first-difference' }, ofEffects],
    ['inv ~ value', { estimator: 'within' }, []],
    ['inv ~ value', { estimator: 'random' }, withoutWithin],
    ['inv ~ value', { estimator: 'correlated-random' }, withoutWithin],
    ['inv ~ value', { estimator: 'mean-group' }, withoutWithin],
    ['inv ~ value', { estimator: 'cce-mean-group' }, withoutWithin],
    ['inv ~ value', { estimator: 'cce-pooled' }, withoutWithin],
    [
      'inv ~ value',
      { estimator: 'fgls' },
      [
        ['adjusted', 'not-least-squares'],
        ['adjustedWithin', 'not-least-squares'],
      ],
    ],
    [
      'inv ~ value',
      { estimator: 'fgls', transformation: 'pooling' },
      [['adjusted', 'not-least-squares'], ...withoutWithin],
    ],
    [
      'inv ~ value',
      { estimator: 'poisson' },
      all.filter((name) => name !== 'overall').map((name) => [name, 'not-least-squares'] as const),
    ],
    [
      'inv ~ l(inv) + value',
      { estimator: 'gmm-difference', effect: 'individual', collapse: true, where: 'year < 1941' },
      all.map((name) => [name, 'not-rows'] as const),
    ],
  ];
  for (const [formula, options, wanted] of cases)
    test(`${options.estimator} ${options.transformation ?? ''}`, () => {
      const [{ fit }] = estimateTable(oracleTable('grunfeld'), formula, { panel, fewClusters: false, ...options });
      expect(fit.rSquaredAbsent).toEqual(Object.fromEntries(wanted));
      for (const name of all) expect(fit.rSquared[name] === null).toBe(name in (fit.rSquaredAbsent ?? {}));
    });
  test('without a panel, variation or degrees of freedom', () => {
    const data = tableOf({ y: numberColumn([1, 3, 2]), k: numberColumn([2, 2, 2]), x: numberColumn([1, 2, 4]) });
    const absent = (formula: string) => estimateTable(data, formula)[0].fit.rSquaredAbsent;
    expect(absent('y ~ x')).toEqual({ ...Object.fromEntries(ofEffects), between: 'no-panel' });
    expect(absent('k ~ x')).toMatchObject({ full: 'no-variation', overall: 'no-variation' });
    expect(absent('y ~ x + I(x^2)')).toMatchObject({ adjusted: 'no-degrees' });
  });
});

test('the counts of the page are those of this run', async () => {
  await expect(ledger.page()).toMatchFileSnapshot('../../../../oracles/coverage/r-squared.md');
});
