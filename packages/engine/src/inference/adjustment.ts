/**
 * The leverage adjustment of CR2 and CR3 in K×K form. With M = B'B and S_g = B A_g B', the adjusted score is
 *   s*_g = B⁻¹ (I − S_g)^(−e) B s_g,   e = ½ for CR2 (Bell & McCaffrey, 2002), 1 for CR3,
 * where the power is taken as zero on directions with full leverage (Moore–Penrose). B is the root of M in units of its own
 * diagonal times those units: with the root of M itself, columns of very different scales cost digits.
 */
import type { ColumnMatrix } from '../numeric/columnMatrix.js';
import { dot, multiply, multiplyVector, transpose } from '../numeric/sums.js';
import { applied, composed, coordinates, type Eigen, eigen } from '../numeric/symmetric.js';
import type { ClusterMoments } from './clusterMoments.js';

export type Exponent = 0 | 0.5 | 1;
export const EXPONENTS = { CR0: 0, CR1: 0, CR1S: 0, CR2: 0.5, CR3: 1 } as const;

/** Eigenvalues of S_g this close to 1 mean full leverage. */
const FULL_LEVERAGE = 1 - 1e-9;

export interface Adjustment {
  readonly scores: readonly Float64Array[];
  /** tr S_g: the leverage of the cluster. */
  readonly leverage: readonly number[];
  readonly exponent: Exponent;
  /** B. */
  readonly root: ColumnMatrix;
  /** S_g. */
  readonly shares: readonly Eigen[];
}

export function adjustment(moments: ClusterMoments, exponent: Exponent): Adjustment {
  const { data, rows: K } = moments.M;
  const units = Float64Array.from({ length: K }, (_, i) => Math.sqrt(data[i * K + i]));
  const M = eigen({ ...moments.M, data: data.map((value, i) => value / (units[i % K] * units[Math.floor(i / K)])) });
  const half = composed(M, Math.sqrt);
  const root = { ...half, data: half.data.map((value, i) => value * units[Math.floor(i / K)]) };
  const back = transpose(root);
  const shares = moments.A.map((A) => eigen(multiply(multiply(root, A), back)));
  const scores = shares.map((S, g) => {
    if (exponent === 0) return moments.scores[g];
    const rotated = applied(S, power(exponent), multiplyVector(root, moments.scores[g]));
    return applied(M, (value) => 1 / Math.sqrt(value), rotated).map((value, i) => value / units[i]);
  });
  const leverage = shares.map(({ values }) => values.reduce((sum, value) => sum + value, 0));
  return { scores, leverage, exponent, root, shares };
}

/** λ ↦ (1 − λ)^(−e). */
export function power(e: number): (value: number) => number {
  return (value) => (value >= FULL_LEVERAGE ? (e === 0 ? 1 : 0) : (1 - value) ** -e);
}

/**
 * What the adjusted contributions of clusters g and h to c_a'Vc_a and c_b'Vc_b have in common when errors are independent
 * (Pustejovsky & Tipton, 2018, eq. 11): with b = B c,
 *   P_gh(a, b) = δ_gh b_a' S_g (I − S_g)^(−2e) b_b − w_ga'w_hb,   w_g = S_g (I − S_g)^(−e) b.
 */
export function shared(
  { exponent, root, shares }: Adjustment,
  constraints: readonly Float64Array[],
): (g: number, h: number, a: number, b: number) => number {
  const rotated = constraints.map((c) => multiplyVector(root, c));
  const z = shares.map((S) => rotated.map((b) => coordinates(S, b)));
  const w = shares.map((S, g) =>
    z[g].map((coordinate) =>
      multiplyVector(
        S.vectors,
        coordinate.map((value, l) => S.values[l] * power(exponent)(S.values[l]) * value),
      ),
    ),
  );
  const own = (g: number, a: number, b: number): number => {
    const { values } = shares[g];
    let sum = 0;
    for (let l = 0; l < values.length; l++) sum += values[l] * power(2 * exponent)(values[l]) * z[g][a][l] * z[g][b][l];
    return sum;
  };
  return (g, h, a, b) => (g === h ? own(g, a, b) : 0) - dot(w[g][a], w[h][b]);
}
