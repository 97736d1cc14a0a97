/**
 * Sweeping out several factors: the largest exactly by its own functions, small ones by the dense Schur complement, and
 * large ones by conjugate gradients. What is left is swept again until the normal equations D'Wz = 0 hold on the rows
 * themselves, so that the answer is judged by its true residual and never by the size of a step.
 */
import { type Cholesky, cholesky, solveCholesky } from '../../numeric/cholesky.js';
import { dot } from '../../numeric/sums.js';
import { weightedMean } from '../../numeric/weighted.js';
import type { Steps } from '../../run.js';
import { components, rankOfDummies } from './components.js';
import { coefficients, type Factor, sweepFactor } from './factor.js';
import { couplingTransposed, iterativeSolver, subtractCoupling } from './krylov.js';
import { rowsByLevel } from './rowsByLevel.js';
import { type Elimination, schurBlocks, schurCost } from './schur.js';
import { subtractTerms, type Terms, termSums, termsOf } from './terms.js';

export interface Eliminated {
  readonly rank: number;
  readonly rankExact: boolean;
  readonly method: 'schur' | 'conjugate-gradients';
  readonly preconditioner: 'diagonal' | 'approximate-cholesky' | null;
  readonly iterations: number;
  readonly converged: boolean;
  /** Largest ‖D'Wz‖ / ‖D'Wy‖ over the columns y, deviations from their means, and what is left of them, z. */
  readonly residual: number;
}

/** Relative residual of the normal equations that counts as solved, and the one that is aimed at. */
const ACCEPTED = 1e-10;
const AIM = 1e-13;
/** What rounding leaves: to solve for it would amplify it. */
const ROUNDING = 1e-14;
/** Residual of one solve; rounds of refinement do the rest. */
const SOLVE = 1e-12;
const ROUNDS = 6;

/** Operations up to which the dense Schur complement is formed. */
const DENSE_COST = 4e8;
/** Coefficients of the small factors that are eliminated densely beside large ones. */
const SMALL = 256;

export interface EliminationOptions {
  readonly weights?: Float64Array | undefined;
  /** Operations up to which the others are solved densely. */
  readonly denseCost?: number;
}

/** Sweeps the columns in place; `factors` with most coefficients first, at least two. */
export function* sweepByElimination(
  factors: readonly Factor[],
  columns: readonly Float64Array[],
  { weights, denseCost = DENSE_COST }: EliminationOptions = {},
): Steps<Eliminated> {
  const [eliminated, ...others] = factors;
  const rows = rowsByLevel(eliminated.codes, eliminated.levels);
  const [large, small] = divided(others, rows, denseCost);
  const elimination: Elimination = { eliminated, rows, large: termsOf(large), small: termsOf(small), weights };
  const constants = factors.every((factor) => factor.constant && factor.slopes.length === 0);
  const pair = constants && factors.length === 2;
  const blocks = schurBlocks(elimination);
  const dense = cholesky(blocks.small, elimination.small.size, {
    reference: elimination.small.squares,
    ...(pair && large.length === 0 ? { dependent: oneOfEach(components(eliminated, others[0]).ofSecond) } : {}),
  });
  const solver = large.length === 0 ? undefined : iterativeSolver(elimination, blocks, dense, large);
  const residual = yield* refine(elimination, dense, blocks.coupling, solver, columns);
  const exact =
    large.length === 0
      ? eliminated.rank + dense.rank
      : constants && large.length === 1
        ? rankOfDummies(eliminated, large[0], small)
        : null;
  return {
    rank: exact ?? usualRank(factors),
    rankExact: exact !== null,
    method: solver === undefined ? 'schur' : 'conjugate-gradients',
    preconditioner: solver?.preconditioner ?? null,
    iterations: solver?.iterations ?? 0,
    converged: residual <= ACCEPTED,
    residual,
  };
}

/** Which of the others are iterated and which are small enough to be solved densely. */
function divided(others: readonly Factor[], rows: Elimination['rows'], denseCost: number): [Factor[], Factor[]] {
  const n = others[0].codes.length;
  const terms = termsOf(others);
  if (schurCost(rows, terms) <= denseCost) return [[], [...others]];
  const [largest, ...rest] = others;
  const small: Factor[] = [];
  let size = 0;
  for (const factor of [...rest].reverse()) {
    const more = size + coefficients(factor);
    if (more > SMALL || more * coefficients(largest) > 2 * n) break;
    small.push(factor);
    size = more;
  }
  return [[largest, ...rest.filter((factor) => !small.includes(factor))], small];
}

/** One level of each component is determined by the others. */
function oneOfEach(component: Int32Array): Uint8Array {
  const dependent = new Uint8Array(component.length);
  const seen = new Set<number>();
  component.forEach((number, level) => {
    if (!seen.has(number)) dependent[level] = 1;
    seen.add(number);
  });
  return dependent;
}

/** Sweeps the columns in place; returns the largest relative residual of the normal equations. */
function* refine(
  elimination: Elimination,
  dense: Cholesky,
  coupling: Float64Array,
  solver: ReturnType<typeof iterativeSolver> | undefined,
  columns: readonly Float64Array[],
): Steps<number> {
  const { eliminated, large, small, weights } = elimination;
  const sums = (terms: Terms, values: Float64Array) => termSums(terms, values, weights);
  const state = columns.map((values) => {
    const mean = weightedMean(values, weights);
    for (let i = 0; i < values.length; i++) values[i] -= mean;
    const own = weightedNorm(values, weights);
    // A column of noise has D'Wy of about this size; it is the floor where a column is orthogonal to the effects.
    const reference = Math.max(Math.hypot(norm(sums(large, values)), norm(sums(small, values))), own);
    return { values, own, reference, residual: Number.POSITIVE_INFINITY };
  });
  let open = state;
  for (let round = 0; ; round++) {
    const work: { column: (typeof state)[number]; large: Float64Array; small: Float64Array }[] = [];
    for (const column of open) {
      sweepFactor(column.values, eliminated, weights);
      const next = { column, large: sums(large, column.values), small: sums(small, column.values) };
      const size = Math.hypot(norm(next.large), norm(next.small));
      const before = column.residual;
      column.residual = column.reference > 0 ? size / column.reference : 0;
      const left = weightedNorm(column.values, weights);
      // Where next to nothing is left, it must be told apart from what an incomplete solve leaves of an absorbed column.
      const settled = size <= 1e-6 * left || left <= 1e-13 * column.own;
      const solved = column.residual <= ROUNDING || (column.residual <= AIM && settled);
      const done = solved || (round > 1 && column.residual > before / 2);
      if (!done && round < ROUNDS) work.push(next);
    }
    if (work.length === 0) break;
    const [forLarge, forSmall] = yield* solveBlocks(dense, coupling, solver, work);
    work.forEach(({ column }, c) => {
      subtractTerms(column.values, large, forLarge[c]);
      subtractTerms(column.values, small, forSmall[c]);
    });
    open = work.map(({ column }) => column);
  }
  return Math.max(...state.map((column) => column.residual), 0);
}

function* solveBlocks(
  dense: Cholesky,
  coupling: Float64Array,
  solver: ReturnType<typeof iterativeSolver> | undefined,
  work: readonly { column: { reference: number }; large: Float64Array; small: Float64Array }[],
): Steps<[readonly Float64Array[], Float64Array[]]> {
  const m = dense.size;
  if (solver === undefined) {
    return [
      work.map(({ large }) => large),
      work.map(({ small }) => {
        solveCholesky(dense, small);
        return small;
      }),
    ];
  }
  // b_L − S_LS S_SS⁻ b_S, then S_SS⁻ (b_S − S_SL v_L).
  for (const { large, small } of work) {
    const first = small.slice();
    solveCholesky(dense, first);
    subtractCoupling(coupling, first, large);
  }
  const solved = yield* solver.solve(
    work.map(({ large }) => large),
    work.map(({ column, large }) => Math.min(SOLVE * column.reference, 1e-2 * norm(large))),
  );
  return [
    solved,
    work.map(({ small }, c) => {
      const part = couplingTransposed(coupling, m, solved[c]);
      for (let b = 0; b < m; b++) small[b] -= part[b];
      solveCholesky(dense, small);
      return small;
    }),
  ];
}

/** The components of the two largest factors, and one constant less for each further one: never too small a rank. */
function usualRank(factors: readonly Factor[]): number {
  const constants = factors.filter((factor) => factor.constant);
  const all = factors.reduce((sum, factor) => sum + factor.rank, 0);
  if (constants.length < 2) return all;
  return all - components(constants[0], constants[1]).count - (constants.length - 2);
}

function norm(values: Float64Array): number {
  return Math.sqrt(dot(values, values));
}

/** ‖Wz‖, the size that D'Wz has for noise. */
function weightedNorm(values: Float64Array, weights: Float64Array | undefined): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += ((weights === undefined ? 1 : weights[i]) * values[i]) ** 2;
  return Math.sqrt(sum);
}
