export { type ClusterOptions, clusterTable, FIRM, medoids } from './clusterTable.js';
export { type Condensed, condensedIndex, DISTANCES, distances, type Points, squared } from './distance/distances.js';
export { STANDARDIZATIONS, type Standardization, type Standardized, standardize } from './distance/standardize.js';
export { agglomerate } from './linkage/agglomerate.js';
export { LINKAGES, type Linkage, type LinkageId } from './linkage/lanceWilliams.js';
export {
  agglomerativeCoefficient,
  copheneticDistances,
  cutTree,
  distanceCorrelation,
  inversions,
  type MergeTree,
} from './mergeTree.js';
export { bootstrapStability, type Stability } from './stability.js';
export { type Structure, structureTest } from './structure.js';
export { centroids, type Validity, validity, withinSquares } from './validity/indices.js';
export { meanSilhouette, silhouetteWidths } from './validity/silhouette.js';
