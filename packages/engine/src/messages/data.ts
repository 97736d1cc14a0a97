import type { MessageTable } from './messageTable.js';

export const dataMessages = {
  'data-unknown-column': {
    message: 'there is no column "{column}"',
    hint: 'the columns are: {known}',
  },
  'data-duplicate-key': {
    message: 'unit {unit} has more than one row for {time} (rows {first} and {second})',
    hint: 'keep one row per unit and period, or aggregate before',
  },
  'data-missing-key': {
    message: 'row {row} has no value in the key column "{column}"',
    hint: 'every row needs a unit and a period; fill it or remove the row',
  },
  'data-time-not-number': {
    message: 'row {row}: "{value}" in the time column "{column}" is not a number',
    hint: 'give the period as a number, such as the year',
  },
} as const satisfies MessageTable;
