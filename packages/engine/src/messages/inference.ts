import type { MessageTable } from './messageTable.js';

export const inferenceMessages = {
  'inference-few-clusters': {
    message: 'only {clusters} clusters: the usual clustered standard errors are too small',
    hint: 'read the CR2 p-value and the wild cluster bootstrap beside them',
  },
  'inference-no-degrees-of-freedom': {
    message: 'no degrees of freedom are left for the standard errors',
    hint: 'use fewer regressors or fixed effects, or more observations',
  },
  'inference-missing-cluster': {
    message: 'row {row} has no value in the cluster column "{column}"',
    hint: 'fill it in, or leave such rows out with a filter',
  },
} as const satisfies MessageTable;
