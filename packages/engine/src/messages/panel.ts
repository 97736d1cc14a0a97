import type { MessageTable } from './messageTable.js';

export const panelMessages = {
  'panel-r-squared-by-fixed-effects': {
    message: 'the fixed effects alone give R² = {fixedEffectsOnly} of the full R² = {full}',
    hint: 'judge the regressors by the within R² ({within}), not by the full R²',
  },
  'panel-little-variation': {
    message: 'the fixed effects leave {percent} % of the variance of "{term}"',
    hint: 'its coefficient rests on little variation and is easily moved; read its interval',
  },
  'panel-rank-bound': {
    message: 'the fixed effects count as {rank} parameters, which may be a few too many',
    hint: 'standard errors are then slightly too wide; the exact count is known for fewer or smaller effects',
  },
  'panel-effects-not-listed': {
    message: 'the values of the fixed effects are not listed: {levels} levels',
    hint: 'the coefficients do not depend on it; use coarser effects to see their values',
  },
  'panel-perfect-fit': {
    message: 'the regressors fit the response exactly',
    hint: 'standard errors mean nothing then; is the response made from the regressors?',
  },
  'panel-unknown-estimator': { message: 'there is no estimator "{name}"', hint: 'known are: {known}' },
  'panel-needs-panel': {
    message: '{estimator} needs to know the panel',
    hint: 'name unit and time (--panel UNIT,TIME)',
  },
  'panel-unknown-effect': { message: 'there is no effect "{name}"', hint: 'individual, time or twoways' },
  'panel-instruments': {
    message: '{estimator} does not take instruments',
    hint: 'use pooling or within, or leave the instruments out',
  },
  'panel-few-observations': {
    message: '{n} observations for {parameters} parameters leave {residual} degrees of freedom',
    hint: 'standard errors do not exist; use fewer regressors or fixed effects',
  },
  'panel-unknown-choice': { message: '{option} knows no "{name}"', hint: 'known are: {known}' },
  'panel-option': {
    message: '{estimator} does not read {option}',
    hint: 'leave it out, or use one that does: {takers}',
  },
  'panel-own-covariance': {
    message: '{estimator} has a covariance of its own ({type})',
    hint: 'leave --vcov out; iid gives the conventional one where there are two',
  },
  'panel-few-clusters-own': {
    message: 'the tests for few clusters do not exist for {estimator}',
    hint: 'they are made for least squares; use within or pooling to see them',
  },
  'panel-frequency-weights': {
    message: 'frequency weights are not all whole numbers',
    hint: 'they count identical rows; use analytic or sampling weights for anything else',
  },
  'panel-negative-counts': {
    message: 'Poisson needs a response that is zero or positive; "{response}" has negative values',
    hint: 'use within or pooling for such a response',
  },
  'panel-no-events': {
    message: '"{response}" is zero in all rows',
    hint: 'there is nothing to explain; look at the filter and the column',
  },
  'panel-poisson-not-converged': {
    message: 'the Poisson regression did not converge in {iterations} iterations',
    hint: 'rescale the regressors, or look for rows with extreme values',
  },
  'panel-separated': {
    message: '{count} rows are fitted perfectly (separation) and were dropped',
    hint: 'they say nothing about the coefficients; see sample.dropped',
  },
  'panel-no-endogenous': {
    message: 'the formula does not say which regressors are correlated with the effects of the units',
    hint: 'write them after the bar, y ~ x1 + z1 | x2 + z2 ~ 1, or the exogenous ones as plm does; without any use random',
  },
  'panel-instrument-missing': {
    message: 'an instrument from outside is missing in some rows',
    hint: 'leave those rows out with a filter',
  },
  'panel-gmm-instruments': {
    message:
      '{instruments} instruments for {units} units; p of the second-order serial correlation {ar2}, of the overidentifying restrictions {hansen}',
    hint: 'a small p speaks against the instruments; with many instruments per unit the second test never rejects (--collapse, fewer lags)',
  },
  'panel-gmm-too-many-instruments': {
    message: '{instruments} instruments for {units} units: GMM would fit its own instruments',
    hint: 'use --collapse and few lags such as l(y, 2:3), or within; GMM needs many more units than instruments',
  },
  'panel-gmm-no-equations': {
    message: 'no unit has two successive periods with all regressors and an instrument',
    hint: 'use fewer lags, or more periods',
  },
  'panel-gmm-instruments-syntax': {
    message: '"{term}" does not say which lags are instruments',
    hint: 'write l(y, 2:99) for a sequence of lags',
  },
  'panel-gmm-effect': {
    message: '{estimator} takes out the effects of units itself',
    hint: 'use --effect individual, or twoways for time dummies besides',
  },
  'panel-no-errors': {
    message: 'the effects and the regressors fit the rows exactly: nothing is left for the variance of the errors',
    hint: 'leave out what determines the response, or use within',
  },
  'panel-negative-errors': {
    message: 'the variance of the errors comes out negative ({method})',
    hint: 'use swar or ml for --variance-components, or within',
  },
  'panel-no-changes': {
    message: 'no unit has two periods: there are no changes',
    hint: 'use more periods, or between',
  },
  'panel-one-effect': { message: '{estimator} takes one effect, not two', hint: 'use --effect individual or time' },
  'panel-unit-effect': {
    message: '{estimator} knows no effects but those of the units',
    hint: 'leave --effect out, or write time dummies into the formula: factor(year)',
  },
  'panel-one-unit': { message: '{estimator} needs more than one unit', hint: 'use pooling for a single time series' },
  'panel-short-units': {
    message: 'unit "{unit}" has {periods} periods, at least {needed} are needed',
    hint: 'use fewer regressors, leave short units out with a filter, or use within',
  },
  'panel-short-units-dropped': {
    message: '{count} units with too few periods (at least {needed} are needed) were left out: {units}',
    hint: 'see sample.dropped; with fewer regressors they would count, too',
  },
  'panel-undetermined-units-dropped': {
    message: '{count} units in which {terms} cannot be told from the other regressors were left out: {units}',
    hint: 'see sample.dropped; without these terms they would count, too',
  },
  'panel-predict-no-effects': {
    message: 'no predictions: the effects are too many to be worked out',
    hint: 'use coarser effects',
  },
  'panel-predict-missing': {
    message: '{count} rows are not predicted because a value is missing: {rows}',
    hint: 'fill in the regressors, the unit and the period of these rows',
  },
  'panel-predict-unknown-level': {
    message:
      '{count} rows are not predicted because the estimate knows nothing of their unit, period or category: {rows}',
    hint: 'use an estimator without effects of its own for new units and periods, such as random or pooling',
  },
  'panel-predict-unconnected': {
    message: '{count} rows are not predicted because no row of the sample connects their levels: {rows}',
    hint: 'effects of separate parts of the data have no common base; leave an effect out, or predict within one part',
  },
  'panel-predict-no-earlier-row': {
    message: '{count} rows are not predicted because the sample has no row of the unit to start from: {rows}',
    hint: 'differences tell changes only: give the row before it (one period before for GMM), or use within',
  },
  'panel-predict-weights': {
    message:
      '{count} rows have no interval because their weight, and so the variance of their error, is not known: {rows}',
    hint: 'the standard error of the fitted value stands; with frequency weights each row is one observation and has an interval',
  },
  'panel-predict-averages': {
    message: '{count} rows have no interval because the errors of the estimate are those of means, not of rows: {rows}',
    hint: 'use pooling or random for intervals of observations',
  },
  'panel-predict-counts': {
    message:
      '{count} rows have no interval because the Poisson estimate assumes no distribution of the counts around their mean: {rows}',
    hint: 'the standard error is that of the mean where the variance equals the mean',
  },
  'panel-predict-many-effects': {
    message:
      '{count} rows have no standard error and no interval because the dummies are too many to be worked out: {rows}',
    hint: 'use coarser effects or fewer rows',
  },
  'panel-predict-deviations': {
    message:
      '{count} rows have no interval because the estimate knows the covariance of deviations or changes only: {rows}',
    hint: 'use --transformation pooling, or random, for intervals of observations',
  },
  'panel-predict-unknown-variance': {
    message:
      '{count} rows have no interval because the estimate has no variance for their period (or unit), or the sample holds the row already: {rows}',
    hint: 'each period (or unit) has a variance of its own in this estimate; random has one for all',
  },
  'panel-predict-no-degrees': {
    message: '{count} rows have no standard error and no interval because no degrees of freedom are left: {rows}',
    hint: 'use fewer regressors or effects, or more rows',
  },
  'panel-unit-regression': {
    message: 'in unit "{unit}" {terms} cannot be told from the other regressors',
    hint: 'leave out what does not vary inside each unit, or use within',
  },
  'panel-cce-short': {
    message:
      '{units} units do not determine their own regressions: fewer than {needed} periods, or a regressor does not vary by itself',
    hint: 'the shortest of all solutions is taken, as plm does; use fewer regressors or mean-group',
  },
  'panel-cce-common': {
    message: 'no regressor differs between the units beyond the common factors: {terms}',
    hint: 'use regressors of the units themselves, or within with effects of time',
  },
  'panel-cce-exact': {
    message:
      '{count} units have no more than {needed} periods, as many as coefficients: their own regressions fit exactly, and one of them can move the mean: {units}',
    hint: 'look at the coefficients of the units; use fewer regressors, longer series or mean-group',
  },
  'panel-fgls-rank': {
    message: 'the covariance of the errors has rank {rank} of {members}: only the first {rank} count',
    hint: 'fgls needs more groups ({groups}) than members of a group; use another estimator with robust standard errors',
  },
  'panel-indefinite': {
    message:
      'the covariance of the errors over {members} members from {groups} groups is not positive definite; some do not count',
    hint: 'use a balanced part of the panel, or another estimator with robust standard errors',
  },
  'panel-no-weights': { message: '{estimator} does not take weights', hint: 'use pooling or within with weights' },
  'panel-effects-in-formula': {
    message: '{estimator} does not take fixed effects in the formula',
    hint: 'name the panel and --effect instead of effects after the bar, or use within',
  },
  'panel-too-few-units': {
    message: 'there are too few units or periods for the variance of the effects',
    hint: 'use pooling or within, or fewer regressors',
  },
  'panel-negative-component': {
    message: 'a variance of the random effects came out negative ({method}) and counts as zero',
    hint: 'without variance the effects vanish and the estimator is nearer to pooling; compare the other methods',
  },
  'panel-underidentified': {
    message: '{endogenous} endogenous regressors have {instruments} usable instruments',
    hint: 'each needs an instrument of its own that the fixed effects do not absorb',
  },
  'panel-weak-instruments': {
    message: 'the instruments of "{term}" are weak: effective first-stage F = {f}',
    hint: 'the estimate is biased towards least squares and its interval is too short; find stronger instruments',
  },
  'panel-unknown-term': { message: 'the model has no term "{term}"', hint: 'it has: {terms}' },
  'panel-unknown-adjustment': { message: 'there is no adjustment "{method}"', hint: 'known are: {known}' },
  'panel-test-needs-clusters': {
    message: 'the test "{test}" needs clusters',
    hint: 'name the panel (--panel UNIT,TIME) or a clustered covariance (--vcov CR1S:COLUMN)',
  },
  'panel-few-clusters-instruments': {
    message: 'the tests for few clusters are not defined for two-stage least squares',
    hint: 'read them for the first stage and the reduced form, which are least squares',
  },
} as const satisfies MessageTable;
