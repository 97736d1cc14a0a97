export { type Adjustment, adjustment, EXPONENTS } from './adjustment.js';
export { type ClusterMoments, clusterMoments } from './clusterMoments.js';
export { type Covariance, covariance, leverage } from './covariance.js';
export {
  type ClusterType,
  type Coordinates,
  type CovarianceSpec,
  clustersOf,
  type HeteroskedasticType,
  parseCovariance,
  printCovariance,
  typeOf,
} from './covarianceSpec.js';
export { type FewClusters, type FewClusterTerm, fewClusters } from './fewClusters.js';
export type { Degrees, LinearModel } from './linearModel.js';
export { ADJUSTMENTS, type AdjustmentMethod, adjust } from './multiplicity.js';
export { CONVENTIONS, type Convention, conventionOf, type Recipe } from './smallSample.js';
export { allEqual, allZero, type WaldTest, waldTest } from './wald.js';
export { type WildBootstrap, type WildOptions, wildBootstrap } from './wildBootstrap.js';
