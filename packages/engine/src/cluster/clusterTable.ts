/**
 * One call from table to `aimaq/cluster@1`: complete rows, one scale, distances, tree, the number of groups with its
 * reason, what speaks for it (indices, stability, test of structure) and what must be said beside it.
 */
import { columnOf, type Table, textOf } from '../data/table.js';
import { AimaqError, type Note, note } from '../errors.js';
import type { ClusterDocument } from '../result/documents/cluster.js';
import { cutTree } from './cut.js';
import { type Condensed, condensedIndex, distances, type Points } from './distance/distances.js';
import { standardize } from './distance/standardize.js';
import { agglomerate } from './linkage/agglomerate.js';
import {
  agglomerativeCoefficient,
  copheneticDistances,
  distanceCorrelation,
  inversions,
  type MergeTree,
} from './mergeTree.js';
import { bootstrapStability } from './stability.js';
import { structureTest } from './structure.js';
import { validity } from './validity/indices.js';
import { meanSilhouette, silhouetteWidths } from './validity/silhouette.js';

export interface ClusterOptions {
  readonly id: string;
  readonly columns: readonly string[];
  /** Default zscore. */
  readonly standardize?: string;
  /** Default euclidean. */
  readonly distance?: string;
  /** Default ward. */
  readonly method?: string;
  /** Default auto: the largest mean silhouette among 2 … min(6, n/3) groups. */
  readonly k?: number | 'auto';
  /** Bootstrap draws; 0 leaves stability out. Default 200. */
  readonly stability?: number;
  readonly seed?: number;
}

/** Beyond this many observations the test of structure would take minutes; it is left out. */
const STRUCTURE_LIMIT = 100;
const STRUCTURE_DRAWS = 499;
const MOST_GROUPS = 6;
/** Jaccard similarity below which a group is not firm (Hennig 2007: “cannot be trusted” below 0.6). */
export const FIRM = 0.6;

/** Errors: data-unknown-column, cluster-not-numeric, cluster-duplicate-id, cluster-few-observations, cluster-constant-column, cluster-unknown-*, cluster-groups. */
export function clusterTable(table: Table, options: ClusterOptions): ClusterDocument {
  const { method = 'ward', distance = 'euclidean', standardize: scale = 'zscore', seed = 1 } = options;
  const notes: Note[] = [];
  const { labels, raw } = completeRows(table, options, notes);
  const scaled = standardize(raw, options.columns, scale);
  const points = labels.map((_, i) => Float64Array.from(scaled.columns, (column) => column[i]));
  const condensed = distances(points, distance);
  const tree = agglomerate(condensed, method);
  const n = labels.length;

  const most = Math.max(2, Math.min(MOST_GROUPS, Math.floor(n / 3)));
  const panel = Array.from({ length: most - 1 }, (_, i) => validity(points, condensed, cutTree(tree, i + 2)));
  const chosen = chooseGroups(options.k ?? 'auto', panel);
  const partition = cutTree(tree, chosen.k);
  if (!panel.some((one) => one.k === chosen.k) && chosen.k > 1) panel.push(validity(points, condensed, partition));

  const recluster = (rows: readonly number[]) => cutTree(agglomerate(subset(condensed, rows), method), chosen.k);
  const draws = options.stability ?? 200;
  const stability =
    draws > 0 && chosen.k > 1 && chosen.k < n ? bootstrapStability(partition, recluster, { draws, seed }) : null;
  const structure =
    n <= STRUCTURE_LIMIT && n >= 6 && draws > 0 ? testStructure(points, { method, distance, most, seed }) : null;
  warn(tree, { structure, stability, condensed, k: chosen.k }, notes);
  return {
    schema: 'aimaq/cluster@1',
    method,
    distance,
    standardize: scale,
    labels,
    columns: [...options.columns],
    tree: {
      merge: tree.merge.map(([a, b]): [number, number] => [a, b]),
      height: [...tree.height],
      order: [...tree.order],
    },
    k: chosen.k,
    kReason: chosen.reason,
    kReasonMessage: chosen.message,
    partition,
    silhouetteWidths: silhouetteWidths(condensed, partition),
    medoids: medoids(condensed, partition, chosen.k).map((i) => labels[i]),
    copheneticCorrelation: distanceCorrelation(condensed, copheneticDistances(tree)),
    agglomerativeCoefficient: agglomerativeCoefficient(tree),
    validity: panel.map((one) => ({ ...one })),
    stability: stability === null ? null : stability.jaccard.map((jaccard, c) => ({ cluster: c + 1, jaccard })),
    membership: stability === null ? null : stability.membership.map((row) => [...row]),
    structure: structure === null ? null : { ...structure },
    warnings: notes.map((one) => ({ ...one })),
  };
}

/** The observation of each cluster with the smallest sum of distances to the others of its cluster. */
export function medoids(distance: Condensed, partition: readonly number[], k: number): number[] {
  const best = new Int32Array(k).fill(-1);
  const least = new Float64Array(k).fill(Number.POSITIVE_INFINITY);
  partition.forEach((cluster, i) => {
    let sum = 0;
    partition.forEach((other, j) => {
      if (other === cluster && i !== j) sum += distance.values[condensedIndex(distance.n, i, j)];
    });
    if (sum < least[cluster - 1]) {
      least[cluster - 1] = sum;
      best[cluster - 1] = i;
    }
  });
  return [...best];
}

function completeRows(table: Table, options: ClusterOptions, notes: Note[]) {
  const ids = columnOf(table, options.id);
  const columns = options.columns.map((name) => {
    const column = columnOf(table, name);
    if (column.kind !== 'number') throw new AimaqError('cluster-not-numeric', { column: name });
    return column.values;
  });
  const labels: string[] = [];
  const rows: number[] = [];
  const left: string[] = [];
  const seen = new Set<string>();
  for (let row = 0; row < table.rows; row++) {
    const label = textOf(ids, row) ?? `row ${row + 1}`;
    if (seen.has(label)) throw new AimaqError('cluster-duplicate-id', { id: label, column: options.id });
    seen.add(label);
    if (columns.every((values) => Number.isFinite(values[row]))) {
      labels.push(label);
      rows.push(row);
    } else left.push(label);
  }
  if (left.length > 0)
    notes.push(note('cluster-incomplete', { count: left.length, ids: left.slice(0, 10).join(', ') }));
  if (labels.length < 3) throw new AimaqError('cluster-few-observations', { n: labels.length, needed: 3 });
  return { labels, raw: columns.map((values) => Float64Array.from(rows, (row) => values[row])) };
}

function chooseGroups(
  k: number | 'auto',
  panel: readonly { readonly k: number; readonly silhouette: number | null }[],
) {
  if (k !== 'auto')
    return { k, reason: `${k} groups were asked for`, message: { key: 'views.cluster.reasonGiven', params: { k } } };
  const best = panel.reduce((a, b) => ((b.silhouette ?? -1) > (a.silhouette ?? -1) ? b : a));
  const largest = panel[panel.length - 1].k;
  const width = Number((best.silhouette ?? 0).toPrecision(3));
  return {
    k: best.k,
    reason: `${best.k} groups have the largest mean silhouette (${width}) among 2 to ${largest}`,
    message: { key: 'views.cluster.reasonSilhouette', params: { k: best.k, silhouette: width, most: largest } },
  };
}

/** Distances among the chosen observations; one drawn twice is at distance 0 from itself. */
function subset({ n, values }: Condensed, rows: readonly number[]): Condensed {
  const m = rows.length;
  const chosen = new Float64Array((m * (m - 1)) / 2);
  let at = 0;
  for (let a = 0; a < m; a++)
    for (let b = a + 1; b < m; b++)
      chosen[at++] = rows[a] === rows[b] ? 0 : values[condensedIndex(n, rows[a], rows[b])];
  return { n: m, values: chosen };
}

function testStructure(
  points: Points,
  { method, distance, most, seed }: { method: string; distance: string; most: number; seed: number },
) {
  const statistic = (sample: Points) => {
    const condensed = distances(sample, distance);
    const tree = agglomerate(condensed, method);
    let largest = Number.NEGATIVE_INFINITY;
    for (let k = 2; k <= most; k++) largest = Math.max(largest, meanSilhouette(condensed, cutTree(tree, k)));
    return largest;
  };
  return structureTest(points, statistic, { draws: STRUCTURE_DRAWS, seed });
}

function warn(
  tree: MergeTree,
  found: {
    readonly structure: { readonly pValue: number } | null;
    readonly stability: { readonly jaccard: readonly number[] } | null;
    readonly condensed: Condensed;
    readonly k: number;
  },
  notes: Note[],
): void {
  const n = tree.merge.length + 1;
  const { structure, stability } = found;
  if (structure !== null && structure.pValue > 0.05)
    notes.push(note('cluster-no-structure', { pValue: Number(structure.pValue.toPrecision(2)) }));
  stability?.jaccard.forEach((jaccard, c) => {
    if (jaccard < FIRM)
      notes.push(note('cluster-not-firm', { cluster: c + 1, jaccard: Number(jaccard.toPrecision(2)) }));
  });
  const turned = inversions(tree);
  if (turned > 0) notes.push(note('cluster-inversion', { count: turned }));
  const sorted = [...tree.height].sort((a, b) => a - b);
  if (found.k > 1 && found.k < n && sorted[n - found.k - 1] === sorted[n - found.k])
    notes.push(note('cluster-ties', { k: found.k }));
}
