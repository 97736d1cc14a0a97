import type { MessageTable } from './messageTable.js';

export const clusterMessages = {} as const satisfies MessageTable;
