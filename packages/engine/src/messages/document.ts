import type { MessageTable } from './messageTable.js';

export const documentMessages = {} as const satisfies MessageTable;
