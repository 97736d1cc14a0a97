/**
 * Randomisation inference for a regressor that was assigned to clusters, as a programme in few regions: its paths are
 * reassigned among the clusters, and the clustered t of the data is compared with those of the reassignments (RI-t;
 * MacKinnon & Webb, 2020). All reassignments when they are few, else seeded ones, the data counting as one.
 * Ties: a reassignment counts as at least as extreme when |t*| ≥ |t| (1 − 1e-9).
 * Errors: inference-needs-panel, inference-unbalanced.
 */
import { AimaqError } from '../errors.js';
import { column, fromColumns } from '../numeric/columnMatrix.js';
import { leastSquares } from '../numeric/leastSquares.js';
import { randomStream } from '../numeric/random.js';
import type { LinearModel } from './linearModel.js';

export interface RandomizationTest {
  readonly pValue: number;
  readonly statistic: number;
  readonly draws: number;
  readonly exact: boolean;
}

const ENUMERATED = 5040;

export function randomizationTest(
  model: LinearModel,
  j: number,
  { draws = 1_999, seed = 1 }: { readonly draws?: number; readonly seed?: number } = {},
): RandomizationTest {
  const { panel, X } = model;
  if (panel === undefined) throw new AimaqError('inference-needs-panel', { covariance: 'randomisation' });
  const { unit, time } = panel;
  const n = X.rows;
  const T = new Set(time).size;
  const N = new Set(unit).size;
  // On a balanced panel sweeping out effects and reassigning whole paths commute.
  if (n !== N * T) throw new AimaqError('inference-unbalanced', { test: 'randomisation' });
  const rowAt = new Int32Array(panel.units.length * panel.times.length).fill(-1);
  for (let i = 0; i < n; i++) rowAt[unit[i] * panel.times.length + time[i]] = i;
  const units = [...new Set(unit)];
  const position = new Map(units.map((code, p) => [code, p]));
  const others = Array.from({ length: X.cols }, (_, c) => column(X, c)).filter((_, c) => c !== j);
  const own = column(X, j);
  const statistic = (order: ArrayLike<number>): number => {
    const moved = new Float64Array(n);
    for (let i = 0; i < n; i++)
      moved[i] = own[rowAt[units[order[position.get(unit[i]) as number]] * panel.times.length + time[i]]];
    const fit = leastSquares(fromColumns([...others, moved], n), model.y);
    const last = others.length;
    if (fit.kept[fit.kept.length - 1] !== last) return 0;
    const l = column(fit.bread, fit.rank - 1);
    const influence = new Float64Array(N);
    fit.kept.forEach((c, s) => {
      const values = c === last ? moved : others[c];
      for (let i = 0; i < n; i++) influence[position.get(unit[i]) as number] += l[s] * values[i] * fit.residuals[i];
    });
    return fit.coefficients[fit.rank - 1] / Math.sqrt(influence.reduce((sum, value) => sum + value * value, 0));
  };
  const identity = Int32Array.from({ length: N }, (_, p) => p);
  const observed = statistic(identity);
  const limit = Math.abs(observed) * (1 - TIE);
  const all = factorial(N) <= ENUMERATED ? permutations(N) : null;
  const stream = randomStream(seed, 5);
  const count = all?.length ?? draws;
  let extreme = 0;
  for (let d = 0; d < count; d++) if (Math.abs(statistic(all?.[d] ?? stream.permutation(d, N))) >= limit) extreme++;
  return {
    pValue: all === null ? (extreme + 1) / (count + 1) : extreme / count,
    statistic: observed,
    draws: count,
    exact: all !== null,
  };
}

const TIE = 1e-9;

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}

function permutations(n: number): number[][] {
  if (n === 0) return [[]];
  return permutations(n - 1).flatMap((shorter) =>
    Array.from({ length: n }, (_, at) => [...shorter.slice(0, at), n - 1, ...shorter.slice(at)]),
  );
}
