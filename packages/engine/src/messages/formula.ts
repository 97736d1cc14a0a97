import type { MessageTable } from './messageTable.js';

export const formulaMessages = {
  'formula-character': {
    message: 'in "{formula}" at position {position}: "{character}" means nothing here',
    hint: 'put names with unusual characters in backticks',
  },
  'formula-syntax': {
    message: 'in "{formula}" at position {position}: expected {expected}, found {found}',
    hint: 'the form is  y ~ x1 + x2 | effect1 + effect2 | endogenous ~ instrument',
  },
  'formula-several': {
    message: '"{formula}" stands for {count} models, one is wanted here',
    hint: 'write one left side and no sw() or csw()',
  },
  'formula-unknown-function': {
    message: 'in "{formula}" at position {position}: there is no function "{name}()"',
    hint: 'known are: {known}',
  },
  'formula-arguments': { message: '{call}: {problem}', hint: 'see the formula page of the documentation' },
} as const satisfies MessageTable;
