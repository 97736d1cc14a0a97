/** F test that the fixed effects are all equal: pooled least squares against the within estimator. */
import { fisherTail } from '../../distribution/fisher.js';
import { AimaqError } from '../../errors.js';
import type { Fit } from '../fit.js';
import type { Hypothesis } from './hypotheses.js';
import type { SpecificationTest } from './specificationTest.js';
import type { TestPanel } from './testPanel.js';

const VARIANTS: readonly (readonly [string, Hypothesis, (panel: TestPanel) => Fit])[] = [
  ['individual', 'no-unit-effects', (panel) => panel.withinIndividual()],
  ['time', 'no-time-effects', (panel) => panel.withinTime()],
  ['twoways', 'no-effects', (panel) => panel.withinTwoways()],
];

/**
 * F = [(SSR_pooled − SSR_within)/(difference of residual degrees)] / [SSR_within/residual degrees].
 * Baltagi (2021), §2.1 and §3.1. Checked against plm `pFtest`.
 */
export const fixedEffectsTests: readonly SpecificationTest[] = VARIANTS.map(([variant, hypothesis, fitOf]) => ({
  name: 'f-effects',
  variant,
  null: hypothesis,
  residuals: 'pooled',
  reference: 'F',
  run: (panel) => restricted(panel.pooled(), fitOf(panel)),
}));

/** F of a restricted model against one that contains it. */
function restricted(small: Fit, large: Fit) {
  const df1 = small.degrees.residual - large.degrees.residual;
  const df2 = large.degrees.residual;
  if (df1 <= 0 || df2 <= 0 || !(large.residualSumOfSquares > 0))
    throw new AimaqError('panel-test-degrees', { df1, df2 });
  const statistic =
    (small.residualSumOfSquares - large.residualSumOfSquares) / df1 / (large.residualSumOfSquares / df2);
  return { statistic, df: [df1, df2], pValue: fisherTail(statistic, df1, df2) };
}
