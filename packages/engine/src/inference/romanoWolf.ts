/**
 * p-values adjusted for the number of hypotheses by stepping down over the joint distribution of their statistics
 * (Romano & Wolf, 2005, 2016), here that of the restricted wild cluster bootstrap: one draw of signs serves all hypotheses,
 * so that what is correlated is not paid for twice. The statistic is |t| with the sandwich of CV1 before its small-sample
 * factor. Models may rest on different clusters: a draw gives every cluster of the union its sign, and a model reads those
 * of its own. Never smaller than the hypothesis' own p, never larger than Holm's by more than the grain of the draws.
 */
import { columnMatrix } from '../numeric/columnMatrix.js';
import type { ClusterMoments } from './clusterMoments.js';
import { signPlan, squaredStatistics, wildParts } from './wildBootstrap.js';

export interface RomanoWolfHypothesis {
  /** Moments of its model; a cluster is known by its label. */
  readonly moments: ClusterMoments;
  /** Position of the coefficient. */
  readonly term: number;
}

export interface RomanoWolf {
  readonly pValues: readonly number[];
  readonly adjusted: readonly number[];
  /** Clusters of all models together. */
  readonly clusters: number;
  readonly draws: number;
  readonly exact: boolean;
}

const TIE = 1e-9;

/** The statistics of all draws are held in memory: 4 MB a hypothesis with 20 clusters. */
export function romanoWolf(
  hypotheses: readonly RomanoWolfHypothesis[],
  { draws = 9_999, seed = 1 }: { readonly draws?: number; readonly seed?: number } = {},
): RomanoWolf {
  if (hypotheses.length === 0) return { pValues: [], adjusted: [], clusters: 0, draws: 0, exact: true };
  const labels = [...new Set(hypotheses.flatMap(({ moments }) => moments.labels))];
  const plan = signPlan(labels.length, draws, seed);
  const parts = hypotheses.map(({ moments, term }) => wildParts(onto(moments, labels), term)(0));
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
    clusters: labels.length,
    draws: plan.count,
    exact: plan.exact,
  };
}

/** The moments in the order of `labels`; a cluster that the model does not have is empty, so that its sign moves nothing. */
function onto(moments: ClusterMoments, labels: readonly string[]): ClusterMoments {
  if (moments.labels.join('\n') === labels.join('\n')) return moments;
  const { K } = moments;
  const from = labels.map((label) => moments.labels.indexOf(label));
  return {
    ...moments,
    labels,
    count: labels.length,
    A: from.map((g) => (g < 0 ? columnMatrix(K, K) : moments.A[g])),
    b: from.map((g) => (g < 0 ? new Float64Array(K) : moments.b[g])),
    scores: from.map((g) => (g < 0 ? new Float64Array(K) : moments.scores[g])),
  };
}
