/**
 * The large factors beside the eliminated one, by conjugate gradients on the Schur complement, the small factors
 * eliminated densely inside the operator. The diagonal preconditions first; where the pace so far promises too many
 * iterations, the graph of each pair (eliminated, large) is factorised approximately and takes over.
 */
import { type Cholesky, solveCholesky } from '../../numeric/cholesky.js';
import { conjugateGradient, type SymmetricSystem } from '../../numeric/conjugateGradient.js';
import { abreast } from '../../numeric/lanes.js';
import { randomStream } from '../../numeric/random.js';
import type { Steps } from '../../run.js';
import { approximateCholesky } from './approximateCholesky.js';
import { applyCells, type Cells, cellsOf, schurGraph } from './cells.js';
import type { Factor } from './factor.js';
import { applyLaplacian } from './graph.js';
import { applyRows } from './rowsOperator.js';
import type { Elimination, SchurBlocks } from './schur.js';

type Operator = (vectors: readonly Float64Array[], out: readonly Float64Array[]) => void;

export interface IterativeSolver {
  /** Solves for the large terms; what is left of the residual is for the caller to measure. */
  solve(b: readonly Float64Array[], targets: ArrayLike<number>): Steps<readonly Float64Array[]>;
  readonly iterations: number;
  readonly preconditioner: 'diagonal' | 'approximate-cholesky';
}

/** Iterations after which the pace is judged, and how many more are cheaper than a factorisation. */
const PATIENCE = 15;
const WORTH = 45;
/** Iterations of one solve. */
const LIMIT = 5000;
/** Share of a coefficient's diagonal that rounding may leave of zero. */
const VANISHED = 1e-13;
const SEED = 20_250_725;

export function iterativeSolver(
  elimination: Elimination,
  blocks: SchurBlocks,
  dense: Cholesky,
  factors: readonly Factor[],
): IterativeSolver {
  const { eliminated, large, rows, weights } = elimination;
  const graphical = eliminated.constant && eliminated.slopes.length === 0;
  const single = graphical && large.list.length === 1 && large.list[0].values === undefined;
  const cells = single ? cellsOf(eliminated, factors[0], rows, weights) : undefined;
  let applyLarge: Operator =
    cells === undefined
      ? (vectors, out) => {
          for (let c = 0; c < vectors.length; c++) applyRows(elimination, vectors[c], out[c]);
        }
      : abreast(cells.levels, (v, result) => applyCells(cells, v, result));
  let factored: { readonly offset: number; readonly levels: number; readonly solve: Operator }[] | undefined;
  let iterations = 0;
  // A level that meets only eliminated levels of its own is determined by them: rounding is all that its diagonal holds.
  const diagonal = blocks.diagonal.map((d, j) => (d > VANISHED * large.squares[j] ? d : 0));
  const inverse = diagonal.map((d) => (d > 0 ? 1 / d : 0));

  const system: SymmetricSystem = {
    diagonal,
    apply(vectors, out) {
      applyLarge(vectors, out);
      if (dense.size === 0) return;
      for (let c = 0; c < vectors.length; c++) {
        const part = couplingTransposed(blocks.coupling, dense.size, vectors[c]);
        solveCholesky(dense, part);
        subtractCoupling(blocks.coupling, part, out[c]);
      }
    },
    precondition(residuals, out) {
      residuals.forEach((r, c) => {
        for (let j = 0; j < r.length; j++) out[c][j] = r[j] * inverse[j];
      });
      for (const { offset, levels, solve } of factored ?? []) {
        const stretch = (vector: Float64Array) => vector.subarray(offset, offset + levels);
        solve(residuals.map(stretch), out.map(stretch));
      }
    },
  };

  return {
    get iterations() {
      return iterations;
    },
    get preconditioner() {
      return factored === undefined ? 'diagonal' : 'approximate-cholesky';
    },
    *solve(b, targets) {
      const task = 'fixed effects';
      let from: readonly Float64Array[] | undefined;
      if (factored === undefined) {
        const first = yield* conjugateGradient(system, b, {
          targets,
          limit: LIMIT,
          patience: PATIENCE,
          worth: WORTH,
          task,
        });
        iterations += first.iterations;
        if (first.converged) return first.x;
        from = first.x;
        const built = pairGraphs(elimination, factors, cells);
        const [only] = built;
        // Where the whole graph is at hand and has fewer edges than there are cells, it is the faster operator.
        if (cells !== undefined && only.exact && 2 * only.graph.to.length < cells.to.length)
          applyLarge = abreast(only.graph.size, (v, result) => applyLaplacian(only.graph, v, result));
        factored = built.map(({ graph, offset }, p) => {
          const { solve } = approximateCholesky(graph, uniforms(2 * p + 1));
          return { offset, levels: graph.size, solve: abreast(graph.size, solve) };
        });
      }
      const more = yield* conjugateGradient(system, b, {
        targets,
        limit: LIMIT,
        task,
        ...(from === undefined ? {} : { from }),
      });
      iterations += more.iterations;
      return more.x;
    },
  };
}

/** The graph of the eliminated factor with each large constant; slopes keep their unit diagonal. */
function pairGraphs(
  { rows, weights, eliminated, large }: Elimination,
  factors: readonly Factor[],
  cells: Cells | undefined,
) {
  return large.list.flatMap((term, t) => {
    const factor = factors.find((candidate) => candidate.codes === term.codes);
    if (term.values !== undefined || factor === undefined || !eliminated.constant) return [];
    const pair = cells ?? cellsOf(eliminated, factor, rows, weights);
    const graph = schurGraph(pair, uniforms(2 * t));
    return [{ offset: term.offset, graph, exact: graph.exact }];
  });
}

function uniforms(stream: number): () => number {
  const source = randomStream(SEED, stream);
  let draw = 0;
  return () => source.uniform(draw++);
}

/** Coupling' v. */
export function couplingTransposed(coupling: Float64Array, m: number, v: Float64Array): Float64Array {
  const result = new Float64Array(m);
  for (let j = 0; j < v.length; j++) for (let b = 0; b < m; b++) result[b] += coupling[j * m + b] * v[j];
  return result;
}

/** out ← out − coupling u. */
export function subtractCoupling(coupling: Float64Array, u: Float64Array, out: Float64Array): void {
  const m = u.length;
  for (let j = 0; j < out.length; j++) {
    let sum = 0;
    for (let b = 0; b < m; b++) sum += coupling[j * m + b] * u[b];
    out[j] -= sum;
  }
}
