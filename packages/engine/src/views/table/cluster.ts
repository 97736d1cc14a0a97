/** A clustering in tables: the groups with their members, and what the indices say of each number of groups. */
import type { ClusterDocument } from '../../result/index.js';
import type { Words } from '../words.js';
import type { TableView } from './table.js';

export interface ClusterTableOptions {
  readonly label?: (label: string) => string;
}

export function clusterTable(cluster: ClusterDocument, words: Words, options: ClusterTableOptions = {}): TableView {
  const { label = (id) => id } = options;
  const groups = Array.from({ length: cluster.k }, (_, i) => i + 1);
  const stability = cluster.stability;
  return {
    title: words.text('views.cluster.title'),
    columns: [
      { heading: words.text('views.clusterColumn'), kind: 'text' },
      { heading: words.text('views.cluster.size'), kind: 'number' },
      ...(stability === null ? [] : [{ heading: words.text('views.cluster.stability'), kind: 'number' as const }]),
      { heading: words.text('views.cluster.members'), kind: 'text' },
    ],
    blocks: [
      groups.map((group) => {
        const members = cluster.labels.filter((_, i) => cluster.partition[i] === group);
        return [
          String(group),
          String(members.length),
          ...(stability === null
            ? []
            : [words.number(stability.find((one) => one.cluster === group)?.jaccard ?? null, { digits: 2 })]),
          members.map(label).join(', '),
        ];
      }),
    ],
    notes: [
      `${cluster.method}, ${cluster.distance}, ${cluster.standardize}: ${cluster.columns.join(', ')}`,
      groupsReason(cluster, words),
      ...cluster.warnings.map((warning) => {
        const { message, hint } = words.note(warning);
        return `${message}; ${hint}`;
      }),
    ].filter((line) => line !== ''),
  };
}

export function validityTable(cluster: ClusterDocument, words: Words): TableView {
  const indices = ['silhouette', 'calinskiHarabasz', 'dunn', 'daviesBouldin', 'gap'] as const;
  const present = indices.filter((index) => cluster.validity.some((row) => typeof row[index] === 'number'));
  const names: Readonly<Record<string, string>> = {
    silhouette: words.text('views.cluster.silhouette'),
    calinskiHarabasz: 'Calinski–Harabasz',
    dunn: 'Dunn',
    daviesBouldin: 'Davies–Bouldin',
    gap: 'Gap',
  };
  return {
    title: words.text('views.cluster.validity'),
    columns: [
      { heading: words.text('views.cluster.k'), kind: 'number' },
      ...present.map((index) => ({ heading: names[index], kind: 'number' as const })),
    ],
    blocks: [
      cluster.validity.map((row) => [
        String(row.k),
        ...present.map((index) => words.number(row[index] ?? null, { digits: 3 })),
      ]),
    ],
    notes: [],
  };
}

/** Why so many groups, in the reader's language where the document carries the sentence. */
export function groupsReason(cluster: ClusterDocument, words: Words): string {
  const message = cluster.kReasonMessage;
  return message !== undefined && words.has(message.key) ? words.text(message) : cluster.kReason;
}
