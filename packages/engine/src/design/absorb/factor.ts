/**
 * A factor is a grouping of the rows with the functions that its effects let vary freely in every level: a constant,
 * slopes, or both. The functions of a level are made orthonormal (under the weights), so that sweeping out one factor is
 * exact in closed form and its rank is the number of functions that do not vanish.
 */
import type { Effect } from '../design.js';

export interface Factor {
  readonly codes: Int32Array;
  readonly levels: number;
  readonly constant: boolean;
  /** Σ of the weights in each level (the number of rows without weights). */
  readonly totals: Float64Array;
  /** Each of length n: orthonormal inside every level and orthogonal to the constant where there is one. */
  readonly slopes: readonly Float64Array[];
  readonly rank: number;
}

/** Share of a slope's length inside a level below which nothing of it is left. */
const VANISHED = 1e-10;

/** Effects with the same levels make one factor; the factor with most coefficients comes first. */
export function factorsOf(effects: readonly Effect[], weights?: Float64Array): Factor[] {
  const groups: Effect[][] = [];
  for (const effect of effects) {
    const group = groups.find(([first]) => sameCodes(first, effect));
    if (group === undefined) groups.push([effect]);
    else group.push(effect);
  }
  return groups.map((group) => factorOf(group, weights)).sort((a, b) => coefficients(b) - coefficients(a));
}

export function coefficients(factor: Factor): number {
  return factor.levels * (Number(factor.constant) + factor.slopes.length);
}

/** Whether two effects group the rows alike. */
export function sameCodes(a: Effect, b: Effect): boolean {
  if (a.levels.length !== b.levels.length) return false;
  if (a.codes === b.codes) return true;
  for (let i = 0; i < a.codes.length; i++) if (a.codes[i] !== b.codes[i]) return false;
  return true;
}

function factorOf(effects: readonly Effect[], weights: Float64Array | undefined): Factor {
  const { codes } = effects[0];
  const levels = effects[0].levels.length;
  const constant = effects.some((effect) => effect.slope === undefined);
  const totals = levelTotals(codes, levels, weights);
  const slopes: Float64Array[] = [];
  const factor = { codes, levels, constant, totals, slopes, rank: constant ? levels : 0 };
  for (const { slope } of effects) {
    if (slope === undefined) continue;
    const rest = slope.slice();
    const before = levelSquares(rest, factor, weights);
    // Twice is enough (Kahan): the second pass removes what rounding left.
    for (let pass = 0; pass < 2; pass++) sweepFactor(rest, factor, weights);
    const length = levelSquares(rest, factor, weights);
    for (let g = 0; g < levels; g++) {
      const kept = length[g] > VANISHED ** 2 * before[g];
      if (kept) factor.rank++;
      length[g] = kept ? 1 / Math.sqrt(length[g]) : 0;
    }
    for (let i = 0; i < rest.length; i++) rest[i] *= length[codes[i]];
    slopes.push(rest);
  }
  return factor;
}

/** values ← values − P values, in place, with P the projection on the factor's functions. */
export function sweepFactor(values: Float64Array, factor: Factor, weights?: Float64Array): void {
  const { codes, levels, totals } = factor;
  const n = values.length;
  if (factor.constant) {
    const means = levelSums(values, codes, levels, weights);
    for (let g = 0; g < levels; g++) means[g] /= totals[g];
    for (let i = 0; i < n; i++) values[i] -= means[codes[i]];
  }
  for (const q of factor.slopes) {
    const along = new Float64Array(levels);
    if (weights === undefined) for (let i = 0; i < n; i++) along[codes[i]] += q[i] * values[i];
    else for (let i = 0; i < n; i++) along[codes[i]] += weights[i] * q[i] * values[i];
    for (let i = 0; i < n; i++) values[i] -= q[i] * along[codes[i]];
  }
}

export function levelSums(
  values: Float64Array,
  codes: Int32Array,
  levels: number,
  weights: Float64Array | undefined,
): Float64Array {
  const sums = new Float64Array(levels);
  if (weights === undefined) for (let i = 0; i < values.length; i++) sums[codes[i]] += values[i];
  else for (let i = 0; i < values.length; i++) sums[codes[i]] += weights[i] * values[i];
  return sums;
}

export function levelTotals(codes: Int32Array, levels: number, weights: Float64Array | undefined): Float64Array {
  const totals = new Float64Array(levels);
  if (weights === undefined) for (let i = 0; i < codes.length; i++) totals[codes[i]]++;
  else for (let i = 0; i < codes.length; i++) totals[codes[i]] += weights[i];
  return totals;
}

function levelSquares(
  values: Float64Array,
  { codes, levels }: Pick<Factor, 'codes' | 'levels'>,
  weights: Float64Array | undefined,
): Float64Array {
  const sums = new Float64Array(levels);
  for (let i = 0; i < values.length; i++) sums[codes[i]] += (weights?.[i] ?? 1) * values[i] * values[i];
  return sums;
}
