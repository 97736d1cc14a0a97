import type { MessageTable } from './messageTable.js';

export const panelTestMessages = {
  'panel-unknown-test': { message: 'there is no test "{name}"', hint: 'known are: all, {known}' },
  'panel-test-degrees': {
    message: 'no degrees of freedom are left for the test ({df1} and {df2})',
    hint: 'use fewer regressors, or more observations',
  },
  'panel-test-no-slopes': {
    message: 'there are no regressors that the test could use',
    hint: 'use regressors that vary within the units',
  },
  'panel-test-short': {
    message: '{periods} periods are too few: the test needs {needed}',
    hint: 'with so few periods this question cannot be answered from the data',
  },
  'panel-test-units': {
    message: '{units} units are too few: the test needs {needed}',
    hint: 'use a panel of more units',
  },
  'panel-test-unbalanced': {
    message: 'the test is defined for balanced panels only',
    hint: 'read the tests that allow units of different length',
  },
  'panel-test-rank': {
    message: 'the covariance has rank {rank} for {terms} coefficients: a generalised inverse was used',
    hint: 'degrees of freedom are the rank; read the auxiliary variant beside it',
  },
  'panel-test-negative': {
    message: 'the statistic is negative: the difference of the covariances is not positive definite here',
    hint: 'it has no p-value; read the auxiliary or the robust variant',
  },
  'panel-test-across-units': {
    message: "the row before a unit's first is the last row of the unit before it, as in plm",
    hint: 'read the variant inside units beside it',
  },
  'panel-test-no-p-value': {
    message: 'the distribution is tabulated in the paper only',
    hint: 'values well below 2 speak for positive serial correlation',
  },
  'panel-test-time-effects': {
    message: 'with time effects in the model the average correlation is near zero by construction: CD has no power',
    hint: 'read the variant on pooled residuals, or the scaled LM',
  },
  'panel-test-wide': {
    message: '{units} units on {periods} periods: the LM test rejects far too often when units outnumber periods',
    hint: 'read CD or the bias-corrected scaled LM',
  },
  'panel-test-omitted-pairs': {
    message: '{count} of {all} pairs of units have fewer than two common periods and are left out',
    hint: 'the test speaks about the other pairs',
  },
  'panel-test-no-pairs': {
    message: 'no two units have two periods in common',
    hint: 'use a panel whose units overlap in time',
  },
  'panel-test-exact-units': {
    message: '{count} of {units} units have no more rows than parameters and fit exactly',
    hint: 'the test rests on the others; use fewer regressors or more periods',
  },
  'panel-test-small-variance': {
    message: 'the residual variance of {units} is tiny, which makes the statistic explode',
    hint: 'look at these units; the size of the statistic says nothing beyond that',
  },
  'panel-test-inflated': {
    message: '"{term}" is nearly a combination of the other regressors (VIF {vif})',
    hint: 'its coefficient can hardly be told from theirs; leave one out or join them',
  },
  'panel-test-gaps': {
    message: '{count} of {units} units have gaps in time and are left out',
    hint: 'the test speaks about the others; fill the gaps or choose other years',
  },
  'panel-test-low-power': {
    message: 'with {periods} periods a unit-root test has almost no power',
    hint: 'do not read a large p-value as evidence for the null',
  },
  'panel-test-table-edge': {
    message: 'no moments are tabulated for {length} periods: those for {nearest} are used',
    hint: 'take the p-value as rough',
  },
  'panel-test-series': {
    message: 'a series does not vary enough for its Dickey–Fuller regression',
    hint: 'look for constant or exactly linear series',
  },
  'panel-test-critical-values': {
    message: 'critical values at 1, 5 and 10 %: {one}, {five}, {ten}',
    hint: 'values below speak against a unit root in every series',
  },
  'panel-test-outside-table': {
    message: 'the p-value lies outside the table: {side}',
    hint: 'compare with the critical values',
  },
  'panel-test-undefined': {
    message: 'the statistic does not exist on these data',
    hint: 'look for variables without variation and for units with one period',
  },
} as const satisfies MessageTable;
