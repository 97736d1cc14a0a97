export type { ClusterOptions } from './clusterOptions.js';
export { clusterPanel } from './clusterPanel.js';
export { clusterTable } from './clusterTable.js';
export { compareClusterings } from './compare/clusterings.js';
export { matchClusters } from './compare/match.js';
export { comparePartitions, type PartitionAgreement } from './compare/partitions.js';
export { compareTrees, type TreeAgreement } from './compare/trees.js';
export { cutTree, cutTreeAt } from './cut.js';
export { type Condensed, condensedIndex, DISTANCES, distances, type Points, squared } from './distance/distances.js';
export { type GowerVariable, gower } from './distance/gower.js';
export { STANDARDIZATIONS, type Standardization, type Standardized, standardize } from './distance/standardize.js';
export { dynamicCut } from './dynamicCut.js';
export { groupsOfYears, type YearOfData, type YearsOfData, yearlySpecifications } from './eachYear.js';
export { multiverseDocument } from './encode.js';
export { toNewick, toR } from './exchange.js';
export { optimalLeafOrder, pathLength } from './leafOrder.js';
export { type AgglomerateOptions, agglomerate } from './linkage/agglomerate.js';
export { contiguousTree } from './linkage/contiguity.js';
export { LINKAGES, type Linkage, type LinkageId } from './linkage/lanceWilliams.js';
export { balancedAlpha, mixedTree, mixingCurve } from './linkage/spatialMixing.js';
export { type Merges, wardPoints, wardPointsSteps } from './linkage/wardPoints.js';
export {
  agglomerativeCoefficient,
  copheneticDistances,
  distanceCorrelation,
  inversions,
  type MergeTree,
} from './mergeTree.js';
export { multiscaleSupport } from './multiscale.js';
export { clusterMultiverse, type Specification } from './multiverse.js';
export { FIRM } from './numberOfGroups.js';
export { groupsOverTime, type YearOfGroups } from './overTime.js';
export { medoids, nearestNeighbors, type VarianceRatio, variableEffect, varianceRatio } from './profile.js';
export { specificationsOf } from './specifications.js';
export { bootstrapStability, leaveObservationsOut, leaveVariablesOut, type Stability } from './stability.js';
export { type Structure, structureTest } from './structure.js';
export { type Gap, gapChoice, gapStatistic } from './validity/gap.js';
export { type Validity, type ValidityOfTree, validity, validityOfTree } from './validity/indices.js';
export { centroids, withinSquares } from './validity/scatter.js';
export { meanSilhouette, silhouetteWidths } from './validity/silhouette.js';
