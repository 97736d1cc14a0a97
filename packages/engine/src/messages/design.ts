import type { MessageTable } from './messageTable.js';

export const designMessages = {
  'design-not-numeric': {
    message: '"{term}" is not one number a row',
    hint: 'use a numeric column, or factor() for categories',
  },
  'design-no-panel': { message: '{term} needs to know the panel', hint: 'name unit and time (--panel UNIT,TIME)' },
  'design-parts': {
    message: 'this model does not take parts after the bar without a "~"',
    hint: 'write instruments as "endogenous ~ instruments"; hausman-taylor and the GMM models take plm\'s form',
  },
  'design-where': {
    message: 'in the filter "{where}" at position {position}: expected {expected}',
    hint: 'the form is  year >= 2018 & region != "a" & code in ("x", "y")',
  },
  'design-negative-weight': {
    message: 'row {row} has a negative weight in "{column}"',
    hint: 'weights are zero or positive',
  },
  'design-empty': {
    message: 'no row is left to estimate from (left out: {reasons})',
    hint: 'look at the filter and at missing values',
  },
  'design-no-regressors': {
    message: 'no regressor is left: {terms} is absorbed by the effects, or does not vary',
    hint: 'use regressors that vary within the fixed effects, or fewer fixed effects',
  },
  'design-without-regressors': {
    message: 'the formula has no regressor',
    hint: 'name at least one; the series alone is tested by `aimaq test`',
  },
} as const satisfies MessageTable;
