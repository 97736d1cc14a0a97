/**
 * Rank acceptability: in which share of simulations, and of weightings of the criteria, an alternative is among the first
 * three. Weights are uniform over the simplex, so that nobody's taste decides; a rank that does not hold is then seen as
 * such. Source: Lahdelma & Salminen (2001), stochastic multicriteria acceptability analysis.
 */
import { type RandomStream, randomStream } from '../numeric/random.js';

export interface Alternative {
  readonly id: string;
  /** Value of each criterion in draw d, more is better. */
  criteria(draw: number): readonly number[];
}

const FIRST = 3;

/** By id; independent of the order of the alternatives. Alternatives that tie are ordered by id. */
export function rankAcceptability(
  alternatives: readonly Alternative[],
  options: { readonly draws: number; readonly seed: number },
): ReadonlyMap<string, number> {
  const sorted = [...alternatives].sort((a, b) => (a.id < b.id ? -1 : 1));
  const counts = new Map(sorted.map((one) => [one.id, 0]));
  const stream = randomStream(options.seed, 3);
  for (let draw = 0; draw < options.draws; draw++) {
    const values = sorted.map((one) => one.criteria(draw));
    const criteria = values[0]?.length ?? 0;
    const weights = simplex(stream, draw, criteria);
    const scores = values.map(() => 0);
    for (let c = 0; c < criteria; c++) {
      let low = Number.POSITIVE_INFINITY;
      let high = Number.NEGATIVE_INFINITY;
      for (const own of values) {
        low = Math.min(low, own[c]);
        high = Math.max(high, own[c]);
      }
      if (!(high > low)) continue;
      for (let i = 0; i < values.length; i++) scores[i] += (weights[c] * (values[i][c] - low)) / (high - low);
    }
    const order = scores.map((_, i) => i).sort((a, b) => scores[b] - scores[a] || a - b);
    for (const i of order.slice(0, FIRST)) counts.set(sorted[i].id, (counts.get(sorted[i].id) ?? 0) + 1);
  }
  return new Map([...counts].map(([id, count]) => [id, count / options.draws]));
}

/** Uniform weights that add up to one: normalised exponentials. */
function simplex(stream: RandomStream, draw: number, size: number): number[] {
  const parts = Array.from({ length: size }, (_, c) => -Math.log(1 - stream.uniform(draw * size + c)));
  const total = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => part / total);
}
