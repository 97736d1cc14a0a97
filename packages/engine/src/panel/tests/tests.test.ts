import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distance, Ledger, oracle, oracleTable } from '../../../test/oracles.js';
import { columnOf, numberColumn, selectRows, tableOf, textOf } from '../../data/table.js';
import { check as checked } from '../../result/check.js';
import { type TestDocument, type TestsDocument, TestsDocumentSchema } from '../../result/documents/tests.js';
import { testTable } from '../testTable.js';
import { TEST_NAMES } from './index.js';

/** plm 2.6-2, lmtest and car on R 4.2.2 (oracles/R/panel.R): their key → our test and variant. */
const OURS: Readonly<Record<string, readonly [string, string]>> = oracle('panel/test_names.json');

interface Theirs {
  readonly error?: string;
  readonly statistic: Record<string, number>;
  readonly parameter: Record<string, number> | null;
  readonly pValue: number | [];
}

interface Simple {
  readonly statistic: number;
  readonly df: number | readonly number[];
  readonly pValue: number | null;
}

const ledger = new Ledger('Specification tests against plm, lmtest and car');

/** Of a mixture of χ² plm gives the degrees of its parts, then their weights. */
function degreesIn(row: TestDocument, parameters: readonly number[]): readonly number[] {
  return row.name === 'gourieroux-holly-monfort' ? parameters.slice(0, 3) : parameters;
}

function compare(rows: readonly TestDocument[], theirs: Theirs, tolerance: number): void {
  const [row] = rows;
  const [statistic] = Object.values(theirs.statistic);
  expect(row.statistic, `${row.name}, ${row.variant}: ${row.note}`).toBeTypeOf('number');
  expect(distance(row.statistic as number, statistic)).toBeLessThan(tolerance);
  expect(row.df).toEqual(degreesIn(row, Object.values(theirs.parameter ?? {})));
  // R gives p to 15 digits of 1 − p where it comes from there: nothing below 1e-12 of 1 is compared.
  if (typeof theirs.pValue === 'number') expect(distance(row.pValue as number, theirs.pValue)).toBeLessThan(1e-6);
}

for (const name of ['grunfeld', 'produc', 'cigar', 'crime', 'empl_uk', 'fatalities']) {
  const reference = oracle(`panel/${name}.json`);
  const [document] = testTable(oracleTable(name), reference.formula, {
    panel: { unit: reference.entity, time: reference.time },
  });
  describe(`${name}: equals R`, () => {
    for (const [key, theirs] of Object.entries(reference.tests as Record<string, Theirs>)) {
      test(key, () => {
        const [ours, variant] = OURS[key];
        const rows = document.tests.filter((row) => row.name === ours && row.variant === variant);
        expect(rows.length).toBeGreaterThan(0);
        if (theirs.error !== undefined) return ledger.peerFailed(name, key, `plm stops with "${theirs.error}"`);
        if (key === 'baltagiLi' && !reference.panel.balanced)
          return ledger.peerFailed(name, key, 'plm cuts the rows of an unbalanced panel into pieces of n/N rows');
        if (key === 'hausman' && (rows[0].statistic ?? 0) < 0) {
          // Ours keeps the sign that plm's abs() takes away, and gives no p-value.
          expect(distance(-(rows[0].statistic as number), Object.values(theirs.statistic)[0])).toBeLessThan(1e-8);
          expect(rows[0].pValue).toBeNull();
          return ledger.differs(name, key, 'a negative statistic is shown as such; plm prints its absolute value');
        }
        if (key === 'vif.pooled') {
          for (const [term, value] of Object.entries(theirs as unknown as Record<string, number>))
            expect(distance(rows.find((row) => row.term === term)?.statistic as number, value)).toBeLessThan(1e-8);
          return ledger.agreed(name, key);
        }
        compare(rows, theirs, 1e-8);
        ledger.agreed(name, key);
      });
    }
  });
}

/** R by hand and plm beyond panel.R, gaps included (oracles/R/panelTests.R). */
const MORE: Readonly<Record<string, readonly [string, string]>> = {
  ...OURS,
  fTime: ['f-effects', 'time'],
  wooldridgeTime: ['wooldridge-effects', 'time'],
  wooldridgeEffects: ['wooldridge-effects', 'individual'],
  'pooled.cd': ['pesaran-cd', 'pooled residuals'],
  'pooled.sclm': ['cross-section-lm', 'scaled, pooled residuals'],
  'pooled.lm': ['cross-section-lm', 'Breusch–Pagan, pooled residuals'],
  'within.cd': OURS['crossSection.cd'],
  'within.sclm': OURS['crossSection.sclm'],
  'within.lm': OURS['crossSection.lm'],
  'within.bcsclm': OURS['crossSection.bcsclm'],
  'twoways.cd': OURS['crossSection.cd'],
  'twoways.sclm': OURS['crossSection.sclm'],
  'twoways.lm': OURS['crossSection.lm'],
  'twoways.bcsclm': OURS['crossSection.bcsclm'],
  bnf: ['durbin-watson', 'Bhargava–Franzini–Narendranathan'],
  breuschGodfreyInside: ['breusch-godfrey', 'order 1, lags inside units'],
  resetWithin: ['reset', 'powers 2 and 3 of the fitted values, within'],
  vifWithin: ['vif', 'within-transformed regressors'],
  koenker: OURS['breuschPaganHetero.pooled'],
  'lm.bp': ['breusch-pagan', 'twoways'],
  'lm.honda': ['honda', 'twoways'],
  'lm.kw': ['king-wu', 'twoways'],
  'lm.ghm': ['gourieroux-holly-monfort', 'twoways'],
  'cips.trend': ['cips', 'trend, 1 lag'],
  'cips.drift': ['cips', 'intercept, 1 lag'],
};

const more = oracle('panel/specification_tests.json');
for (const name of ['grunfeld', 'grunfeld_gaps', 'produc', 'cigar', 'crime', 'empl_uk', 'fatalities']) {
  const { formula, entity: unit, time } = oracle(`panel/${name.replace('_gaps', '')}.json`);
  const data = oracleTable(name);
  const [oneWay] = testTable(data, formula, { panel: { unit, time } });
  const [twoWay] = testTable(data, `${formula} | ${unit} + ${time}`, { panel: { unit, time } });
  describe(`${name}: equals R beyond plm's defaults`, () => {
    for (const [key, theirs] of Object.entries(more[name] as Record<string, Simple>)) {
      test(key, () => {
        const [ours, variant] = MORE[key];
        const rows = (key.startsWith('twoways.') ? twoWay : oneWay).tests.filter(
          (row) => row.name === ours && row.variant === variant,
        );
        if (key === 'vifWithin') {
          for (const [term, value] of Object.entries(theirs as unknown as Record<string, number>))
            expect(distance(rows.find((row) => row.term === term)?.statistic as number, value)).toBeLessThan(1e-8);
          return ledger.agreed(`${name}, beyond plm's defaults`, key);
        }
        const [row] = rows;
        // R's maximum of the likelihood is found to the square root of its tolerance.
        const tolerance = key === 'baltagiLi' ? 1e-6 : 1e-8;
        expect(distance(Math.abs(row.statistic as number), Math.abs(theirs.statistic))).toBeLessThan(tolerance);
        // Of CIPS plm gives the lags.
        expect(row.df).toEqual(key.startsWith('cips.') ? [] : degreesIn(row, [theirs.df].flat()));
        if (key.startsWith('cips.')) {
          // plm reads p from 200 points between the critical values, and gives 0.01 or 0.1 outside them.
          if (row.pValue === null) expect([0.01, 0.1]).toContain(theirs.pValue);
          else expect(Math.abs(row.pValue - (theirs.pValue as number))).toBeLessThan(1e-3);
        } else if (typeof theirs.pValue === 'number')
          expect(distance(row.pValue as number, theirs.pValue)).toBeLessThan(tolerance * 1e3);
        ledger.agreed(`${name}, beyond plm's defaults`, key);
      });
    }
  });
}

test('unit roots of an unbalanced panel: equal plm', () => {
  const data = oracleTable('grunfeld');
  const [document] = testTable(data, 'inv ~ 1', {
    panel: { unit: 'firm', time: 'year' },
    where: '!(firm = 2 & year < 1937) & !(firm = 5 & year < 1940) & !(firm = 9 & year < 1942)',
  });
  for (const [key, theirs] of Object.entries(more.unbalancedUnitRoots as Record<string, Simple>)) {
    const [name, variant] = OURS[`unitRoot.${key}.lags1`];
    const row = document.tests.find((one) => one.name === name && one.variant === variant);
    expect(distance(row?.statistic as number, theirs.statistic)).toBeLessThan(1e-8);
    expect(distance(row?.pValue as number, theirs.pValue as number)).toBeLessThan(1e-6);
    ledger.agreed('grunfeld, unbalanced', `unitRoot.${key}`);
  }
  expect(document.tests.find((row) => row.name === 'hadri')).toMatchObject({ statistic: null, pValue: null });
});

describe("where plm's definition is another one (oracles/R/panelTestsByRow.R)", () => {
  const { byRow, poolability } = oracle('panel/tests_by_row.json');
  const gaps = oracleTable(byRow.dataset);
  const [asTheyAre] = testTable(gaps, byRow.formula, { panel: { unit: 'firm', time: 'year' } });
  const firms = Array.from({ length: gaps.rows }, (_, row) => textOf(columnOf(gaps, 'firm'), row));
  const years = Array.from({ length: gaps.rows }, (_, row) => Number(textOf(columnOf(gaps, 'year'), row)));
  const position = years.map((year, row) => years.filter((one, i) => firms[i] === firms[row] && one <= year).length);
  const numbered = tableOf({ ...Object.fromEntries(gaps.columns), year: numberColumn(position) });
  const [byPosition] = testTable(numbered, byRow.formula, { panel: { unit: 'firm', time: 'year' } });
  for (const [key, theirs] of Object.entries(byRow.plm as Record<string, Simple>))
    test(`${key}: plm takes the row before for the period before`, () => {
      const [name, variant] = OURS[key];
      const of = ({ tests }: TestsDocument) => tests.find((row) => row.name === name && row.variant === variant);
      expect(distance(of(byPosition)?.statistic as number, byRow.numbered[key].statistic)).toBeLessThan(1e-8);
      expect(distance(of(asTheyAre)?.statistic as number, theirs.statistic)).toBeGreaterThan(1e-4);
      ledger.differs(
        'grunfeld_gaps',
        key,
        'plm takes the row before for the period before, and the units of the fullest period for all; with rows numbered as periods the values agree',
      );
    });

  test('poolability: slopes that a unit cannot tell are not counted, as in the analysis of variance', () => {
    const [{ tests }] = testTable(oracleTable(poolability.dataset), poolability.formula, {
      panel: { unit: 'id', time: 'time' },
      tests: ['poolability'],
    });
    const { statistic, df, pValue } = poolability.anova;
    expect(distance(tests[0].statistic as number, statistic)).toBeLessThan(1e-8);
    expect(tests[0].df).toEqual(df);
    expect(distance(tests[0].pValue as number, pValue)).toBeLessThan(1e-6);
    ledger.agreed('rice_farms, analysis of variance', 'poolability');
    expect(poolability.plm.df).not.toEqual(df);
    ledger.differs('rice_farms', 'poolability', 'plm counts slopes that a unit cannot tell');
  });
});

test('units with gaps are left out of unit-root tests and counted; whole ones are not spoken of', () => {
  const notesOf = (where?: string) =>
    testTable(oracleTable('grunfeld'), 'inv ~ 1', {
      panel: { unit: 'firm', time: 'year' },
      tests: ['im-pesaran-shin'],
      ...(where === undefined ? {} : { where }),
    })[0].tests.map((row) => row.note ?? '');
  for (const note of notesOf()) expect(note).not.toContain('gaps');
  for (const note of notesOf('!(firm = 3 & year = 1944)')) expect(note).toContain('1 of 10 units have gaps in time');
});

describe('Durbin–Watson of short panels: exact p (oracles/R/durbinWatson.R)', () => {
  interface Exact extends Simple {
    readonly dataset: string;
    readonly unit: string;
    readonly formula: string;
    readonly where: string;
    readonly lmtest: number;
    readonly bhargava: Simple;
  }
  for (const [key, theirs] of Object.entries(oracle('panel/durbinWatson.json') as Record<string, Exact>)) {
    test(key, () => {
      const { dataset, unit, formula, where } = theirs;
      const [document] = testTable(oracleTable(dataset.replace('.csv', '')), formula, {
        panel: { unit, time: 'year' },
        tests: ['durbin-watson'],
        where,
      });
      const [sequence, inside] = document.tests;
      for (const [ours, reference] of [
        [sequence, theirs],
        [inside, theirs.bhargava],
      ] as const) {
        expect(distance(ours.statistic as number, reference.statistic)).toBeLessThan(1e-8);
        expect(Math.abs((ours.pValue as number) - (reference.pValue as number))).toBeLessThan(1e-12);
      }
      // lmtest has 15 points of a quadrature that converges slowly.
      expect(Math.abs((sequence.pValue as number) - theirs.lmtest)).toBeLessThan(1e-6);
      ledger.agreed('short panels, exact', `${key}: durbinWatson`);
      ledger.agreed('short panels, exact', `${key}: bhargava`);
    });
  }
});

test('with two periods within residuals say nothing about serial correlation', () => {
  const { tests } = testTable(oracleTable('grunfeld'), 'inv ~ value', {
    panel: { unit: 'firm', time: 'year' },
    where: 'year <= 1936',
  })[0];
  for (const name of ['wooldridge-within', 'baltagi-li'])
    expect(tests.find((row) => row.name === name)).toMatchObject({ statistic: null, pValue: null });
});

test('gretl 2022c: xtserial and modified Wald on Grunfeld', () => {
  const [document] = testTable(oracleTable('grunfeld'), 'inv ~ value + capital', {
    panel: { unit: 'firm', time: 'year' },
  });
  const xtserial = document.tests.find((row) => row.name === 'wooldridge-xtserial');
  expect(xtserial?.statistic).toBeCloseTo(263.592, 3);
  expect(xtserial?.df).toEqual([1, 9]);
  // R: pf(263.592, 1, 9, lower.tail = FALSE)
  expect(xtserial?.pValue).toBeCloseTo(5.66256e-8, 12);
  const wald = document.tests.find((row) => row.name === 'groupwise-heteroskedasticity');
  expect(distance(wald?.statistic as number, 17342172.6)).toBeLessThan(1e-8);
});

const made = (columns: Record<string, readonly number[]>) =>
  tableOf(Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, numberColumn(values)])));
const panel = { unit: 'unit', time: 'time' };

test('any panel gives the whole table: what cannot be computed is a row with null and a reason', () => {
  const cell = fc.record({
    unit: fc.integer({ min: 1, max: 5 }),
    time: fc.integer({ min: 1, max: 12 }),
    y: fc.oneof(fc.double({ min: -5, max: 5, noNaN: true }), fc.constant(1)),
    x: fc.integer({ min: -3, max: 3 }),
    z: fc.oneof(fc.constant(0), fc.constant(Number.NaN), fc.double({ min: 0, max: 1, noNaN: true })),
  });
  fc.assert(
    fc.property(
      fc.uniqueArray(cell, { selector: ({ unit, time }) => unit * 100 + time, minLength: 6, maxLength: 60 }),
      (rows) => {
        const data = made({
          unit: rows.map((row) => row.unit),
          time: rows.map((row) => row.time),
          y: rows.map((row) => row.y),
          x: rows.map((row) => row.x),
          z: rows.map((row) => row.z),
        });
        fc.pre(rows.some((row) => !Number.isNaN(row.z)));
        for (const formula of ['y ~ x + z', 'y ~ x | unit + time', 'y ~ 1']) {
          const [document] = testTable(data, formula, { panel });
          expect(checked(TestsDocumentSchema, document).ok).toBe(true);
          expect(JSON.parse(JSON.stringify(document))).toEqual(document);
          expect(new Set(document.tests.map((row) => row.name))).toEqual(new Set(TEST_NAMES));
          for (const row of document.tests) {
            if (row.statistic === null) expect(row.note).not.toBeNull();
            if (row.pValue !== null) expect(row.pValue >= 0 && row.pValue <= 1).toBe(true);
          }
        }
      },
    ),
    {
      numRuns: 40,
      examples: [
        [
          [
            { unit: 1, time: 1, y: 1, x: 0, z: Number.NaN },
            { unit: 1, time: 2, y: 1, x: 0, z: Number.NaN },
            { unit: 5, time: 1, y: 1, x: 1, z: 0 },
            { unit: 1, time: 3, y: 1, x: 0, z: 0 },
            { unit: 5, time: 2, y: 1, x: 0, z: 1e-323 },
            { unit: 2, time: 1, y: 0, x: 0, z: 0 },
          ],
        ],
      ],
    },
  );
});

test('inflation of variance does not depend on the units of a column, however small', () => {
  const data = oracleTable('grunfeld');
  const inflations = (formula: string) =>
    testTable(data, formula, { panel: { unit: 'firm', time: 'year' }, tests: ['vif'] })[0].tests.map(
      (row) => row.statistic,
    );
  const usual = inflations('inv ~ value + capital');
  const tiny = inflations('inv ~ I(value * 1e-168) + capital');
  tiny.forEach((value, i) => {
    expect(value).toBeCloseTo(usual[i] as number, 10);
  });
});

test('the order of the rows changes nothing', () => {
  const data = oracleTable('empl_uk');
  const rows = Int32Array.from({ length: data.rows }, (_, i) => (i * 389) % data.rows);
  const options = { panel: { unit: 'firm', time: 'year' } };
  const formula = 'log(emp) ~ log(wage) + log(capital) | firm + year';
  const [one] = testTable(data, formula, options);
  const [other] = testTable(selectRows(data, rows), formula, options);
  one.tests.forEach((row, i) => {
    if (row.statistic === null) expect(other.tests[i].statistic).toBeNull();
    else expect(distance(other.tests[i].statistic as number, row.statistic)).toBeLessThan(1e-8);
  });
});

test('asks for tests by name and refuses names that do not exist', () => {
  const data = oracleTable('grunfeld');
  const options = { panel: { unit: 'firm', time: 'year' } };
  const [document] = testTable(data, 'inv ~ value', { ...options, tests: ['hausman', 'cips'] });
  expect(document.tests.map((row) => row.name)).toEqual(['hausman', 'hausman', 'hausman', 'cips', 'cips']);
  expect(() => testTable(data, 'inv ~ value', { ...options, tests: ['hausmann'] })).toThrow('no test "hausmann"');
  expect(() => testTable(data, 'inv ~ 1 | 0 | value ~ capital', options)).toThrow('instruments');
});

test('the counts of the page are those of this run', async () => {
  await expect(ledger.page()).toMatchFileSnapshot('../../../../../oracles/coverage/specification-tests.md');
});
