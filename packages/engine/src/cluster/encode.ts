/** Parts of `aimaq/cluster@1` from working objects: plain, JSON-able, names instead of numbers of observations. */
import type { ClusterDocument } from '../result/documents/cluster.js';
import type { ClusterOptions } from './clusterOptions.js';
import { type Condensed, distances } from './distance/distances.js';
import { agglomerate } from './linkage/agglomerate.js';
import type { MergeTree } from './mergeTree.js';
import { multiscaleSupport } from './multiscale.js';
import { clusterMultiverse, type Specification } from './multiverse.js';
import type { Observations } from './observations.js';
import type { Panel } from './panel.js';
import { medoids, nearestNeighbors, variableEffect } from './profile.js';
import { specificationsOf } from './specifications.js';
import type { LeftOut } from './stability.js';

const MOST_FOR_NEIGHBORS = 200;
const NEIGHBORS = 3;
const EFFECT_DRAWS = 499;

export function head(
  { labels, columns, scale }: Observations,
  { method = 'ward', distance = 'euclidean', matrix }: ClusterOptions,
) {
  return {
    schema: 'aimaq/cluster@1' as const,
    method,
    distance: matrix === true ? 'given' : distance,
    standardize: scale,
    labels: [...labels],
    columns: [...columns],
  };
}

export function treeDocument(tree: MergeTree): ClusterDocument['tree'] {
  return {
    merge: tree.merge.map(([a, b]): [number, number] => [a, b]),
    height: [...tree.height],
    order: [...tree.order],
  };
}

export function structureDocument({ structure, jaccardBands }: Panel): ClusterDocument['structure'] {
  if (structure === null) return null;
  return {
    statistic: structure.statistic,
    statisticName: 'largest mean silhouette',
    null: 'normal with the covariance of the data',
    pValue: structure.pValue,
    draws: structure.draws,
    found: structure.pValue <= 0.05,
    dependencePValue: structure.dependencePValue,
    bands: structure.bands.map((band) => ({ ...band })),
    jaccardBands: jaccardBands?.map((band) => ({ ...band })) ?? null,
  };
}

/** Who changes the partition most when left out, first. */
export function leftOutDocument(parts: readonly LeftOut[] | null, names: readonly string[]) {
  return (
    parts?.map(({ k, mean, least, changed, adjustedRand }) => ({
      k,
      mean,
      least,
      changed,
      each: names
        .map((name, i) => ({ name, adjustedRand: adjustedRand[i] }))
        .filter((one) => one.adjustedRand < 1 - 1e-9)
        .sort((a, b) => a.adjustedRand - b.adjustedRand || (a.name < b.name ? -1 : 1)),
    })) ?? null
  );
}

/** Effect of each variable with its interval, and each group by its means and its typical observation. */
export function profileOf(
  { labels, columns, scaled, raw }: Observations,
  condensed: Condensed,
  { partition, seed }: { readonly partition: readonly number[]; readonly seed: number },
) {
  if (scaled === null || raw === null) return null;
  const k = Math.max(...partition);
  const typical = medoids(condensed, partition, k);
  const effects = scaled.map((values) => variableEffect(values, partition, { draws: EFFECT_DRAWS, seed }));
  return {
    variables: columns.map((column, j) => ({
      column,
      etaSquared: effects[j].etaSquared,
      interval: [...effects[j].interval] as [number, number],
      fStatistic: effects[j].fStatistic,
    })),
    clusters: typical.map((medoid, c) => ({
      cluster: c + 1,
      size: partition.filter((cluster) => cluster === c + 1).length,
      medoid: labels[medoid],
      means: columns.map((column, j) => {
        const own = raw[j].filter((_, i) => partition[i] === c + 1);
        return {
          column,
          mean: own.reduce((sum, value) => sum + value, 0) / own.length,
          standardized: effects[j].means[c].mean,
          interval: [...effects[j].means[c].interval] as [number, number],
        };
      }),
    })),
  };
}

export function neighborsOf({ labels, columns, scaled }: Observations, condensed: Condensed) {
  if (labels.length > MOST_FOR_NEIGHBORS) return null;
  return nearestNeighbors(condensed, scaled, NEIGHBORS).map((near, i) => ({
    label: labels[i],
    near: near.map(({ observation, distance, shares }) => ({
      label: labels[observation],
      distance,
      shares:
        shares
          ?.map((share, j) => ({ column: columns[j], share }))
          .sort((a, b) => b.share - a.share || (a.column < b.column ? -1 : 1)) ?? null,
    })),
  }));
}

/** The clusterings that one could have run instead; null without columns. */
export function multiverseOf({ labels, columns, raw }: Observations, partition: readonly number[], distance: string) {
  if (raw === null) return null;
  const specifications = specificationsOf({
    raw,
    names: columns,
    distance,
    k: Math.max(...partition),
    year: null,
    rows: labels.map((_, i) => i),
    total: labels.length,
  });
  return multiverseDocument(specifications, partition, labels);
}

export function multiverseDocument(
  specifications: readonly Specification[],
  partition: readonly number[],
  labels: readonly string[],
) {
  const found = clusterMultiverse(partition, specifications);
  return {
    specifications: found.specifications.map((one) => ({ ...one })),
    coassignment: found.coassignment.map((row) => [...row]),
    membership: found.membership.map((row) => [...row]),
    border: found.border.map((i) => labels[i]),
  };
}

/** AU and BP of each node. Errors: cluster-few-variables when there are too few columns to resample. */
export function multiscaleOf({ scaled, labels }: Observations, tree: MergeTree, options: ClusterOptions) {
  const { multiscale: draws = 0, method = 'ward', distance = 'euclidean', seed = 1 } = options;
  if (draws === 0 || scaled === null) return null;
  const regrow = (variables: readonly number[]) =>
    agglomerate(
      distances(
        labels.map((_, i) => Float64Array.from(variables, (j) => scaled[j][i])),
        distance,
      ),
      method,
    );
  return multiscaleSupport(tree, regrow, { variables: scaled.length, draws, seed }).map((one) => ({ ...one }));
}
