/** A clustering in tables: the groups with their members, and what the indices say of each number of groups. */
import type { ClusterDocument } from '../../result/index.js';
import type { Words } from '../words.js';
import type { TableView } from './table.js';

export interface ClusterTableOptions {
  readonly label?: (label: string) => string;
  readonly column?: (id: string) => string;
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

/** What speaks for each number of groups, and whether there is any structure at all; null for a document without it. */
export function evidenceTable(cluster: ClusterDocument, words: Words): TableView | null {
  const { choice, structure } = cluster;
  if (choice === undefined || choice.length === 0) return null;
  const band = (k: number) => structure?.bands?.find((one) => one.k === k && one.index === 'silhouette');
  const digits = (value: number | null | undefined) => words.number(value ?? null, { digits: 2 });
  const column = (key: string) => ({ heading: words.text(`views.cluster.${key}`), kind: 'number' as const });
  const verdict =
    structure === null
      ? []
      : [
          words.text(structure.found === false ? 'views.cluster.structureNone' : 'views.cluster.structureFound', {
            statistic: digits(structure.statistic),
            pValue: words.number(structure.pValue, { significant: 2 }),
          }),
        ];
  const named = (cluster.votes ?? []).map((vote) => `${vote.rule} ${vote.k ?? '–'}`).join(', ');
  return {
    title: words.text('views.cluster.evidence'),
    columns: [
      column('k'),
      column('silhouette'),
      column('nullBand'),
      column('jaccard'),
      column('withoutObservation'),
      column('withoutVariable'),
      { heading: words.text('views.cluster.supported'), kind: 'text' },
    ],
    blocks: [
      choice.map((row) => {
        const null90 = band(row.k);
        return [
          String(row.k),
          digits(row.silhouette),
          null90 === undefined ? '–' : `${digits(null90.low)} – ${digits(null90.high)}`,
          digits(row.worstJaccard),
          digits(row.withoutObservation),
          digits(row.withoutVariable),
          words.text(row.supported ? 'views.cluster.yes' : 'views.cluster.no'),
        ];
      }),
    ],
    notes: [...verdict, ...(named === '' ? [] : [words.text('views.cluster.votes', { votes: named })])],
  };
}

/** Means of the groups on the scale of the tree, and how much of each variable lies between them; null without columns. */
export function profileTable(
  cluster: ClusterDocument,
  words: Words,
  options: ClusterTableOptions = {},
): TableView | null {
  const { profile } = cluster;
  const { label = (id) => id, column = (id) => id } = options;
  if (profile === undefined || profile === null) return null;
  const digits = (value: number) => words.number(value, { digits: 2 });
  return {
    title: words.text('views.cluster.profile'),
    columns: [
      { heading: words.text('views.cluster.variable'), kind: 'text' },
      ...profile.clusters.map(({ cluster: group }) => ({
        heading: words.text('views.cluster.group', { group }),
        kind: 'number' as const,
      })),
      { heading: words.text('views.cluster.share'), kind: 'number' },
      { heading: words.text('views.cluster.interval'), kind: 'number' },
    ],
    blocks: [
      profile.variables.map((variable, j) => [
        column(variable.column),
        ...profile.clusters.map(({ means }) => digits(means[j].standardized)),
        digits(variable.etaSquared),
        variable.interval.map(digits).join(' – '),
      ]),
    ],
    notes: [
      words.text('views.cluster.typical', {
        names: profile.clusters.map(({ cluster: group, medoid }) => `${group} – ${label(medoid)}`).join(', '),
      }),
    ],
  };
}

/** Groups of each year and who moved; null for a document without years. */
export function yearsTable(
  cluster: ClusterDocument,
  words: Words,
  options: ClusterTableOptions = {},
): TableView | null {
  const { years } = cluster;
  const { label = (id) => id } = options;
  if (years === undefined) return null;
  const named = (moves: typeof years.moves) =>
    moves.map((move) => words.text('views.cluster.movedOne', { name: label(move.label), year: move.year })).join(', ');
  const firm = years.moves.filter((move) => move.beyondNoise);
  return {
    title: words.text('views.cluster.years'),
    columns: [
      { heading: words.text('views.cluster.members'), kind: 'text' },
      ...years.years.map(({ year }) => ({ heading: String(year), kind: 'number' as const })),
    ],
    blocks: [
      cluster.labels.map((name, i) => [
        label(name),
        ...years.years.map(({ partition }) => (partition[i] === null ? '–' : String(partition[i]))),
      ]),
    ],
    notes: [
      words.text('views.cluster.yearsNote'),
      years.moves.length === 0
        ? words.text('views.cluster.movedNobody')
        : words.text('views.cluster.moved', { names: named(years.moves) }),
      ...(firm.length === 0 ? [] : [words.text('views.cluster.movedFirm', { names: named(firm) })]),
    ],
  };
}

/** Agreement with an earlier clustering; null for a document without it. */
export function comparisonTable(cluster: ClusterDocument, words: Words): TableView | null {
  const { comparison } = cluster;
  if (comparison === undefined) return null;
  const { partitions, trees } = comparison;
  const { method, distance, standardize, k } = comparison.with;
  const rows: readonly (readonly [string, number | null])[] = [
    ['adjustedRand', partitions.adjustedRand],
    ['rand', partitions.rand],
    ['fowlkesMallows', partitions.fowlkesMallows],
    ['variationOfInformation', partitions.variationOfInformation],
    ['adjustedMutualInformation', partitions.adjustedMutualInformation],
    ...(trees === null
      ? []
      : ([
          ['copheneticCorrelation', trees.copheneticCorrelation],
          ['bakersGamma', trees.bakersGamma],
          ['entanglement', trees.entanglement],
        ] as const)),
  ];
  return {
    title: words.text('views.cluster.comparison', { method, distance, standardize, k }),
    columns: [
      { heading: words.text('views.cluster.measure'), kind: 'text' },
      { heading: words.text('views.cluster.value'), kind: 'number' },
    ],
    blocks: [rows.map(([name, value]) => [words.text(`views.cluster.${name}`), words.number(value, { digits: 3 })])],
    notes: [],
  };
}

/** Why so many groups, in the reader's language where the document carries the sentence. */
export function groupsReason(cluster: ClusterDocument, words: Words): string {
  const message = cluster.kReasonMessage;
  return message !== undefined && words.has(message.key) ? words.text(message) : cluster.kReason;
}
