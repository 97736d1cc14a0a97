import type { MessageTable } from './messageTable.js';

export const correlationMessages = {
  'correlation-unknown-method': { message: 'there is no correlation "{name}"', hint: 'known are: {known}' },
  'correlation-unknown-adjustment': {
    message: 'there is no adjustment of p-values "{name}"',
    hint: 'known are: {known}',
  },
  'correlation-not-numeric': {
    message: 'the column "{column}" is not numeric',
    hint: 'choose numeric columns, or look for text among the numbers',
  },
  'correlation-few-columns': {
    message: '{count} column was given, a correlation needs two',
    hint: 'name at least two different columns',
  },
  'correlation-undefined': {
    message: 'the correlation of "{x}" and "{y}" does not exist ({n} complete rows)',
    hint: 'one of them does not vary there, or there are too few rows with both',
  },
} as const satisfies MessageTable;
