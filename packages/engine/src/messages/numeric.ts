import type { MessageTable } from './messageTable.js';

export const numericMessages = {
  'numeric-not-converged': {
    message: 'no convergence after {iterations} iterations (residual {residual})',
    hint: 'check for poorly connected groups or nearly collinear columns, or allow more iterations',
  },
  'numeric-not-positive-definite': {
    message: 'a matrix that must be positive definite is not (smallest pivot {pivot})',
    hint: 'look for columns that are linear combinations of others',
  },
  'numeric-not-finite': {
    message: 'a matrix holds numbers that are not finite',
    hint: 'look for columns of extreme size and for variables without variation',
  },
  'numeric-aborted': {
    message: 'the computation was stopped on request',
    hint: 'start it again when ready; nothing was written',
  },
} as const satisfies MessageTable;
