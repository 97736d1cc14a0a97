/** All that speaks for or against each number of groups of one tree: indices, gap, resampling, leaving out, the null. */
import { type Note, note } from '../errors.js';
import { cutTree } from './cut.js';
import { type Condensed, condensedIndex, distances, type Points } from './distance/distances.js';
import { fromPoints, type GrowOptions, grow, growFromPoints } from './grow.js';
import type { MergeTree } from './mergeTree.js';
import { nodeSupport } from './nodeSupport.js';
import type { Evidence } from './numberOfGroups.js';
import type { Observations } from './observations.js';
import {
  bootstrapStability,
  type Cut,
  type LeftOut,
  leaveObservationsOut,
  leaveVariablesOut,
  type Stability,
} from './stability.js';
import { gaussianLike, type IndexPanel, type Structure, structureTest } from './structure.js';
import { type Gap, gapStatistic } from './validity/gap.js';
import { type ValidityOfTree, validity, validityOfTree } from './validity/indices.js';

export interface PanelInput {
  readonly observations: Observations;
  readonly condensed: Condensed;
  readonly tree: MergeTree;
  readonly options: GrowOptions;
  readonly distance: string;
  readonly ks: readonly number[];
  /** Bootstrap draws; 0 leaves out everything that rests on chance. */
  readonly draws: number;
  readonly seed: number;
}

export interface Panel extends Evidence {
  readonly panel: readonly ValidityOfTree[];
  readonly stability: readonly Stability[] | null;
  readonly withoutObservation: readonly LeftOut[] | null;
  readonly withoutVariable: readonly LeftOut[] | null;
  readonly structure: Structure | null;
  readonly gaps: readonly Gap[] | null;
  /** For each k the band of the least firm cluster's Jaccard similarity in data without groups. */
  readonly jaccardBands: readonly { readonly k: number; readonly low: number; readonly high: number }[] | null;
}

/** With fewer observations a part has nothing to disturb. */
const LEAST: Readonly<Record<string, number>> = { null: 6, gap: 6, observation: 4, stability: 4 };
/** Beyond these numbers of observations the trees that a part would grow take minutes; it is left out, with a note. */
const LIMITS = { null: 100, jaccardNull: 40, gap: 300, observation: 300, variable: 2000, stability: 3000 };
const STRUCTURE_DRAWS = 999;
const GAP_DRAWS = 200;
const JACCARD_NULL = { draws: 99, resamples: 50 };

export function panelOfTree(input: PanelInput, notes: Note[]): Panel {
  const { observations, condensed, tree, options, distance, ks, draws, seed } = input;
  const { points, scaled } = observations;
  const n = condensed.n;
  const cut: Cut = (k) => cutTree(tree, k);
  const free = options.contiguity === undefined;
  const chance = draws > 0;
  const [few, many]: [string[], string[]] = [[], []];
  const within = (part: keyof typeof LIMITS) => {
    const [tooFew, tooMany] = [n < (LEAST[part] ?? 0), n > LIMITS[part]];
    if (tooFew) few.push(part);
    if (tooMany) many.push(part);
    return !tooFew && !tooMany;
  };

  const regrow = (rows: readonly number[]): Cut => cutsOf(regrown(input, rows));
  const anew = (sample: Points): MergeTree => grow(distances(sample, distance), options);
  const stability = chance && free && within('stability') ? bootstrapStability(cut, regrow, { ks, draws, seed }) : null;
  const withoutObservation =
    chance && free && within('observation')
      ? leaveObservationsOut(
          cut,
          regrow,
          ks.filter((k) => k < n - 1),
        )
      : null;
  const withoutVariable =
    chance && scaled !== null && scaled.length > 1 && within('variable')
      ? leaveVariablesOut(
          cut,
          scaled.map((_, out) => cutsOf(anew(observations.rows.map((__, i) => withoutColumn(scaled, out, i))))),
          ks,
        )
      : null;
  const tested = chance && points !== null;
  const structure =
    tested && within('null')
      ? structureTest(points, (sample) => leanPanel(sample, distance, ks, anew), { draws: STRUCTURE_DRAWS, seed })
      : null;
  const gaps =
    tested && within('gap')
      ? gapStatistic(
          points,
          (sample) => {
            const cuts = cutsOf(anew(sample));
            return Array.from({ length: ks[ks.length - 1] }, (_, i) => cuts(i + 1));
          },
          { draws: GAP_DRAWS, seed },
        )
      : null;
  if (few.length > 0) notes.push(note('cluster-few-to-disturb', { n, parts: few.join(', ') }));
  if (many.length > 0) notes.push(note('cluster-left-out', { n, parts: many.join(', ') }));
  if (chance && points === null) notes.push(note('cluster-distances-only', {}));
  if (chance && !free) notes.push(note('cluster-contiguity-not-resampled', {}));
  return {
    panel: validityOfTree(points, condensed, { ks, cut }),
    heights: tree.height,
    stability,
    withoutObservation,
    withoutVariable,
    structure,
    gaps,
    jaccardBands: structure !== null && free && n <= LIMITS.jaccardNull ? jaccardNull(input, anew) : null,
  };
}

/** Bootstrap stability of one partition of the tree, however it was cut; null where it is left out. */
export function stabilityOfPartition(input: PanelInput, partition: readonly number[]): Stability | null {
  const { draws, seed, options, condensed } = input;
  if (draws === 0 || options.contiguity !== undefined) return null;
  if (condensed.n < LEAST.stability || condensed.n > LIMITS.stability) return null;
  const regrow = (rows: readonly number[]): Cut => cutsOf(regrown(input, rows));
  return bootstrapStability(() => partition, regrow, { ks: [Math.max(...partition)], draws, seed })[0];
}

/** How firmly each branch comes back; null where it is left out. */
export function branchSupport(input: PanelInput): number[] | null {
  const { draws, seed, options, condensed, tree } = input;
  if (draws === 0 || options.contiguity !== undefined || condensed.n > LIMITS.observation) return null;
  return nodeSupport(tree, (rows) => regrown(input, rows), { draws, seed });
}

function cutsOf(tree: MergeTree): Cut {
  return (k) => cutTree(tree, k);
}

/** The tree of the chosen observations. */
function regrown({ observations, condensed, options, distance }: PanelInput, rows: readonly number[]): MergeTree {
  const { points, weights } = observations;
  const own = weights === null ? undefined : Float64Array.from(rows, (row) => weights[row]);
  if (points !== null && fromPoints(rows.length, distance, options))
    return growFromPoints(
      rows.map((row) => points[row]),
      own,
    );
  const space = options.space;
  return grow(subset(condensed, rows), {
    ...options,
    weights: own,
    ...(space === undefined ? {} : { space: { ...space, distance: subset(space.distance, rows) } }),
  });
}

function subset({ n, values }: Condensed, rows: readonly number[]): Condensed {
  const m = rows.length;
  const chosen = new Float64Array((m * (m - 1)) / 2);
  let at = 0;
  for (let a = 0; a < m; a++)
    for (let b = a + 1; b < m; b++) chosen[at++] = values[condensedIndex(n, rows[a], rows[b])];
  return { n: m, values: chosen };
}

function withoutColumn(scaled: readonly Float64Array[], out: number, row: number): Float64Array {
  return Float64Array.from(
    scaled.filter((_, j) => j !== out),
    (column) => column[row],
  );
}

/** The indices that are shown with their band. */
function leanPanel(
  sample: Points,
  distance: string,
  ks: readonly number[],
  anew: (sample: Points) => MergeTree,
): IndexPanel {
  const condensed = distances(sample, distance);
  const tree = anew(sample);
  return ks.map((k) => {
    const { silhouette, calinskiHarabasz, dunn, daviesBouldin, rSquared } = validity(
      sample,
      condensed,
      cutTree(tree, k),
    );
    return { k, silhouette, calinskiHarabasz, dunn, daviesBouldin, rSquared };
  });
}

/** 5–95 % of the Jaccard similarity of the least firm cluster where there are no groups. */
function jaccardNull({ observations, ks, seed }: PanelInput, anew: (sample: Points) => MergeTree) {
  const sample = gaussianLike(observations.points ?? []);
  const found = Array.from({ length: JACCARD_NULL.draws }, (_, draw) => {
    const points = sample(seed + 1, draw);
    const regrow = (rows: readonly number[]) => cutsOf(anew(rows.map((row) => points[row])));
    return bootstrapStability(cutsOf(anew(points)), regrow, {
      ks,
      draws: JACCARD_NULL.resamples,
      seed: seed + 2 + draw,
    });
  });
  return ks.map((k, at) => {
    const worst = found.map((one) => Math.min(...one[at].jaccard)).sort((a, b) => a - b);
    const place = (share: number) => worst[Math.round(share * (worst.length - 1))];
    return { k, low: place(0.05), high: place(0.95) };
  });
}
