import type { MessageTable } from './messageTable.js';

export const evidenceMessages = {} as const satisfies MessageTable;
