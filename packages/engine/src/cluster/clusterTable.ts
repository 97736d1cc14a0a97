/**
 * One call from table to `aimaq/cluster@1`: observations on one scale, tree, the number of groups with its reason, what
 * speaks for it (indices, disturbances, test of structure), what makes the groups, and what must be said beside it.
 */
import { columnOf, type Table, textOf } from '../data/table.js';
import { type Note, note } from '../errors.js';
import type { ClusterDocument } from '../result/documents/cluster.js';
import type { ClusterOptions } from './clusterOptions.js';
import { cutTree, cutTreeAt } from './cut.js';
import { dynamicCut } from './dynamicCut.js';
import {
  head,
  leftOutDocument,
  multiscaleOf,
  multiverseOf,
  neighborsOf,
  profileOf,
  structureDocument,
  treeDocument,
} from './encode.js';
import { fromPoints, type GrowOptions, grow, growFromPoints, refuseTooMany } from './grow.js';
import { largeTable } from './largeTable.js';
import { optimalLeafOrder } from './leafOrder.js';
import { balancedAlpha, mixingCurve } from './linkage/spatialMixing.js';
import {
  agglomerativeCoefficient,
  copheneticDistances,
  distanceCorrelation,
  inversions,
  type MergeTree,
} from './mergeTree.js';
import { type Choice, candidates, chooseGroups, FIRM, votes } from './numberOfGroups.js';
import { readObservations } from './observations.js';
import { branchSupport, type Panel, type PanelInput, panelOfTree, stabilityOfPartition } from './panel.js';
import { medoids } from './profile.js';
import { contiguityOf, spaceOf } from './spaceOptions.js';
import { validityOfTree } from './validity/indices.js';
import { silhouetteWidths } from './validity/silhouette.js';

const MOST_GROUPS = 6;
/** Beyond this many observations no distances between all pairs are kept for the indices. */
const MOST_FOR_INDICES = 3000;
/** The optimal order of the leaves and the values beside them are for trees that can be drawn leaf by leaf. */
const MOST_FOR_LEAVES = 500;

/** Errors: those of readObservations, of the linkages and cuts, cluster-groups, cluster-few-variables. */
export function clusterTable(table: Table, options: ClusterOptions): ClusterDocument {
  const { method = 'ward', distance = 'euclidean', seed = 1, stability: draws = 200 } = options;
  const notes: Note[] = [];
  const observations = readObservations(table, options, notes);
  const { labels, points } = observations;
  const n = labels.length;
  const space = spaceOf(table, options, observations);
  const setup = {
    method,
    labels,
    weights: observations.weights ?? undefined,
    contiguity: contiguityOf(options, labels, namesIn(table, options.id)),
  };
  const road = points !== null && space === null && fromPoints(n, distance, setup) ? points : null;
  if (road !== null && n > MOST_FOR_INDICES) return largeTable(observations, road, { options, notes });
  refuseTooMany(n, method);

  const condensed = observations.distances();
  const most = Math.max(2, Math.min(MOST_GROUPS, Math.floor(n / 3)));
  const mixing = space === null ? null : mixingOf(condensed, space, { options, most });
  const growing: GrowOptions = {
    ...setup,
    space: space === null || mixing === null ? undefined : { distance: space, alpha: mixing.alpha },
  };
  const tree = road === null ? grow(condensed, growing) : growFromPoints(road, growing.weights);
  const input: PanelInput = {
    observations,
    condensed,
    tree,
    options: growing,
    distance,
    ks: Array.from({ length: most - 1 }, (_, i) => i + 2),
    draws,
    seed,
  };
  const panel = panelOfTree(input, notes);
  const rows = candidates(panel);
  const { partition, choice } = cutBy(tree, options, () => chooseGroups('auto', rows, panel.structure));
  const k = Math.max(...partition);
  const whole = k < 2 || k >= n;
  const stability = whole ? null : stabilityOfPartition(input, partition);
  const cut = (groups: number) => cutTree(tree, groups);
  const rest =
    whole || panel.panel.some((one) => one.k === k) ? [] : validityOfTree(points, condensed, { ks: [k], cut });
  warn(tree, { panel, stability, k }, notes);
  const plain =
    observations.raw !== null && setup.contiguity === undefined && mixing === null && growing.weights === undefined;
  if (options.multiverse === true && !plain) notes.push(note('cluster-multiverse-plain', {}));
  return {
    ...head(observations, options),
    algorithm: road === null ? 'matrix' : 'points',
    constraint: setup.contiguity !== undefined ? 'contiguity' : mixing !== null ? 'mixture' : null,
    tree: treeDocument(tree),
    optimalOrder: n <= MOST_FOR_LEAVES ? optimalLeafOrder(tree, condensed) : null,
    k,
    kReason: choice.reason,
    kReasonMessage: choice.message,
    choice: rows.map((row) => ({ ...row })),
    votes: votes(panel).map((vote) => ({ ...vote })),
    partition: [...partition],
    silhouetteWidths: silhouetteWidths(condensed, partition),
    medoids: medoids(condensed, partition, k).map((i) => labels[i]),
    copheneticCorrelation: distanceCorrelation(condensed, copheneticDistances(tree)),
    agglomerativeCoefficient: agglomerativeCoefficient(tree),
    inversions: inversions(tree),
    validity: [...panel.panel, ...rest].map((one) => {
      const gap = panel.gaps?.find((other) => other.k === one.k);
      return { ...one, gap: gap?.gap ?? null, gapSE: gap?.gapSE ?? null };
    }),
    gap: panel.gaps?.map((one) => ({ ...one })) ?? null,
    stability: stability?.jaccard.map((jaccard, c) => ({ cluster: c + 1, jaccard })) ?? null,
    membership: stability?.membership.map((row) => [...row]) ?? null,
    leaveOneOut: {
      observations: leftOutDocument(panel.withoutObservation, labels),
      variables: leftOutDocument(panel.withoutVariable, observations.columns),
    },
    structure: structureDocument(panel),
    profile: profileOf(observations, condensed, { partition, seed }),
    neighbors: neighborsOf(observations, condensed),
    multiverse: options.multiverse === true && plain ? multiverseOf(observations, partition, distance) : null,
    mixing,
    multiscale: multiscaleOf(observations, tree, options),
    nodeSupport: options.support === true ? branchSupport(input) : null,
    values: n <= MOST_FOR_LEAVES ? (points?.map((point) => [...point]) ?? null) : null,
    warnings: notes.map((one) => ({ ...one })),
  };
}

/** The partition that was asked for, with the sentence that says why so many groups. */
function cutBy(tree: MergeTree, { k = 'auto', height }: ClusterOptions, choose: () => Choice) {
  if (height !== undefined) {
    const partition = cutTreeAt(tree, height);
    const groups = Math.max(...partition);
    const reason = `${groups} groups stand at the height ${height}`;
    const message = { key: 'views.cluster.reasonHeight', params: { k: groups, height } };
    return { partition, choice: { k: groups, reason, message } };
  }
  if (k === 'dynamic') {
    const partition = dynamicCut(tree);
    const groups = Math.max(...partition);
    const reason = `${groups} branches live longest`;
    return {
      partition,
      choice: { k: groups, reason, message: { key: 'views.cluster.reasonDynamic', params: { k: groups } } },
    };
  }
  const choice = k === 'auto' ? choose() : chooseGroups(k, [], null);
  return { partition: cutTree(tree, choice.k), choice };
}

function namesIn(table: Table, id: string): string[] {
  const column = columnOf(table, id);
  return Array.from({ length: table.rows }, (_, row) => textOf(column, row) ?? '');
}

/** The curve of α for as many groups as were asked for (four, when the tree must say), and the α that is used. */
function mixingOf(
  attributes: Parameters<typeof mixingCurve>[0],
  space: Parameters<typeof mixingCurve>[1],
  { options, most }: { readonly options: ClusterOptions; readonly most: number },
) {
  const groups = typeof options.k === 'number' ? options.k : Math.min(4, most);
  const curve = mixingCurve(attributes, space, groups);
  const { alpha = 'auto' } = options;
  return {
    alpha: alpha === 'auto' ? balancedAlpha(curve) : alpha,
    groups,
    curve: curve.map((point) => ({ ...point })),
  };
}

function warn(
  tree: MergeTree,
  found: {
    readonly panel: Panel;
    readonly stability: { readonly jaccard: readonly number[] } | null;
    readonly k: number;
  },
  notes: Note[],
): void {
  const n = tree.merge.length + 1;
  const { panel, stability, k } = found;
  if (panel.structure !== null && panel.structure.pValue > 0.05)
    notes.push(note('cluster-no-structure', { pValue: Number(panel.structure.pValue.toPrecision(2)) }));
  stability?.jaccard.forEach((jaccard, c) => {
    if (jaccard < FIRM)
      notes.push(note('cluster-not-firm', { cluster: c + 1, jaccard: Number(jaccard.toPrecision(2)) }));
  });
  const turned = inversions(tree);
  if (turned > 0) notes.push(note('cluster-inversion', { count: turned }));
  const sorted = [...tree.height].sort((a, b) => a - b);
  if (k > 1 && k < n && sorted[n - k - 1] === sorted[n - k]) notes.push(note('cluster-ties', { k }));
}
