/**
 * Joint test of q linear hypotheses Cβ = 0 by the restricted wild cluster bootstrap: the Wald statistic under CV1 is
 * compared with that of samples in which the null holds and whole clusters change sign. For one hypothesis it is the
 * bootstrap of wildBootstrap.ts. With s̃_h the scores under the null, m_h = C M s̃_h and
 *   δ* = Σ_h m_h v_h,   z_g = m_g v_g − Σ_h C M A_g M s̃_h v_h,   W* = δ*'(Σ_g z_g z_g')⁻¹ δ*.
 * Sign vectors are enumerated up to 17 clusters, above they are drawn by a seed; ties as there.
 */
import { type Maybe, unavailable } from '../errors.js';
import { type ColumnMatrix, columnMatrix } from '../numeric/columnMatrix.js';
import { leastSquaresFromMoments } from '../numeric/normalEquations.js';
import { randomStream } from '../numeric/random.js';
import { multiply, multiplyVector, transpose } from '../numeric/sums.js';
import type { ClusterMoments } from './clusterMoments.js';

export interface WildWald {
  readonly statistic: number;
  readonly pValue: number;
  readonly draws: number;
  readonly exact: boolean;
}

const ENUMERATED = 17;
const TIE = 1e-9;

/** `constraints`: q×k over the model's own coefficients. */
export function wildWald(
  moments: ClusterMoments,
  constraints: ColumnMatrix,
  { draws = 9_999, seed = 1 }: { readonly draws?: number; readonly seed?: number } = {},
): WildWald | Extract<Maybe, object> {
  const { K, k, M, A, b, count: G } = moments;
  const q = constraints.rows;
  const C = columnMatrix(q, K);
  C.data.set(constraints.data.subarray(0, q * k));
  const CM = multiply(C, M);
  const omega = multiply(CM, transpose(C));
  const delta = multiplyVector(C, moments.coefficients);
  const pull = leastSquaresFromMoments(omega, delta, omega);
  if (pull === null) return unavailable('inference-dependent-constraints', { constraints: q });
  const shift = multiplyVector(transpose(CM), pull);
  const restricted = moments.coefficients.map((value, i) => value - shift[i]);
  const scores = b.map((own, g) => {
    const fitted = multiplyVector(A[g], restricted);
    return own.map((value, i) => value - fitted[i]);
  });
  const m = scores.map((score) => multiplyVector(CM, score));
  const Ms = scores.map((score) => multiplyVector(M, score));
  // Z[h] is G×q: what the sign of cluster h adds to z.
  const Z = Ms.map((effect, h) => {
    const block = new Float64Array(G * q);
    for (let g = 0; g < G; g++) {
      const through = multiplyVector(CM, multiplyVector(A[g], effect));
      for (let a = 0; a < q; a++) block[g * q + a] = (g === h ? m[h][a] : 0) - through[a];
    }
    return block;
  });

  const exact = G <= ENUMERATED;
  const total = exact ? 2 ** (G - 1) : draws;
  const v = new Float64Array(G);
  const z = new Float64Array(G * q);
  const d = new Float64Array(q);
  const add = (h: number, factor: number): void => {
    for (let a = 0; a < q; a++) d[a] += factor * m[h][a];
    const block = Z[h];
    for (let i = 0; i < z.length; i++) z[i] += factor * block[i];
  };
  const square = columnMatrix(q, q);
  const wald = (): number => {
    square.data.fill(0);
    for (let g = 0; g < G; g++)
      for (let a = 0; a < q; a++) for (let c = 0; c <= a; c++) square.data[c * q + a] += z[g * q + a] * z[g * q + c];
    return quadraticInverse(square, d);
  };
  for (let g = 0; g < G; g++) add(g, 1);
  const statistic = wald();
  if (!Number.isFinite(statistic)) return unavailable('inference-dependent-constraints', { constraints: q });
  const limit = statistic * (1 - TIE);
  let extreme = 0;
  if (exact) {
    v.fill(1);
    for (let code = 0; ; ) {
      if (wald() >= limit) extreme++;
      code++;
      if (code === total) break;
      const flip = 32 - Math.clz32(code & -code);
      v[flip] = -v[flip];
      add(flip, 2 * v[flip]);
    }
    return { statistic, pValue: extreme / total, draws: 2 ** G, exact };
  }
  const stream = randomStream(seed, 6);
  for (let draw = 0; draw < total; draw++) {
    d.fill(0);
    z.fill(0);
    for (let g = 0; g < G; g++) add(g, stream.sign(draw * G + g));
    if (wald() >= limit) extreme++;
  }
  return { statistic, pValue: (extreme + 1) / (total + 1), draws, exact };
}

/** d'S⁻¹d by Cholesky of the lower triangle; Infinity when S is singular. */
function quadraticInverse(S: ColumnMatrix, d: Float64Array): number {
  const q = d.length;
  const L = S.data;
  let sum = 0;
  const y = new Float64Array(q);
  for (let i = 0; i < q; i++) {
    const own = L[i * q + i];
    let pivot = own;
    for (let l = 0; l < i; l++) pivot -= L[l * q + i] ** 2;
    if (!(pivot > 1e-14 * own)) return Number.POSITIVE_INFINITY;
    const root = Math.sqrt(pivot);
    L[i * q + i] = root;
    let right = d[i];
    for (let l = 0; l < i; l++) right -= L[l * q + i] * y[l];
    y[i] = right / root;
    sum += y[i] * y[i];
    for (let r = i + 1; r < q; r++) {
      let value = L[i * q + r];
      for (let l = 0; l < i; l++) value -= L[l * q + r] * L[l * q + i];
      L[i * q + r] = value / root;
    }
  }
  return sum;
}
