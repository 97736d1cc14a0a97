import type { MessageTable } from './messageTable.js';

export const correlationMessages = {} as const satisfies MessageTable;
