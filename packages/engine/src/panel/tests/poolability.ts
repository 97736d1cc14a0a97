/** Whether the slopes are the same in every unit. */
import { fisherTail } from '../../distribution/fisher.js';
import { AimaqError, note } from '../../errors.js';
import { column } from '../../numeric/columnMatrix.js';
import { regress } from './auxiliary.js';
import type { Outcome, SpecificationTest } from './specificationTest.js';
import type { TestPanel } from './testPanel.js';

export const poolabilityTests: readonly SpecificationTest[] = [
  {
    name: 'poolability',
    variant: 'slopes, given effects of units',
    null: 'same-slopes',
    residuals: 'within units',
    reference: 'F',
    run: poolability,
  },
];

/**
 * F of the within model against a regression for each unit. Units without more rows than parameters fit exactly and add
 * nothing. Degrees of freedom count what a unit's rows determine; plm counts a coefficient there, too, where a regressor does
 * not vary in the unit. Chow (1960) over units; Baltagi (2021), §4.1. Checked against plm `pooltest`.
 */
function poolability(panel: TestPanel): Outcome {
  const within = panel.withinIndividual();
  const { design } = panel;
  let squares = 0;
  let df2 = 0;
  let exact = 0;
  for (const { rows } of panel.units) {
    const pick = (values: Float64Array) => Float64Array.from(rows, (row) => values[row]);
    const fit = regress(
      design.names.map((_, j) => pick(column(design.X, j))),
      pick(design.y),
    );
    if (fit.residualDegrees === 0) exact++;
    else squares += fit.residualSumOfSquares;
    df2 += fit.residualDegrees;
  }
  const df1 = within.degrees.residual - df2;
  if (df1 <= 0 || df2 <= 0 || !(squares > 0)) throw new AimaqError('panel-test-degrees', { df1, df2 });
  const statistic = (within.residualSumOfSquares - squares) / df1 / (squares / df2);
  const notes = exact > 0 ? [note('panel-test-exact-units', { count: exact, units: panel.units.length })] : [];
  return { statistic, df: [df1, df2], pValue: fisherTail(statistic, df1, df2), notes };
}
