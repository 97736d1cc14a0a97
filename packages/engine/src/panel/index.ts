// The parts one by one, for bundles that carry a single estimator.
export { buildDesign, type DesignOptions } from '../design/buildDesign.js';
export {
  type EstimateOptions,
  estimate,
  estimateSteps,
  estimateTable,
  FEW_CLUSTERS,
  HIGH_EFFECTS_R2,
} from './estimate.js';
export { ESTIMATORS, type EstimatorId } from './estimators/index.js';
export { within } from './estimators/within.js';
export type { Fit } from './fit.js';
export { type FitOptions, fitTable } from './fitTable.js';
export { type Goodness, goodness } from './goodness.js';
export { type MarginalEffect, marginalEffects } from './marginalEffects.js';
export { type Observations, observations, rowResiduals } from './observations.js';
export { TEST_NAMES } from './tests/index.js';
export { type TestOptions, testTable } from './testTable.js';
