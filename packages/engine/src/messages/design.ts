import type { MessageTable } from './messageTable.js';

export const designMessages = {} as const satisfies MessageTable;
