/**
 * Small symmetric problems by ml-matrix: eigenvalues, powers, pseudo-inverse.
 * Matrices are k×k or G×G; design matrices never come here (see qr.ts for why).
 */
import { AimaqError } from '../errors.js';
import { type ColumnMatrix, column, columnMatrix } from './columnMatrix.js';
import { EigenvalueDecomposition, Matrix } from './denseMatrix.js';
import { dot, multiplyVector } from './sums.js';

export interface Eigen {
  /** Increasing. */
  readonly values: Float64Array;
  /** Orthonormal columns. */
  readonly vectors: ColumnMatrix;
}

/** Errors: numeric-not-finite. */
export function eigen(a: ColumnMatrix): Eigen {
  const k = a.rows;
  if (!a.data.every(Number.isFinite)) throw new AimaqError('numeric-not-finite');
  if (k === 0) return { values: new Float64Array(0), vectors: columnMatrix(0, 0) };
  const size = a.data.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const unit = unitOf(size);
  const m = new Matrix(k, k);
  for (let j = 0; j < k; j++)
    for (let i = 0; i < k; i++) {
      const value = a.data[j * k + i] / unit / 2 + a.data[i * k + j] / unit / 2;
      // Of what is nothing beside the largest entry the squares vanish, and the vectors would lose their length.
      m.set(i, j, Math.abs(value) < 1e-100 * (size / unit) ? 0 : value);
    }
  const decomposition = new EigenvalueDecomposition(m, { assumeSymmetric: true });
  const order = decomposition.realEigenvalues
    .map((_, i) => i)
    .sort((p, q) => decomposition.realEigenvalues[p] - decomposition.realEigenvalues[q]);
  const vectors = columnMatrix(k, k);
  order.forEach((from, j) => {
    for (let i = 0; i < k; i++) vectors.data[j * k + i] = decomposition.eigenvectorMatrix.get(i, from);
  });
  return { values: Float64Array.from(order, (i) => decomposition.realEigenvalues[i] * unit), vectors };
}

/** A power of two, so that no digit is lost, by which entries are divided whose squares would overflow or vanish; else 1. */
function unitOf(size: number): number {
  return size === 0 || (size > 1e-100 && size < 1e100) ? 1 : 2 ** Math.round(Math.log2(size));
}

/** V f(λ) V'. */
export function spectral(a: ColumnMatrix, f: (value: number) => number): ColumnMatrix {
  return composed(eigen(a), f);
}

/** V f(λ) V' of a decomposition at hand. */
export function composed({ values, vectors }: Eigen, f: (value: number) => number): ColumnMatrix {
  const k = values.length;
  const result = columnMatrix(k, k);
  for (let l = 0; l < k; l++) {
    const weight = f(values[l]);
    if (weight === 0) continue;
    for (let j = 0; j < k; j++) {
      const factor = weight * vectors.data[l * k + j];
      for (let i = 0; i < k; i++) result.data[j * k + i] += factor * vectors.data[l * k + i];
    }
  }
  return result;
}

/** V f(λ) V'x of a decomposition at hand, without the matrix. */
export function applied(of: Eigen, f: (value: number) => number, x: Float64Array): Float64Array {
  return multiplyVector(
    of.vectors,
    coordinates(of, x).map((value, l) => f(of.values[l]) * value),
  );
}

/** V'x. */
export function coordinates({ vectors }: Eigen, x: Float64Array): Float64Array {
  return Float64Array.from({ length: vectors.cols }, (_, l) => dot(column(vectors, l), x));
}

/** Moore–Penrose inverse of a symmetric matrix; eigenvalues below tolerance × the largest count as zero. */
export function pseudoInverse(a: ColumnMatrix, tolerance = 1e-12): { inverse: ColumnMatrix; rank: number } {
  const { values } = eigen(a);
  const largest = Math.max(...Array.from(values, Math.abs), 0);
  const limit = tolerance * largest;
  return {
    inverse: spectral(a, (value) => (Math.abs(value) > limit ? 1 / value : 0)),
    rank: values.filter((value) => Math.abs(value) > limit).length,
  };
}
