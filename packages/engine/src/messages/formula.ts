import type { MessageTable } from './messageTable.js';

export const formulaMessages = {} as const satisfies MessageTable;
