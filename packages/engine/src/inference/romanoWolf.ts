/**
 * p-values adjusted for the number of hypotheses by stepping down over the joint distribution of their statistics
 * (Romano & Wolf, 2005, 2016), here that of the restricted wild cluster bootstrap: one draw of signs serves all hypotheses,
 * so that what is correlated is not paid for twice. Never smaller than the hypothesis' own p, never larger than Holm's by
 * more than the grain of the draws.
 */
import { AimaqError } from '../errors.js';
import type { ClusterMoments } from './clusterMoments.js';
import { signPlan, squaredStatistics, wildParts } from './wildBootstrap.js';

export interface RomanoWolfHypothesis {
  /** Moments of its model; all models have the same clusters in the same order. */
  readonly moments: ClusterMoments;
  /** Position of the coefficient. */
  readonly term: number;
}

export interface RomanoWolf {
  readonly pValues: readonly number[];
  readonly adjusted: readonly number[];
  readonly draws: number;
  readonly exact: boolean;
}

/** Clusters up to which all sign vectors are held in memory. */
const ENUMERATED = 17;
const TIE = 1e-9;

/** Errors: inference-clusters-differ. */
export function romanoWolf(
  hypotheses: readonly RomanoWolfHypothesis[],
  { draws = 9_999, seed = 1 }: { readonly draws?: number; readonly seed?: number } = {},
): RomanoWolf {
  if (hypotheses.length === 0) return { pValues: [], adjusted: [], draws: 0, exact: true };
  const [{ moments: first }] = hypotheses;
  for (const { moments } of hypotheses)
    if (moments.labels.join() !== first.labels.join()) throw new AimaqError('inference-clusters-differ');
  const found = signPlan(first.count, draws, seed);
  const plan =
    first.count > ENUMERATED ? { ...found, exact: false, weights: 'rademacher' as const, count: draws } : found;
  const parts = hypotheses.map(({ moments, term }) => wildParts(moments, term)(0));
  const statistics = parts.map((one) => squaredStatistics(one, plan));
  const total = statistics[0].length;
  const share = (values: Float64Array, observed: number) => {
    const limit = observed * (1 - TIE) ** 2;
    let extreme = 0;
    for (const value of values) if (value >= limit) extreme++;
    return plan.exact ? extreme / total : (extreme + 1) / (total + 1);
  };
  const order = parts.map((_, h) => h).sort((a, b) => parts[b].observed - parts[a].observed);
  const adjusted = new Array<number>(parts.length);
  // From the weakest up: the largest statistic among those not yet rejected.
  const largest = new Float64Array(total);
  const steps = new Array<number>(parts.length);
  for (let rank = order.length - 1; rank >= 0; rank--) {
    const h = order[rank];
    for (let d = 0; d < total; d++) largest[d] = Math.max(largest[d], statistics[h][d]);
    steps[rank] = share(largest, parts[h].observed);
  }
  order.forEach((h, rank) => {
    adjusted[h] = Math.max(steps[rank], rank === 0 ? 0 : adjusted[order[rank - 1]]);
  });
  return {
    pValues: parts.map((one, h) => share(statistics[h], one.observed)),
    adjusted,
    draws: plan.count,
    exact: plan.exact,
  };
}
