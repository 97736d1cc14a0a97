/** Whether the variance of the errors is the same everywhere: between units, and along the regressors. */
import { chiSquaredTail } from '../../distribution/chiSquared.js';
import { AimaqError, note } from '../../errors.js';
import { column } from '../../numeric/columnMatrix.js';
import { regress } from './auxiliary.js';
import type { Outcome, SpecificationTest } from './specificationTest.js';
import type { TestPanel } from './testPanel.js';

export const heteroskedasticityTests: readonly SpecificationTest[] = [
  {
    name: 'groupwise-heteroskedasticity',
    variant: 'modified Wald',
    null: 'same-variance-units',
    residuals: 'within',
    reference: 'chi-squared',
    run: modifiedWald,
  },
  {
    name: 'breusch-pagan-heteroskedasticity',
    variant: 'studentized (Koenker)',
    null: 'same-variance-regressors',
    residuals: 'pooled',
    reference: 'chi-squared',
    run: koenker,
  },
];

/** A unit's variance below this share of the average makes the sum explode. */
const TINY = 1e-3;

/**
 * Σ_i (s²_i − s²)²/V_i with s²_i = Σ_t e²_it/T_i, V_i = Σ_t (e²_it − s²_i)²/(T_i(T_i − 1)). Greene (2018), §9.7;
 * Baum (2001, Stata Journal 1:101–104). gretl 2022c prints 1.73422e7 on Grunfeld's data.
 */
function modifiedWald(panel: TestPanel): Outcome {
  const e = panel.within().residuals;
  const pooled = e.reduce((sum, value) => sum + value * value, 0) / e.length;
  let statistic = 0;
  let used = 0;
  const tiny: string[] = [];
  for (const { label, rows } of panel.units) {
    const T = rows.length;
    const variance = rows.reduce((sum, row) => sum + e[row] ** 2, 0) / T;
    const spread = rows.reduce((sum, row) => sum + (e[row] ** 2 - variance) ** 2, 0) / (T * (T - 1));
    if (T < 2 || !(spread > 0)) continue;
    used++;
    if (variance < TINY * pooled) tiny.push(label);
    statistic += (variance - pooled) ** 2 / spread;
  }
  if (used < 2) throw new AimaqError('panel-test-units', { units: used, needed: 2 });
  const notes = tiny.length > 0 ? [note('panel-test-small-variance', { units: tiny.join(', ') })] : [];
  return { statistic, df: [used], pValue: chiSquaredTail(statistic, used), notes };
}

/** n·R² of the squared residuals on the regressors. Koenker (1981). Checked against lmtest `bptest`. */
function koenker(panel: TestPanel): Outcome {
  const { design } = panel;
  const squares = panel.pooled().residuals.map((e) => e * e);
  const fit = regress(
    design.names.map((_, j) => column(design.X, j)),
    squares,
  );
  const mean = squares.reduce((sum, value) => sum + value, 0) / squares.length;
  const total = squares.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const df = fit.rank - 1;
  if (df < 1 || !(total > 0)) throw new AimaqError('panel-test-no-slopes');
  const statistic = squares.length * (1 - fit.residualSumOfSquares / total);
  return { statistic, df: [df], pValue: chiSquaredTail(statistic, df) };
}
