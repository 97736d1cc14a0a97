/**
 * Value of targeting: what choosing the lever by cluster adds to the outcome over one lever for all, at equal cost. A
 * lever is one term moved by one standard deviation of what the fixed effects leave. In each simulation true slopes are
 * drawn around the estimates (jackknife covariance over units, Student tails by the size of the cluster), and a planner
 * who sees them once more with the same error chooses; so the choice is never judged by the numbers it was made on, and
 * the value can be negative: targeting on noise costs.
 */
import { randomStream } from '../numeric/random.js';
import type { TargetingValue } from '../result/documents/studyResult.js';

export interface Slopes {
  /** term × cluster. */
  readonly estimate: readonly (readonly number[])[];
  /** unit left out → term × cluster; null where the rest does not identify them. */
  readonly withoutUnit: readonly (readonly (readonly number[])[] | null)[];
}

export interface TargetingInput {
  readonly slopes: Slopes;
  /** Standard deviation of each term net of the effects. */
  readonly scale: readonly number[];
  /** Units in each cluster. */
  readonly sizes: readonly number[];
  readonly significance: number;
  readonly seed: number;
}

const DRAWS = 2000;

/** null when a cluster's slopes rest on a single unit: then no error of theirs is known. */
export function valueOfTargeting(input: TargetingInput): TargetingValue | null {
  const { slopes, scale, sizes } = input;
  const terms = scale.length;
  if (terms < 2 || sizes.length < 2) return null;
  const known = slopes.withoutUnit.filter((one) => one !== null);
  if (known.length < slopes.withoutUnit.length) return null;
  const G = known.length;
  const deviations = known.map((one) =>
    one.map((row, j) => row.map((value, c) => (value - slopes.estimate[j][c]) * Math.sqrt((G - 1) / G))),
  );
  const stream = randomStream(input.seed, 2);
  let next = 0;
  const noise = (): number[][] => {
    const z = deviations.map(() => stream.normal(next++));
    const tails = sizes.map((size) => {
      const df = Math.max(1, size - 1);
      let chi = 0;
      for (let i = 0; i < df; i++) chi += stream.normal(next++) ** 2;
      return Math.sqrt(df / chi);
    });
    return slopes.estimate.map((row, j) =>
      row.map((_, c) => tails[c] * deviations.reduce((sum, one, g) => sum + z[g] * one[j][c], 0)),
    );
  };
  const gains: number[] = [];
  for (let draw = 0; draw < DRAWS; draw++) {
    const [error, second] = [noise(), noise()];
    const truth = slopes.estimate.map((row, j) => row.map((value, c) => value + error[j][c]));
    const seen = truth.map((row, j) => row.map((value, c) => value + second[j][c]));
    gains.push(worth(truth, seen, scale, sizes));
  }
  gains.sort((a, b) => a - b);
  const at = (p: number) => gains[Math.round(p * (gains.length - 1))];
  return {
    gain: at(0.5),
    low: at(input.significance / 2),
    high: at(1 - input.significance / 2),
    positive: gains.filter((gain) => gain > 0).length / gains.length,
    draws: gains.length,
  };
}

/** Mean gain per unit of the cluster's own choice over the common one, both made on what is seen, both paid in truth. */
function worth(
  truth: readonly (readonly number[])[],
  seen: readonly (readonly number[])[],
  scale: readonly number[],
  sizes: readonly number[],
): number {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const best = (value: (term: number) => number) =>
    scale.reduce((chosen, _, j) => (value(j) > value(chosen) ? j : chosen), 0);
  const common = best((j) => scale[j] * sizes.reduce((sum, size, c) => sum + size * seen[j][c], 0));
  return sizes.reduce((sum, size, c) => {
    const own = best((j) => scale[j] * seen[j][c]);
    return sum + (size / total) * (scale[own] * truth[own][c] - scale[common] * truth[common][c]);
  }, 0);
}
