/**
 * Verdict on "regions differ so much that one support for all is wrong". Four questions, all asked:
 *   do slopes differ between clusters of regions? Statistic: (SSR_uniform − SSR_by cluster) / SSR_by cluster; its p-value
 *   is that of a permutation test over all partitions with the same cluster sizes, so that the search for clusters in the
 *   same data and the few units are both taken into account;
 *   are the slopes equal by the tests of few clusters (HTZ, wild bootstrap), over the whole period, and over its later half
 *   with the clusters found in the earlier one (slopesByCluster.ts)?
 *   do clusters exist (structure test of the typology), and do slopes of one's own predict a left-out region better?
 *   what would targeting bring (targeting.ts)?
 * Rules: slopes differ (p after multiplicity below α) and targeting pays (its interval above zero) → supported, or mixed when
 * the wild bootstrap keeps the slopes equal over the whole period or over its later half (a test that does not exist says
 * nothing); targeting costs (interval below zero) and slopes do not differ → contradicted; one of the first two → mixed; else
 * cannot-tell. That clusters exist in levels is told, but is no evidence that support works differently in them.
 */
import { studentQuantile } from '../distribution/student.js';
import { randomStream } from '../numeric/random.js';
import type { Reason } from '../result/documents/note.js';
import type { ClusterSlope, TargetingValue } from '../result/documents/studyResult.js';
import { type Cube, regress, twoWayMoments } from './balancedPanel.js';
import { type Judgement, reason } from './judgement.js';
import { type Slopes, valueOfTargeting } from './targeting.js';

export interface HeterogeneityClaim {
  /** Outcome, then the terms whose slopes may differ, then the other regressors. */
  readonly cube: Cube;
  readonly terms: number;
  /** Cluster of each unit, from 0. */
  readonly partition: readonly number[];
  readonly significance: number;
  readonly seed: number;
}

const PERMUTATIONS = 999;

export interface Heterogeneity {
  /** null when the slopes by cluster are not identified. */
  readonly pValue: number | null;
  readonly predictionErrorRatio: number | null;
  readonly slopes: readonly ClusterSlope[];
  readonly targeting: TargetingValue | null;
}

/** `termNames` and `clusterNames` label the slopes. */
export function measureHeterogeneity(
  claim: HeterogeneityClaim,
  termNames: readonly string[],
  clusterNames: readonly string[],
): Heterogeneity {
  const observed = gain(claim, claim.partition);
  if (observed === null) return { pValue: null, predictionErrorRatio: null, slopes: [], targeting: null };
  const stream = randomStream(claim.seed, 1);
  let extreme = 1;
  let counted = 1;
  for (let draw = 0; draw < PERMUTATIONS; draw++) {
    const order = stream.permutation(draw, claim.partition.length);
    const permuted = gain(
      claim,
      claim.partition.map((_, unit) => claim.partition[order[unit]]),
    );
    if (permuted === null) continue;
    counted++;
    if (permuted >= observed * (1 - 1e-9)) extreme++;
  }
  const slopes = slopesOf(claim);
  const sizes = clusterNames.map((_, c) => claim.partition.filter((own) => own === c).length);
  const moments = twoWayMoments(
    claim.cube,
    claim.partition.map((_, unit) => unit),
  );
  const cells = claim.cube[0].length * claim.cube[0][0].length;
  return {
    pValue: extreme / counted,
    predictionErrorRatio: leaveOneOut(claim),
    slopes:
      slopes === null ? [] : labelled(slopes, { termNames, clusterNames, sizes, significance: claim.significance }),
    targeting:
      slopes === null
        ? null
        : valueOfTargeting({
            slopes,
            scale: termNames.map((_, j) => Math.sqrt(moments.data[(j + 1) * moments.rows + j + 1] / cells)),
            sizes,
            significance: claim.significance,
            seed: claim.seed,
          }),
  };
}

/** p-values of equal slopes; null where the test does not exist. */
export interface EqualSlopes {
  readonly HTZ: number | null;
  readonly wildBootstrap: number | null;
  /** The same with clusters of the years up to `until`, slopes of the later ones. */
  readonly later: { readonly until: number; readonly HTZ: number | null; readonly wildBootstrap: number | null } | null;
}

export interface HeterogeneityVerdict {
  readonly measured: Heterogeneity;
  readonly adjustedPValue: number | null;
  readonly structurePValue: number | null;
  readonly equalSlopes?: EqualSlopes;
  readonly significance: number;
}

export function judgeHeterogeneity(input: HeterogeneityVerdict): Judgement {
  const { measured, significance } = input;
  const reasons: Reason[] = [];
  const pValue = input.adjustedPValue;
  const differ = pValue !== null && pValue < significance;
  if (pValue === null) reasons.push(reason('not-identified'));
  else reasons.push(reason(differ ? 'slopes-differ' : 'slopes-not-told-apart', { pValue }));
  const { HTZ = null, wildBootstrap = null, later = null } = input.equalSlopes ?? {};
  const kept = (p: number | null) => p !== null && p >= significance;
  if (wildBootstrap !== null)
    reasons.push(reason(kept(wildBootstrap) ? 'wild-keeps-equal' : 'wild-rejects-equal', { pValue: wildBootstrap }));
  if (later !== null && later.wildBootstrap !== null)
    reasons.push(
      reason(kept(later.wildBootstrap) ? 'later-years-keep-equal' : 'later-years-reject-equal', {
        pValue: later.wildBootstrap,
        until: later.until,
      }),
    );
  const structure = input.structurePValue;
  if (structure !== null)
    reasons.push(
      reason(structure < significance ? 'clusters-exist' : 'clusters-not-told-from-none', { pValue: structure }),
    );
  const ratio = measured.predictionErrorRatio;
  if (ratio !== null)
    reasons.push(reason(ratio < 1 ? 'own-slopes-predict-better' : 'one-slope-predicts-better', { ratio }));
  const { targeting } = measured;
  const pays = targeting !== null && targeting.low > 0;
  const costs = targeting !== null && targeting.high < 0;
  if (targeting === null) reasons.push(reason('targeting-not-known'));
  else
    reasons.push(
      reason(pays ? 'targeting-pays' : costs ? 'targeting-costs' : 'targeting-covers-zero', {
        gain: targeting.gain,
        low: targeting.low,
        high: targeting.high,
      }),
    );
  const doubted = kept(wildBootstrap) || kept(later?.wildBootstrap ?? null);
  const verdict =
    differ && pays && !doubted ? 'supported' : differ || pays ? 'mixed' : costs ? 'contradicted' : 'cannot-tell';
  if (verdict === 'cannot-tell') reasons.push(reason('not-found-is-not-none'));
  return {
    verdict,
    reasons,
    wouldTell: verdict === 'supported' || verdict === 'contradicted' ? [] : [reason('tell-trial-by-cluster')],
    slopes: [...measured.slopes],
    targeting,
    figures: {
      slopesPValue: measured.pValue,
      equalHTZ: HTZ,
      equalWild: wildBootstrap,
      equalLaterHTZ: later?.HTZ ?? null,
      equalLaterWild: later?.wildBootstrap ?? null,
      adjustedPValue: pValue,
      structurePValue: structure,
      predictionErrorRatio: ratio,
    },
  };
}

/** Slopes by cluster, with every unit left out in turn. */
function slopesOf(claim: HeterogeneityClaim): Slopes | null {
  const clusters = Math.max(...claim.partition) + 1;
  const cube = split(claim, claim.partition);
  const units = claim.partition.map((_, unit) => unit);
  const fit = (kept: readonly number[]): number[][] | null => {
    const fitted = regress(twoWayMoments(cube, kept), all(cube));
    if (fitted === null) return null;
    return Array.from({ length: claim.terms }, (_, j) => [
      ...fitted.coefficients.subarray(j * clusters, (j + 1) * clusters),
    ]);
  };
  const estimate = fit(units);
  if (estimate === null) return null;
  return { estimate, withoutUnit: units.map((left) => fit(units.filter((unit) => unit !== left))) };
}

interface SlopeLabels {
  readonly termNames: readonly string[];
  readonly clusterNames: readonly string[];
  readonly sizes: readonly number[];
  readonly significance: number;
}

/** Jackknife standard errors over units, Student intervals with the cluster's own units less one. */
function labelled({ estimate, withoutUnit }: Slopes, labels: SlopeLabels): ClusterSlope[] {
  const known = withoutUnit.filter((one) => one !== null);
  const complete = known.length === withoutUnit.length;
  return labels.termNames.flatMap((term, j) =>
    labels.clusterNames.map((cluster, c): ClusterSlope => {
      const own = estimate[j][c];
      const df = labels.sizes[c] - 1;
      if (!complete || df < 1) return { term, cluster, estimate: own, low: null, high: null };
      const squares = known.reduce((sum, one) => sum + (one[j][c] - own) ** 2, 0);
      const half =
        Math.sqrt(((known.length - 1) / known.length) * squares) * studentQuantile(1 - labels.significance / 2, df);
      return { term, cluster, estimate: own, low: own - half, high: own + half };
    }),
  );
}

/** The cube with the terms' columns split by cluster instead of one each. */
function split(claim: HeterogeneityClaim, partition: readonly number[]): Cube {
  const clusters = Math.max(...partition) + 1;
  const [outcome, ...others] = claim.cube;
  const own = others
    .slice(0, claim.terms)
    .flatMap((grid) =>
      Array.from({ length: clusters }, (_, c) =>
        grid.map((row, unit) => row.map((value) => (partition[unit] === c ? value : 0))),
      ),
    );
  return [outcome, ...own, ...others.slice(claim.terms)];
}

function all(cube: Cube): number[] {
  return Array.from({ length: cube.length - 1 }, (_, i) => i + 1);
}

function gain(claim: HeterogeneityClaim, partition: readonly number[]): number | null {
  const units = partition.map((_, unit) => unit);
  const uniform = regress(twoWayMoments(claim.cube, units), all(claim.cube));
  const cube = split(claim, partition);
  const specific = regress(twoWayMoments(cube, units), all(cube));
  return uniform === null || specific === null ? null : (uniform.residual - specific.residual) / specific.residual;
}

/** Ratio of squared prediction errors, cluster-specific over uniform slopes, each unit predicted from the others. */
function leaveOneOut(claim: HeterogeneityClaim): number | null {
  const units = claim.partition.map((_, unit) => unit);
  const error = (cube: Cube): number | null => {
    let total = 0;
    for (const left of units) {
      const fitted = regress(
        twoWayMoments(
          cube,
          units.filter((unit) => unit !== left),
        ),
        all(cube),
      );
      if (fitted === null) return null;
      const T = cube[0][0].length;
      const deviations = cube.map((grid) => {
        const means = Array.from(
          { length: T },
          (_, t) => units.filter((u) => u !== left).reduce((sum, u) => sum + grid[u][t], 0) / (units.length - 1),
        );
        const rest = grid[left].map((value, t) => value - means[t]);
        const mean = rest.reduce((sum, value) => sum + value, 0) / T;
        return rest.map((value) => value - mean);
      });
      for (let t = 0; t < T; t++) {
        total += (deviations[0][t] - fitted.coefficients.reduce((sum, b, i) => sum + b * deviations[i + 1][t], 0)) ** 2;
      }
    }
    return total;
  };
  const uniform = error(claim.cube);
  const specific = error(split(claim, claim.partition));
  return uniform === null || specific === null ? null : specific / uniform;
}
