/** The document for so many points that no distances between all pairs can be kept: what can be said in O(n·d). */
import { type Note, note } from '../errors.js';
import type { ClusterDocument } from '../result/documents/cluster.js';
import type { ClusterOptions } from './clusterOptions.js';
import { cutTree, cutTreeAt } from './cut.js';
import { type Points, squared } from './distance/distances.js';
import { head, treeDocument } from './encode.js';
import { growFromPoints } from './grow.js';
import { agglomerativeCoefficient } from './mergeTree.js';
import type { Observations } from './observations.js';
import { centroids, withinSquares } from './validity/scatter.js';
import { daviesBouldin } from './validity/separation.js';

const MOST_GROUPS = 10;

/** k = auto: the largest Calinski–Harabasz index among 2 … 10. */
export function largeTable(
  observations: Observations,
  points: Points,
  { options, notes }: { readonly options: ClusterOptions; readonly notes: Note[] },
): ClusterDocument {
  const n = points.length;
  const tree = growFromPoints(points, observations.weights ?? undefined);
  notes.push(note('cluster-large', { n }));
  const total = withinSquares(points, new Array<number>(n).fill(1));
  const indicesOf = (partition: readonly number[], k: number) => {
    const within = withinSquares(points, partition);
    return {
      k,
      silhouette: null,
      calinskiHarabasz: within > 0 ? (total - within) / (k - 1) / (within / (n - k)) : null,
      daviesBouldin: daviesBouldin(points, partition),
      rSquared: total > 0 ? 1 - within / total : null,
    };
  };
  const ks = Array.from({ length: MOST_GROUPS - 1 }, (_, i) => i + 2);
  const validity = ks.map((k) => indicesOf(cutTree(tree, k), k));
  const asked = typeof options.k === 'number' ? options.k : null;
  const best = validity.reduce((a, b) => ((b.calinskiHarabasz ?? 0) > (a.calinskiHarabasz ?? 0) ? b : a)).k;
  const partition = options.height === undefined ? cutTree(tree, asked ?? best) : cutTreeAt(tree, options.height);
  const k = partition.reduce((most, cluster) => Math.max(most, cluster), 0);
  const given = asked !== null || options.height !== undefined;
  if (k > MOST_GROUPS && k < n) validity.push(indicesOf(partition, k));
  return {
    ...head(observations, options),
    algorithm: 'points',
    tree: treeDocument(tree),
    k,
    kReason: given
      ? `${k} groups were asked for`
      : `${k} groups have the largest Calinski–Harabasz index among 2 to ${MOST_GROUPS}`,
    kReasonMessage: given
      ? { key: 'views.cluster.reasonGiven', params: { k } }
      : { key: 'views.cluster.reasonCalinskiHarabasz', params: { k, most: MOST_GROUPS } },
    partition,
    medoids: nearestToCentroids(points, partition).map((i) => observations.labels[i]),
    copheneticCorrelation: null,
    agglomerativeCoefficient: agglomerativeCoefficient(tree),
    validity,
    stability: null,
    structure: null,
    warnings: notes.map((one) => ({ ...one })),
  };
}

/** The observation nearest to the centroid of each group. */
function nearestToCentroids(points: Points, partition: readonly number[]): number[] {
  const centers = centroids(points, partition);
  const least = new Float64Array(centers.length).fill(Number.POSITIVE_INFINITY);
  const found = new Int32Array(centers.length);
  points.forEach((point, i) => {
    const c = partition[i] - 1;
    const d = squared(point, centers[c]);
    if (d < least[c]) {
      least[c] = d;
      found[c] = i;
    }
  });
  return [...found];
}
