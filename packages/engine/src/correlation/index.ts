export type { Association } from './association.js';
export { CORRELATIONS, type CorrelateOptions, type CorrelationMethod, correlateTable } from './correlate.js';
export { kendall } from './kendall.js';
export { panelCorrelation } from './panelCorrelation.js';
export { pearson, productMoment } from './pearson.js';
export { midRanks, spearman } from './spearman.js';
