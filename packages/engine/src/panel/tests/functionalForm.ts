/** Shape of the regressors' part: Ramsey's RESET, and the variance inflation of each regressor. */
import { fisherTail } from '../../distribution/fisher.js';
import { AimaqError, note } from '../../errors.js';
import { column } from '../../numeric/columnMatrix.js';
import type { Fit } from '../fit.js';
import { regress } from './auxiliary.js';
import type { Outcome, SpecificationTest } from './specificationTest.js';

export const functionalFormTests: readonly SpecificationTest[] = [
  {
    name: 'reset',
    variant: 'powers 2 and 3 of the fitted values, pooled',
    null: 'right-form',
    residuals: 'pooled',
    reference: 'F',
    run: (panel) => reset(panel.pooled()),
  },
  {
    name: 'reset',
    variant: 'powers 2 and 3 of the fitted values, within',
    null: 'right-form',
    residuals: 'within',
    reference: 'F',
    run: (panel) => reset(panel.within()),
  },
  {
    name: 'vif',
    variant: 'within-transformed regressors',
    null: 'none',
    residuals: 'regressors',
    reference: 'none',
    run: (panel) => inflation(panel.within()),
  },
  {
    name: 'vif',
    variant: 'regressors as they are',
    null: 'none',
    residuals: 'regressors',
    reference: 'none',
    run: (panel) => inflation(panel.pooled()),
  },
];

/**
 * F of the powers ŷ², ŷ³ added to the regression; of a within model those of the swept rows' fitted values. Ramsey
 * (1969). Checked against lmtest `resettest` for the pooled model.
 */
function reset(fit: Fit): Outcome {
  const X = fit.names.map((_, j) => column(fit.X, j));
  const fitted = fit.y.map((value, i) => value - fit.residuals[i]);
  // Powers of the fitted values on their own scale: the same space, better numbers.
  const scale = Math.sqrt(fitted.reduce((sum, value) => sum + value * value, 0) / fitted.length) || 1;
  const powers = [2, 3].map((power) => fitted.map((value) => (value / scale) ** power));
  const augmented = regress([...X, ...powers], fit.y);
  const df1 = augmented.rank - fit.names.length;
  const df2 = fit.degrees.residual - df1;
  if (df1 < 1 || df2 < 1 || !(augmented.residualSumOfSquares > 0))
    throw new AimaqError('panel-test-degrees', { df1, df2 });
  const gain = fit.residualSumOfSquares - augmented.residualSumOfSquares;
  const statistic = gain / df1 / (augmented.residualSumOfSquares / df2);
  return { statistic, df: [df1, df2], pValue: fisherTail(statistic, df1, df2) };
}

/** Inflation above which a coefficient can hardly be told from the others. */
const HIGH = 10;

/**
 * 1/(1 − R²_j) of each regressor on the others. Of the levels in a panel it says little: the effects take the variation
 * between units away, and what counts is what is left. Checked against car `vif` for the levels.
 */
function inflation(fit: Fit): Outcome[] {
  const names = fit.names.filter((name) => name !== '(Intercept)');
  if (names.length < 2) throw new AimaqError('panel-test-no-slopes');
  return names.map((term) => {
    const x = column(fit.X, fit.names.indexOf(term));
    // In units of its largest value: squares of a tiny column would vanish.
    const size = x.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const own = x.map((value) => value / size);
    const others = fit.names.flatMap((name, j) => (name === term ? [] : [column(fit.X, j)]));
    const mean = fit.names.includes('(Intercept)') ? own.reduce((sum, value) => sum + value, 0) / own.length : 0;
    const total = own.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    const statistic = total / regress(others, own).residualSumOfSquares;
    return {
      term,
      statistic,
      df: [],
      pValue: null,
      notes:
        statistic > HIGH && Number.isFinite(statistic) ? [note('panel-test-inflated', { term, vif: statistic })] : [],
    };
  });
}
