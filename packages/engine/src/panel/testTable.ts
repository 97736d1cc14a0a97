/** One call from table to document: formula → sample → the asked specification tests → `aimaq/tests@1`. */
import type { Table } from '../data/table.js';
import { buildDesign } from '../design/buildDesign.js';
import { AimaqError, type Note, note } from '../errors.js';
import type { Formula } from '../formula/ast.js';
import { parseFormulas, printFormula } from '../formula/index.js';
import type { TestDocument, TestsDocument } from '../result/documents/tests.js';
import { HYPOTHESES } from './tests/hypotheses.js';
import { TEST_NAMES, TESTS } from './tests/index.js';
import type { Outcome, SpecificationTest } from './tests/specificationTest.js';
import { type TestPanel, testPanel } from './tests/testPanel.js';

export interface TestOptions {
  readonly panel: { readonly unit: string; readonly time: string };
  /** Names of tests; default: all. */
  readonly tests?: readonly string[];
  readonly where?: string;
}

/**
 * One document a model of the formula (several with sw(), csw(), c()). A test that the data do not allow is a row without
 * a number and with the reason. All tests read one sample: rows are left out for missing values, not as singletons.
 * Errors: panel-unknown-test, panel-instruments, those of formula and design.
 */
export function testTable(table: Table, formula: string | Formula, options: TestOptions): TestsDocument[] {
  const { tests = ['all'] } = options;
  const unknown = tests.find((name) => name !== 'all' && !TEST_NAMES.includes(name));
  if (unknown !== undefined)
    throw new AimaqError('panel-unknown-test', { name: unknown, known: TEST_NAMES.join(', ') });
  const chosen = TESTS.filter((test) => tests.includes('all') || tests.includes(test.name));
  const models = typeof formula === 'string' ? parseFormulas(formula) : [formula];
  return models.map((model) => documentOf(table, model, chosen, options));
}

function documentOf(
  table: Table,
  formula: Formula,
  chosen: readonly SpecificationTest[],
  { panel: names, where }: TestOptions,
): TestsDocument {
  const design = buildDesign(table, formula, {
    panel: names,
    keepSingletons: true,
    ...(where === undefined ? {} : { where }),
  });
  const panel = testPanel(design);
  return {
    schema: 'aimaq/tests@1',
    model: { formula: printFormula(formula), response: design.yName },
    sample: {
      rows: design.sourceRows,
      used: design.rows.length,
      units: panel.index.units.length,
      periods: panel.index.times.length,
      balanced: panel.index.balanced,
      dropped: design.dropped.map((dropped) => ({ ...dropped })),
    },
    tests: chosen.flatMap((test) => rowsOf(test, panel)),
    warnings: [],
  };
}

function rowsOf(test: SpecificationTest, panel: TestPanel): TestDocument[] {
  try {
    const outcomes = test.run(panel);
    return (Array.isArray(outcomes) ? outcomes : [outcomes]).map((outcome) => rowOf(test, outcome));
  } catch (error) {
    if (!(error instanceof AimaqError)) throw error;
    return [rowOf(test, { statistic: Number.NaN, pValue: null, notes: [note(error.code, error.params)] })];
  }
}

function rowOf(test: SpecificationTest, { statistic, df = [], pValue, notes = [], term }: Outcome): TestDocument {
  const known = Number.isFinite(statistic);
  const all: Note[] = known || notes.length > 0 ? [...notes] : [note('panel-test-undefined')];
  return {
    name: test.name,
    variant: test.variant,
    term: term ?? null,
    null: HYPOTHESES[test.null],
    nullKey: test.null,
    residuals: test.residuals,
    reference: test.reference,
    // A negative zero would not survive JSON.
    statistic: known ? statistic + 0 : null,
    df: known ? [...df] : [],
    pValue: known && pValue !== null && Number.isFinite(pValue) ? pValue : null,
    note: all.length === 0 ? null : all.map(({ message, hint }) => `${message}; ${hint}`).join(' '),
    notes: all.map((one) => ({ ...one })),
  };
}
