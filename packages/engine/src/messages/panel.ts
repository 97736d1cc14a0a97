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
  'panel-no-effects': {
    message: 'the within estimator has no fixed effects to sweep out',
    hint: 'write them after a bar (y ~ x | region + year), or name the panel',
  },
  'panel-instruments': {
    message: '{estimator} does not take instruments',
    hint: 'use pooling or within, or leave the instruments out',
  },
  'panel-few-observations': {
    message: '{n} observations for {parameters} parameters leave {residual} degrees of freedom',
    hint: 'standard errors do not exist; use fewer regressors or fixed effects',
  },
  'panel-unknown-components': { message: 'there are no variance components "{name}"', hint: 'known are: {known}' },
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
  'panel-few-clusters-instruments': {
    message: 'the tests for few clusters are not defined for two-stage least squares',
    hint: 'read them for the first stage and the reduced form, which are least squares',
  },
} as const satisfies MessageTable;
