import type { MessageTable } from './messageTable.js';

export const studyMessages = {} as const satisfies MessageTable;
