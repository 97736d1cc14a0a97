/**
 * Verdict on "regions differ so much that one support for all is wrong": do slopes differ between clusters of regions?
 * Statistic: F-like gain (SSR_uniform − SSR_by cluster) / SSR_by cluster. Its p-value is that of a permutation test over
 * all partitions with the same cluster sizes, so that the search for clusters in the same data and the few units are
 * both taken into account; a leave-one-region-out comparison says whether cluster-specific slopes predict better.
 * Rules: clusters exist (structure test) and slopes differ → supported; one of the two → mixed; neither → cannot-tell.
 */
import { randomStream } from '../numeric/random.js';
import type { Reason } from '../result/documents/studyResult.js';
import { type Cube, regress, twoWayMoments } from './balancedPanel.js';
import type { Judgement } from './effect.js';

export interface HeterogeneityClaim {
  /** Outcome, then the terms whose slopes may differ, then the other regressors. */
  readonly cube: Cube;
  readonly terms: number;
  /** Cluster of each unit, from 0. */
  readonly partition: readonly number[];
  readonly structurePValue: number | null;
  readonly significance: number;
  readonly seed: number;
}

export const PERMUTATIONS = 999;

export function judgeHeterogeneity(claim: HeterogeneityClaim): Judgement {
  const reasons: Reason[] = [];
  const because = (rule: string, params: Reason['message']['params'] = {}) => {
    reasons.push({ rule, message: { key: `evidence.reason.${rule}`, params }, cites: [] });
  };
  const observed = gain(claim, claim.partition);
  let pValue: number | null = null;
  if (observed === null) because('not-identified');
  else {
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
    pValue = extreme / counted;
    because(pValue < claim.significance ? 'slopes-differ' : 'slopes-not-told-apart', { pValue });
  }
  const structure = claim.structurePValue;
  if (structure !== null)
    because(structure < claim.significance ? 'clusters-exist' : 'clusters-not-told-from-none', { pValue: structure });
  const prediction = observed === null ? null : leaveOneOut(claim);
  if (prediction !== null)
    because(prediction < 1 ? 'own-slopes-predict-better' : 'one-slope-predicts-better', { ratio: prediction });
  const differ = pValue !== null && pValue < claim.significance;
  const exist = structure !== null && structure < claim.significance;
  const verdict = differ && exist ? 'supported' : differ || exist ? 'mixed' : 'cannot-tell';
  if (verdict === 'cannot-tell') because('not-found-is-not-none');
  return {
    verdict,
    reasons,
    figures: { slopesPValue: pValue, structurePValue: structure, predictionErrorRatio: prediction },
  };
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
