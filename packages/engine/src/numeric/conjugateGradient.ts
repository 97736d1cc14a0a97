/**
 * Preconditioned conjugate gradients for a symmetric positive semidefinite, consistent system, several right-hand sides
 * at once: each has its own search direction, but one application of the operator serves all of them. Hestenes & Stiefel
 * (1952).
 */
import type { Steps } from '../run.js';
import { dot } from './sums.js';

export interface SymmetricSystem {
  /** out ← A v for each vector. */
  apply(vectors: readonly Float64Array[], out: readonly Float64Array[]): void;
  /** out ← M⁻¹ r for each vector. */
  precondition(residuals: readonly Float64Array[], out: readonly Float64Array[]): void;
  readonly diagonal: Float64Array;
}

/** Curvature along a direction, against that of the diagonal, below which it lies in the null space up to rounding. */
const FLAT = 1e-14;

export interface Iterated {
  readonly x: readonly Float64Array[];
  readonly iterations: number;
  readonly converged: boolean;
}

export interface IterationOptions {
  /** Norm of the residual at which each right-hand side is done. */
  readonly targets: ArrayLike<number>;
  readonly limit: number;
  /** Where to begin; zero by default. */
  readonly from?: readonly Float64Array[];
  /** Gives up after this many iterations when, at the pace so far, more than `worth` further ones would be needed. */
  readonly patience?: number;
  readonly worth?: number;
  readonly task: string;
}

export function* conjugateGradient(
  { apply, precondition, diagonal }: SymmetricSystem,
  b: readonly Float64Array[],
  { targets, limit, from, patience = Number.POSITIVE_INFINITY, worth = 0, task }: IterationOptions,
): Steps<Iterated> {
  const x = b.map((side, c) => from?.[c].slice() ?? new Float64Array(side.length));
  const r = b.map((side) => side.slice());
  if (from !== undefined) {
    const products = x.map((v) => new Float64Array(v.length));
    apply(x, products);
    products.forEach((product, c) => {
      for (let j = 0; j < product.length; j++) r[c][j] -= product[j];
    });
  }
  const z = b.map((side) => new Float64Array(side.length));
  const q = b.map((side) => new Float64Array(side.length));
  precondition(r, z);
  const p = z.map((direction) => direction.slice());
  const rho = r.map((residual, c) => dot(residual, z[c]));
  const norms = r.map((residual) => Math.sqrt(dot(residual, residual)));
  const first = norms.slice();
  const flat = new Set<number>();
  const open = () => norms.flatMap((norm, c) => (norm > targets[c] && !flat.has(c) ? [c] : []));
  let active = open();
  let iterations = 0;
  while (active.length > 0 && iterations < limit) {
    apply(
      active.map((c) => p[c]),
      active.map((c) => q[c]),
    );
    const moved = active.filter((c) => {
      const curvature = dot(p[c], q[c]);
      // A step along a direction of the null space would be as long as rounding is small.
      if (curvature > FLAT * diagonalSquare(diagonal, p[c]) && rho[c] > 0) {
        norms[c] = step(rho[c] / curvature, p[c], q[c], x[c], r[c]);
        return true;
      }
      flat.add(c);
      return false;
    });
    precondition(
      moved.map((c) => r[c]),
      moved.map((c) => z[c]),
    );
    for (const c of moved) {
      const next = dot(r[c], z[c]);
      turn(p[c], z[c], next / rho[c]);
      rho[c] = next;
    }
    iterations++;
    active = open();
    if (active.length === 0) break;
    const left = Math.max(...active.map((c) => Math.log(norms[c] / targets[c])));
    const whole = Math.max(...active.map((c) => Math.log(first[c] / targets[c])), left);
    if (iterations >= patience && iterations % patience === 0) {
      const pace = Math.max((whole - left) / iterations, 0);
      if (left > pace * worth) break;
    }
    yield { task, done: Math.max(whole - left, 0), total: whole };
  }
  return { x, iterations, converged: active.length === 0 };
}

/** x ← x + α p, r ← r − α q; the norm of r. */
function step(alpha: number, p: Float64Array, q: Float64Array, x: Float64Array, r: Float64Array): number {
  let square = 0;
  for (let j = 0; j < x.length; j++) {
    x[j] += alpha * p[j];
    const left = r[j] - alpha * q[j];
    r[j] = left;
    square += left * left;
  }
  return Math.sqrt(square);
}

/** p ← z + β p. */
function turn(p: Float64Array, z: Float64Array, beta: number): void {
  for (let j = 0; j < p.length; j++) p[j] = z[j] + beta * p[j];
}

/** p' diag(d) p. */
function diagonalSquare(d: Float64Array, p: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < p.length; j++) sum += d[j] * p[j] * p[j];
  return sum;
}
