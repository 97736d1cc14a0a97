/** Breusch–Godfrey on the within errors, as plm runs it and inside units. */
import { chiSquaredTail } from '../../distribution/chiSquared.js';
import { note } from '../../errors.js';
import { column } from '../../numeric/columnMatrix.js';
import { dot } from '../../numeric/sums.js';
import type { Fit } from '../fit.js';
import { regress } from './auxiliary.js';
import type { Outcome, SpecificationTest } from './specificationTest.js';
import { neighbours, type TestPanel } from './testPanel.js';

const shared = { null: 'no-serial-correlation', residuals: 'within units' } as const;

export const breuschGodfreyTests: readonly SpecificationTest[] = [
  {
    ...shared,
    name: 'breusch-godfrey',
    variant: 'order 1, rows of all units in one sequence',
    reference: 'chi-squared',
    run: (panel) => breuschGodfrey(panel, true),
  },
  {
    ...shared,
    name: 'breusch-godfrey',
    variant: 'order 1, lags inside units',
    reference: 'chi-squared',
    run: (panel) => breuschGodfrey(panel, false),
  },
];

/** Rows unit by unit in the order of time. */
export const sequence = (panel: TestPanel): number[] => panel.units.flatMap((unit) => [...unit.rows]);

/** Within residuals and regressors with the rows in sequence. */
export function inSequence(panel: TestPanel, fit: Fit): { e: Float64Array; X: Float64Array[] } {
  const rows = sequence(panel);
  const pick = (values: Float64Array) => Float64Array.from(rows, (row) => values[row]);
  return { e: pick(fit.residuals), X: fit.names.map((_, j) => pick(column(fit.X, j))) };
}

/**
 * n·R² of the residuals on the regressors and their own first lag, 0 where there is none. Breusch (1978), Godfrey (1978);
 * Wooldridge (2010), §10.5.4. plm `pbgtest` lets the lag of a unit's first row be the last row of the unit before.
 */
function breuschGodfrey(panel: TestPanel, across: boolean): Outcome {
  const { e, X } = inSequence(panel, panel.withinIndividual());
  const lag = new Float64Array(e.length);
  if (across) lag.set(e.subarray(0, e.length - 1), 1);
  else {
    const position = new Map(sequence(panel).map((row, p) => [row, p]));
    for (const [before, row] of neighbours(panel)) lag[position.get(row) as number] = e[position.get(before) as number];
  }
  const fit = regress([...X, lag], e);
  const total = dot(e, e);
  const statistic = (e.length * (total - fit.residualSumOfSquares)) / total;
  return {
    statistic,
    df: [1],
    pValue: chiSquaredTail(statistic, 1),
    notes: across ? [note('panel-test-across-units')] : [],
  };
}
