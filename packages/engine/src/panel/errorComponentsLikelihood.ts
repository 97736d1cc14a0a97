/**
 * Likelihood of the error-components model u = Z₁μ + Z₂λ + ν, Z₂ absent with one effect, concentrated in the ratios
 * φ₁ = σ²_μ/σ²_ν and φ₂ = σ²_λ/σ²_ν; Ω = I + φ₁Z₁Z₁' + φ₂Z₂Z₂':
 *   ℓ(φ) = −n/2 (log 2π + 1 + log(S/n)) − ½ log|Ω|,   S = u'Ω⁻¹u of the GLS residuals u,
 *   ∂ℓ/∂φ_e = n/(2S) ‖Z_e'Ω⁻¹u‖² − ½ tr(Z_e'Ω⁻¹Z_e)   (envelope theorem).
 *
 * The rows are read once. Z₁ is the effect with more levels, W = [Q r Z₂] with Q an orthonormal basis of the regressors and
 * r the least-squares residual; what depends on φ is a sum over the sizes T that levels of Z₁ have:
 *   G = W'(I + φ₁Z₁Z₁')⁻¹W = W̃'W̃ + Σ_T R_T/(T(1 + Tφ₁)),   R_T = Σ s_g s_g' over levels g of T rows,
 * W̃ the deviations from the means of Z₁ and s_g the sums in g. With K = I + φ₂G_ZZ, log|Ω| = Σ_g log(1 + T_gφ₁) + log|K|.
 * Source: Wansbeek & Kapteyn (1989) for Ω⁻¹; Baltagi (2021), §2.4 and §9.3.
 */
import { demean } from '../design/absorb.js';
import type { Design, Effect } from '../design/design.js';
import { type Cholesky, cholesky, solveCholesky } from '../numeric/cholesky.js';
import { apply, qr } from '../numeric/qr.js';
import { dot } from '../numeric/sums.js';

export interface LikelihoodPoint {
  /** Ratios in the order of the effects. */
  readonly phi: readonly number[];
  readonly logLikelihood: number;
  /** ∂ℓ/∂φ_e. */
  readonly slope: readonly number[];
  /** σ̂²_ν(φ) = S/n. */
  readonly variance: number;
}

export type Likelihood = (phi: readonly number[]) => LikelihoodPoint;

/** Sums over levels of one size. */
interface Size {
  readonly rows: number;
  levels: number;
  readonly R: Float64Array;
}

export function errorComponentsLikelihood(design: Design, effects: readonly Effect[]): Likelihood {
  const n = design.y.length;
  const order = effects.map((_, e) => e).sort((a, b) => effects[b].levels.length - effects[a].levels.length);
  const [large, small] = order.map((e) => effects[e]);
  const basis = orthonormal(design);
  const k = basis.length - 1;
  const T = small?.levels.length ?? 0;
  const w = k + 1 + T;
  const { within, sizes } = moments(basis, large, small);

  /** G, and M = Σ_T R_T/(1 + Tφ₁)², from which the slope along φ₁ comes. */
  const ofLarge = remembered((phi: number) => {
    const G = within.slice();
    const M = new Float64Array(w * w);
    let determinant = 0;
    let trace = 0;
    for (const { rows, levels, R } of sizes) {
      const d = 1 / (1 + rows * phi);
      for (let i = 0; i < R.length; i++) {
        G[i] += (d / rows) * R[i];
        M[i] += d * d * R[i];
      }
      determinant += levels * Math.log1p(rows * phi);
      trace += levels * rows * d;
    }
    return { G, M, determinant, trace };
  });

  return (phi) => {
    const [phi1, phi2 = 0] = order.map((e) => phi[e]);
    const { G, M, determinant, trace } = ofLarge(phi1);
    const K = new Float64Array(T * T);
    for (let a = 0; a < T; a++)
      for (let b = 0; b < T; b++) K[a * T + b] = phi2 * G[(k + 1 + a) * w + k + 1 + b] + (a === b ? 1 : 0);
    const factor = cholesky(K, T, { tolerance: 0 });
    const solved = Array.from({ length: k + 1 }, (_, a) => {
      const right = G.slice(a * w + k + 1, (a + 1) * w);
      solveCholesky(factor, right);
      return right;
    });
    const P = (a: number, b: number) => G[a * w + b] - phi2 * dot(G.subarray(a * w + k + 1, (a + 1) * w), solved[b]);
    const QQ = new Float64Array(k * k);
    for (let a = 0; a < k; a++) for (let b = 0; b < k; b++) QQ[a * k + b] = P(a, b);
    const Qr = Float64Array.from({ length: k }, (_, a) => P(a, k));
    const beta = Qr.slice();
    solveCholesky(cholesky(QQ, k, { tolerance: 0 }), beta);
    const S = P(k, k) - dot(Qr, beta);
    // Ω⁻¹u = (I + φ₁Z₁Z₁')⁻¹W v, and Z₂'Ω⁻¹u = K⁻¹G_Zu.
    const reach = solved[k].slice();
    for (let a = 0; a < k; a++) for (let t = 0; t < T; t++) reach[t] -= beta[a] * solved[a][t];
    const v = Float64Array.from({ length: w }, (_, i) => (i < k ? -beta[i] : i === k ? 1 : -phi2 * reach[i - k - 1]));
    let along = 0;
    for (let i = 0; i < w; i++) along += v[i] * dot(M.subarray(i * w, (i + 1) * w), v);
    const [traceM, traceG] = traces(factor, M, G, k + 1, w);
    const variance = S / n;
    const slopes = [
      along / (2 * variance) - (trace - phi2 * traceM) / 2,
      dot(reach, reach) / (2 * variance) - traceG / 2,
    ];
    return {
      phi,
      logLikelihood: (-n / 2) * (Math.log(2 * Math.PI) + 1 + Math.log(variance)) - (determinant + logOf(factor)) / 2,
      slope: effects.map((_, e) => slopes[order.indexOf(e)]),
      variance,
    };
  };
}

/** tr(K⁻¹M_ZZ) and tr(K⁻¹G_ZZ), the blocks from position `from` on. */
function traces(factor: Cholesky, M: Float64Array, G: Float64Array, from: number, w: number): [number, number] {
  const sums: [number, number] = [0, 0];
  for (let t = 0; t < factor.size; t++) {
    const unit = new Float64Array(factor.size);
    unit[t] = 1;
    solveCholesky(factor, unit);
    const row = (from + t) * w + from;
    sums[0] += dot(unit, M.subarray(row, row + factor.size));
    sums[1] += dot(unit, G.subarray(row, row + factor.size));
  }
  return sums;
}

function logOf({ factor, size }: Cholesky): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += 2 * Math.log(factor[i * size + i]);
  return sum;
}

/** Orthonormal columns that span the regressors, and the response net of them. */
function orthonormal(design: Design): Float64Array[] {
  const n = design.y.length;
  const factor = qr(design.X);
  const Q = factor.kept.map((_, l) => {
    const column = new Float64Array(n);
    column[l] = 1;
    apply(factor, column);
    return column;
  });
  const rest = design.y.slice();
  // Twice is enough (Kahan; Parlett, 1998, §6.9).
  for (let pass = 0; pass < 2; pass++)
    for (const column of Q) {
      const share = dot(column, rest);
      for (let i = 0; i < n; i++) rest[i] -= share * column[i];
    }
  return [...Q, rest];
}

/** W̃'W̃ and the sums over the levels of the larger effect, by the number of their rows. */
function moments(basis: readonly Float64Array[], large: Effect, small: Effect | undefined) {
  const n = large.codes.length;
  const b = basis.length;
  const T = small?.levels.length ?? 0;
  const w = b + T;
  const sums = new Float64Array(large.levels.length * w);
  const count = new Int32Array(large.levels.length);
  const within = new Float64Array(w * w);
  for (let i = 0; i < n; i++) {
    const from = large.codes[i] * w;
    count[large.codes[i]]++;
    basis.forEach((values, a) => {
      sums[from + a] += values[i];
    });
    if (small !== undefined) sums[from + b + small.codes[i]]++;
  }
  const deviations = basis.map((values) => demean(values, large));
  deviations.forEach((x, a) => {
    deviations.forEach((y, c) => {
      within[a * w + c] = dot(x, y);
    });
    for (let i = 0; small !== undefined && i < n; i++) within[a * w + b + small.codes[i]] += x[i];
    for (let t = b; t < w; t++) within[t * w + a] = within[a * w + t];
  });
  const sizes = new Map<number, Size>();
  for (let g = 0; g < count.length; g++) {
    const size = sizes.get(count[g]) ?? { rows: count[g], levels: 0, R: new Float64Array(w * w) };
    sizes.set(count[g], size);
    size.levels++;
    const s = sums.subarray(g * w, (g + 1) * w);
    for (let a = 0; a < w; a++) if (s[a] !== 0) for (let c = 0; c < w; c++) size.R[a * w + c] += s[a] * s[c];
  }
  for (let i = 0; small !== undefined && i < n; i++) within[(b + small.codes[i]) * (w + 1)]++;
  for (const { rows, R } of sizes.values())
    for (let a = b; a < w; a++) for (let c = b; c < w; c++) within[a * w + c] -= R[a * w + c] / rows;
  return { within, sizes: [...sizes.values()] };
}

/** The last value is kept: the grid varies the second ratio first. */
function remembered<T>(f: (phi: number) => T): (phi: number) => T {
  let last: { phi: number; value: T } | undefined;
  return (phi) => {
    if (last?.phi !== phi) last = { phi, value: f(phi) };
    return last.value;
  };
}
