import type { MessageTable } from './messageTable.js';

export const evidenceMessages = {
  'evidence-instruments': {
    message: 'the instruments cannot be read: {problem}',
    hint: 'see the description of aimaq/instruments@1',
  },
} as const satisfies MessageTable;
