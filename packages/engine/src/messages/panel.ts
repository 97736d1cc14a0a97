import type { MessageTable } from './messageTable.js';

export const panelMessages = {
  'panel-r-squared-by-fixed-effects': {
    message: 'the fixed effects alone give R² = {fixedEffectsOnly} of the full R² = {full}',
    hint: 'judge the regressors by the within R² ({within}), not by the full R²',
  },
} as const satisfies MessageTable;
