export { type ClusterOptions, clusterTable, FIRM, medoids } from './clusterTable.js';
export { comparePartitions, type PartitionAgreement } from './compare/partitions.js';
export { compareTrees, type TreeAgreement } from './compare/trees.js';
export { cutTree, cutTreeAt } from './cut.js';
export { type Condensed, condensedIndex, DISTANCES, distances, type Points, squared } from './distance/distances.js';
export { type GowerVariable, gower } from './distance/gower.js';
export { STANDARDIZATIONS, type Standardization, type Standardized, standardize } from './distance/standardize.js';
export { optimalLeafOrder, pathLength } from './leafOrder.js';
export { type AgglomerateOptions, agglomerate } from './linkage/agglomerate.js';
export { LINKAGES, type Linkage, type LinkageId } from './linkage/lanceWilliams.js';
export {
  agglomerativeCoefficient,
  copheneticDistances,
  distanceCorrelation,
  inversions,
  type MergeTree,
} from './mergeTree.js';
export { type VarianceRatio, varianceRatio } from './profile.js';
export { bootstrapStability, type Stability } from './stability.js';
export { type Structure, structureTest } from './structure.js';
export { type Gap, gapChoice, gapStatistic } from './validity/gap.js';
export { type Validity, type ValidityOfTree, validity, validityOfTree } from './validity/indices.js';
export { centroids, withinSquares } from './validity/scatter.js';
export { meanSilhouette, silhouetteWidths } from './validity/silhouette.js';
