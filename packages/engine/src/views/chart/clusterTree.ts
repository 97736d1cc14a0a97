/** The dendrogram of a cluster document: optimal order of the leaves, values beside them, support where it was asked for. */
import type { ClusterDocument } from '../../result/index.js';
import type { Words } from '../words.js';
import { type DendrogramInput, dendrogramScene } from './dendrogram.js';
import type { Scene } from './scene.js';

export interface ClusterTreeOptions {
  readonly label?: (label: string) => string;
  readonly column?: (id: string) => string;
  readonly title?: string;
  readonly width?: number;
}

export function clusterDendrogram(cluster: ClusterDocument, words: Words, options: ClusterTreeOptions = {}): Scene {
  const { label = (id) => id, column = (id) => id, title, width } = options;
  return dendrogramScene(
    {
      ...treeInput(cluster, column),
      names: cluster.labels.map(label),
      partition: cluster.partition.map((group) => group - 1),
      groups: Array.from({ length: cluster.k }, (_, i) => String(i + 1)),
      ...(title === undefined ? {} : { title }),
      ...(width === undefined ? {} : { width }),
    },
    words,
  );
}

/** What every dendrogram of a document shows, whatever its groups are called. */
export function treeInput(
  cluster: ClusterDocument,
  column: (id: string) => string,
): Pick<DendrogramInput, 'tree' | 'values' | 'support'> {
  const { optimalOrder, values, nodeSupport, multiscale } = cluster;
  const support = nodeSupport ?? multiscale?.map((node) => node.au) ?? null;
  return {
    tree: { ...cluster.tree, ...(optimalOrder ? { order: optimalOrder } : {}) },
    ...(values ? { values: { columns: cluster.columns.map(column), rows: values } } : {}),
    ...(support === null ? {} : { support }),
  };
}
