import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distance, Ledger, oracle, oracleTable } from '../../../test/oracles.js';
import { numberColumn, selectRows, tableOf } from '../../data/table.js';
import { check as checked } from '../../result/check.js';
import { type TestDocument, TestsDocumentSchema } from '../../result/documents/tests.js';
import { testTable } from '../testTable.js';
import { TEST_NAMES } from './index.js';

/** plm 2.6-2, lmtest and car on R 4.2.2 (oracles/R/panel.R): their key → our test and variant. */
const OURS: Readonly<Record<string, readonly [string, string]>> = {
  fTestIndividual: ['f-effects', 'individual'],
  fTestTwoways: ['f-effects', 'twoways'],
  hausman: ['hausman', 'chi-squared'],
  hausmanAux: ['hausman', 'auxiliary'],
  hausmanAuxRobust: ['hausman', 'robust'],
  'breuschGodfreyWooldridge.within': ['breusch-godfrey', 'order 1, rows of all units in one sequence'],
  'durbinWatson.within': ['durbin-watson', 'rows of all units in one sequence'],
  wooldridgeWithin: ['wooldridge-within', 'AR(1) of within residuals'],
  wooldridgeFirstDifference: ['wooldridge-first-difference', 'differenced errors'],
  wooldridgeFirstDifferenceFE: ['wooldridge-first-difference', 'original errors'],
  wooldridgeUnobserved: ['wooldridge-effects', 'individual'],
  baltagiLi: ['baltagi-li', 'AR(1) or MA(1) given random effects, two-sided'],
  bseJoint: ['bera-sosa-escudero-yoon', 'joint'],
  bsyAR: ['bera-sosa-escudero-yoon', 'AR(1), robust to random effects'],
  bsyRE: ['bera-sosa-escudero-yoon', 'random effects, robust to AR(1), one-sided'],
  'crossSection.cd': ['pesaran-cd', 'within residuals'],
  'crossSection.lm': ['cross-section-lm', 'Breusch–Pagan, within residuals'],
  'crossSection.sclm': ['cross-section-lm', 'scaled, within residuals'],
  'crossSection.bcsclm': ['cross-section-lm', 'bias-corrected scaled, within residuals'],
  'crossSection.rho': ['cross-section-correlation', 'average, within residuals'],
  'crossSection.absrho': ['cross-section-correlation', 'average absolute, within residuals'],
  poolability: ['poolability', 'slopes, given effects of units'],
  'breuschPaganHetero.pooled': ['breusch-pagan-heteroskedasticity', 'studentized (Koenker)'],
  'reset.pooled': ['reset', 'powers 2 and 3 of the fitted values, pooled'],
  'vif.pooled': ['vif', 'regressors as they are'],
};
const LAGRANGE = { bp: 'breusch-pagan', honda: 'honda', kw: 'king-wu', ghm: 'gourieroux-holly-monfort' };
const UNIT_ROOT = {
  levinlin: 'levin-lin-chu',
  ips: 'im-pesaran-shin',
  madwu: 'maddala-wu',
  Pm: 'choi-pm',
  invnormal: 'choi-inverse-normal',
  logit: 'choi-logit',
  hadri: 'hadri',
};

function counterpart(key: string): readonly [string, string] {
  const [family, name, variant] = key.split('.');
  if (family === 'lm') return [LAGRANGE[name as keyof typeof LAGRANGE], variant];
  if (family === 'unitRoot')
    return [UNIT_ROOT[name as keyof typeof UNIT_ROOT], name === 'hadri' ? variant : `${variant}, 1 lag`];
  return OURS[key];
}

interface Theirs {
  readonly error?: string;
  readonly statistic: Record<string, number>;
  readonly parameter: Record<string, number> | null;
  readonly pValue: number | [];
}

const ledger = new Ledger('Specification tests against plm, lmtest and car');

function compare(rows: readonly TestDocument[], theirs: Theirs, tolerance: number): void {
  const [row] = rows;
  const [statistic] = Object.values(theirs.statistic);
  expect(row.statistic, `${row.name}, ${row.variant}: ${row.note}`).toBeTypeOf('number');
  expect(distance(row.statistic as number, statistic)).toBeLessThan(tolerance);
  if (theirs.parameter !== null) expect(row.df).toEqual(Object.values(theirs.parameter).slice(0, row.df.length));
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
        const [ours, variant] = counterpart(key);
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
    { numRuns: 40 },
  );
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
