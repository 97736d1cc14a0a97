import type { MessageTable } from './messageTable.js';

export const evidenceMessages = {
  'evidence-instruments': {
    message: 'the instruments cannot be read: {problem}',
    hint: 'see the description of aimaq/instruments@1',
  },
  'evidence-multiverse-too-large': {
    message: 'the choices make {count} specifications; {limit} are the limit',
    hint: 'declare fewer controls or fewer options',
  },
  'evidence-multiverse-term': {
    message: 'the term in question "{term}" makes {columns} columns',
    hint: 'ask about one column at a time, such as one variable or one interaction',
  },
  'evidence-multiverse-overlap': {
    message: '"{term}" is both in question and a control',
    hint: 'leave it out of the controls',
  },
  'evidence-multiverse-too-many-gaps': {
    message: 'the controls have {patterns} different patterns of missing values; {limit} are the limit',
    hint: 'fill in or leave out the controls with most gaps, or limit the rows with a filter',
  },
  'evidence-term-not-identified': {
    message: 'the term in question has no variation of its own in this specification',
    hint: 'it is absorbed by the fixed effects or by other regressors',
  },
  'evidence-not-estimated': {
    message: '{count} of {of} specifications could not be estimated ({reason})',
    hint: 'their rows stand in the table without numbers and count in no share',
  },
  'evidence-no-standard-error': {
    message:
      '{count} of {of} specifications have no standard error: the variance of the estimate came out as zero or less',
    hint: 'they count as not significant; cluster by one variable, or choose another covariance',
  },
  'evidence-perfect-fit': {
    message: '{count} of {of} specifications fit the outcome exactly',
    hint: 'their standard errors mean nothing; is the outcome made from the controls?',
  },
  'evidence-one-cluster': {
    message: 'all units are in one cluster: there are no slopes to compare',
    hint: 'group the units in at least two clusters',
  },
} as const satisfies MessageTable;
