export { type ClusterMoments, clusterMoments } from './clusterMoments.js';
export { type Covariance, covariance, leverage } from './covariance.js';
export {
  type ClusterType,
  type CovarianceSpec,
  type HeteroskedasticType,
  parseCovariance,
  printCovariance,
} from './covarianceSpec.js';
export { type FewClusters, type FewClusterTerm, fewClusters } from './fewClusters.js';
export type { Degrees, LinearModel } from './linearModel.js';
export { ADJUSTMENTS, type AdjustmentMethod, adjust } from './multiplicity.js';
export { CONVENTIONS, type Convention, conventionOf, type Recipe } from './smallSample.js';
export { type WildBootstrap, type WildOptions, wildBootstrap } from './wildBootstrap.js';
