export { type Adjustment, adjustment, EXPONENTS } from './adjustment.js';
export { type ClusterMoments, clusterMoments, type SubclusterMoments, subclusterMoments } from './clusterMoments.js';
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
export { type Beside, beside, type FewClusters, type FewClusterTerm, fewClusters } from './fewClusters.js';
export type { Degrees, LinearModel } from './linearModel.js';
export { ADJUSTMENTS, type AdjustmentMethod, adjust } from './multiplicity.js';
export { type RandomizationTest, randomizationTest } from './randomization.js';
export { type RomanoWolf, type RomanoWolfHypothesis, romanoWolf } from './romanoWolf.js';
export { CONVENTIONS, type Convention, conventionOf, type Recipe } from './smallSample.js';
export { allEqual, allZero, type WaldTest, waldTest } from './wald.js';
export {
  WILD_VARIANTS,
  type WildBootstrap,
  type WildOptions,
  type WildVariant,
  wildBootstrap,
} from './wildBootstrap.js';
export { type WildWald, wildWald } from './wildWald.js';
