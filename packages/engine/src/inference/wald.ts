/**
 * Joint test of q linear hypotheses Cβ = 0 under a clustered covariance with few clusters: Hotelling's T² with the degrees
 * of freedom of Zhang ("HTZ"), which for q = 1 is the t-test with Satterthwaite degrees of freedom.
 *
 * Formula: Q = (Cβ̂)'(CVC')⁻¹Cβ̂,  F = (η − q + 1)/(ηq) · Q on (q, η − q + 1) degrees of freedom,
 *   η = q(q+1) / Σ_st Var(D_st),  D = Ω^(−½) CVC' Ω^(−½),  Ω = E CVC',
 * with Var(D_st) = Σ_gh (P_ss P_tt + P_st P_ts)_gh under independent errors, P as in adjustment.ts.
 * Source: Tipton & Pustejovsky (2015); Pustejovsky & Tipton (2018), §4. Checked against clubSandwich's Wald_test.
 */
import { fisherTail } from '../distribution/fisher.js';
import { type Maybe, unavailable } from '../errors.js';
import { type ColumnMatrix, columnMatrix } from '../numeric/columnMatrix.js';
import { multiply, multiplyVector } from '../numeric/sums.js';
import { pseudoInverse, spectral } from '../numeric/symmetric.js';
import { type Adjustment, shared } from './adjustment.js';
import { type ClusterMoments, quadratic } from './clusterMoments.js';

export interface WaldTest {
  readonly statistic: number;
  readonly df: readonly [number, number];
  readonly pValue: number;
}

/** `constraints`: q×k over the model's own coefficients. Unavailable when they are dependent or leave no degrees of freedom. */
export function waldTest(
  moments: ClusterMoments,
  adjusted: Adjustment,
  constraints: ColumnMatrix,
): WaldTest | Extract<Maybe, object> {
  const q = constraints.rows;
  const { K, k, M, count } = moments;
  const C = columnMatrix(q, K);
  C.data.set(constraints.data.subarray(0, q * k));
  const CM = multiply(C, M);
  // What CVC' is on average when errors are independent; for CR2 that is C(X'X)⁻¹C' itself.
  const omega = expected(moments.count, adjusted, rowsOf(C));
  if (pseudoInverse(omega).rank < q) return unavailable('inference-dependent-constraints', { constraints: q });
  const half = spectral(omega, (value) => 1 / Math.sqrt(value));
  const L = multiply(half, CM);

  const D = columnMatrix(q, q);
  for (const score of adjusted.scores) {
    const z = multiplyVector(L, score);
    for (let s = 0; s < q; s++) for (let t = 0; t < q; t++) D.data[t * q + s] += z[s] * z[t];
  }
  const beta = multiplyVector(half, multiplyVector(C, moments.coefficients));
  const { inverse, rank } = pseudoInverse(D);
  if (rank < q) return unavailable('inference-dependent-constraints', { constraints: q });
  const Q = quadratic(beta, inverse, beta);

  const shares = shared(adjusted, rowsOf(multiply(half, C)));
  let variance = 0;
  const P = columnMatrix(q, q);
  for (let g = 0; g < count; g++) {
    for (let h = 0; h < count; h++) {
      for (let a = 0; a < q; a++) for (let b = 0; b < q; b++) P.data[b * q + a] = shares(g, h, a, b);
      for (let a = 0; a < q; a++)
        for (let b = 0; b < q; b++)
          variance += P.data[a * q + a] * P.data[b * q + b] + P.data[b * q + a] * P.data[a * q + b];
    }
  }
  const eta = (q * (q + 1)) / variance;
  const df = eta - q + 1;
  if (!(df > 0)) return unavailable('inference-wald-degrees', { constraints: q, eta });
  const statistic = (df / (eta * q)) * Q;
  return { statistic, df: [q, df], pValue: fisherTail(statistic, q, df) };
}

function rowsOf(matrix: ColumnMatrix): Float64Array[] {
  return Array.from({ length: matrix.rows }, (_, s) =>
    Float64Array.from({ length: matrix.cols }, (_u, i) => matrix.data[i * matrix.rows + s]),
  );
}

/** Σ_g P_gg of the constraints. */
function expected(count: number, adjusted: Adjustment, constraints: readonly Float64Array[]): ColumnMatrix {
  const q = constraints.length;
  const P = shared(adjusted, constraints);
  const sum = columnMatrix(q, q);
  for (let g = 0; g < count; g++)
    for (let a = 0; a < q; a++) for (let b = 0; b < q; b++) sum.data[b * q + a] += P(g, g, a, b);
  return sum;
}

/** The hypotheses that the chosen coefficients are all zero. */
export function allZero(k: number, chosen: readonly number[]): ColumnMatrix {
  const C = columnMatrix(chosen.length, k);
  chosen.forEach((j, s) => {
    C.data[j * chosen.length + s] = 1;
  });
  return C;
}

/** The hypotheses that the chosen coefficients are equal to the first of them. */
export function allEqual(k: number, chosen: readonly number[]): ColumnMatrix {
  const C = columnMatrix(chosen.length - 1, k);
  chosen.slice(1).forEach((j, s) => {
    C.data[chosen[0] * C.rows + s] = -1;
    C.data[j * C.rows + s] = 1;
  });
  return C;
}
