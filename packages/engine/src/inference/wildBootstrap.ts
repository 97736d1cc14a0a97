/**
 * Restricted wild cluster bootstrap-t (WCR; Cameron, Gelbach & Miller, 2008) of one coefficient, from cluster moments
 * alone. With the null imposed, scores s̃_g = b_g − A_g β̃, a_g = c'M s̃_g and Q_gh = c'M A_g M s̃_h, a draw v of cluster
 * signs has
 *   numerator Σ a_g v_g,   squared denominator Σ_g (a_g v_g − Σ_h Q_gh v_h)²,
 * up to a factor that cancels in the comparison (MacKinnon, Nielsen & Webb, 2023). With few clusters all sign vectors
 * are enumerated in Gray-code order, so that a draw costs O(G): the p-value has no chance in it. With more than 20, signs
 * are drawn by a seed; under 6 clusters Webb's (2014) six points are enumerated, as 2^G signs would be too few.
 * Ties: a draw counts as at least as extreme when |t*| ≥ |t| (1 − 1e-9).
 */
import { column } from '../numeric/columnMatrix.js';
import { randomStream } from '../numeric/random.js';
import { multiplyVector } from '../numeric/sums.js';
import type { ClusterMoments } from './clusterMoments.js';

export interface WildOptions {
  /** Null value of the coefficient. */
  readonly null?: number;
  readonly draws?: number;
  readonly seed?: number;
  readonly level?: number;
}

export interface WildBootstrap {
  readonly pValue: number;
  readonly draws: number;
  readonly exact: boolean;
  readonly weights: 'rademacher' | 'webb';
  readonly confidenceInterval: readonly [number, number] | null;
}

export const ENUMERATED_CLUSTERS = 20;
const WEBB_CLUSTERS = 6;
const WEBB = [-Math.sqrt(1.5), -1, -Math.sqrt(0.5), Math.sqrt(0.5), 1, Math.sqrt(1.5)];
const TIE = 1e-9;

interface Parts {
  readonly a: Float64Array;
  /** Q by columns: Q[h * G + g]. */
  readonly Q: Float64Array;
}

export function wildBootstrap(moments: ClusterMoments, j: number, options: WildOptions = {}): WildBootstrap {
  const { draws = 9_999, seed = 1, level = 0.95 } = options;
  const G = moments.count;
  const weights = G < WEBB_CLUSTERS ? 'webb' : 'rademacher';
  const exact = G <= ENUMERATED_CLUSTERS;
  const count = !exact ? draws : weights === 'webb' ? 6 ** G : 2 ** G;
  const p = (nullValue: number) => pValue(parts(moments, j, nullValue), G, weights, exact, count, seed);
  return {
    pValue: p(options.null ?? 0),
    draws: count,
    exact,
    weights,
    // An inversion is some forty tests; with so many clusters that nothing is enumerated it is not worth its time.
    confidenceInterval: exact ? interval(moments, j, p, 1 - level) : null,
  };
}

function parts(moments: ClusterMoments, j: number, nullValue: number): Parts {
  const G = moments.count;
  const l = column(moments.M, j);
  const step = (moments.coefficients[j] - nullValue) / l[j];
  const restricted = moments.coefficients.map((value, i) => value - step * l[i]);
  const a = new Float64Array(G);
  const Ms: Float64Array[] = [];
  for (let g = 0; g < G; g++) {
    const fitted = multiplyVector(moments.A[g], restricted);
    const score = moments.b[g].map((value, i) => value - fitted[i]);
    a[g] = inner(l, score);
    Ms.push(multiplyVector(moments.M, score));
  }
  const Q = new Float64Array(G * G);
  for (let g = 0; g < G; g++) {
    const lA = multiplyVector(moments.A[g], l);
    for (let h = 0; h < G; h++) Q[h * G + g] = inner(lA, Ms[h]);
  }
  return { a, Q };
}

function pValue(
  { a, Q }: Parts,
  G: number,
  weights: 'rademacher' | 'webb',
  exact: boolean,
  draws: number,
  seed: number,
): number {
  const observed = ratio(a, Q, new Float64Array(G).fill(1), G);
  const limit = observed * (1 - TIE) ** 2;
  if (!exact) {
    let extreme = 0;
    const v = new Float64Array(G);
    const stream = randomStream(seed);
    for (let d = 0; d < draws; d++) {
      for (let g = 0; g < G; g++) v[g] = stream.sign(d * G + g);
      if (ratio(a, Q, v, G) >= limit) extreme++;
    }
    return (extreme + 1) / (draws + 1);
  }
  if (weights === 'webb') {
    let extreme = 0;
    const v = new Float64Array(G);
    for (let d = 0; d < draws; d++) {
      for (let g = 0, rest = d; g < G; g++, rest = Math.floor(rest / 6)) v[g] = WEBB[rest % 6];
      if (ratio(a, Q, v, G) >= limit) extreme++;
    }
    return extreme / draws;
  }
  return enumerate(a, Q, G, limit);
}

/** Squared t of a draw, up to the factor that every draw shares. */
function ratio(a: Float64Array, Q: Float64Array, v: Float64Array, G: number): number {
  let numerator = 0;
  let denominator = 0;
  for (let g = 0; g < G; g++) {
    numerator += a[g] * v[g];
    let w = a[g] * v[g];
    for (let h = 0; h < G; h++) w -= Q[h * G + g] * v[h];
    denominator += w * w;
  }
  return (numerator * numerator) / denominator;
}

/** All sign vectors with v_0 = +1, in Gray-code order; the other half gives the same |t|. */
function enumerate(a: Float64Array, Q: Float64Array, G: number, limit: number): number {
  const v = new Float64Array(G).fill(1);
  const w = new Float64Array(G);
  let numerator = 0;
  for (let g = 0; g < G; g++) {
    numerator += a[g];
    w[g] = a[g];
    for (let h = 0; h < G; h++) w[g] -= Q[h * G + g];
  }
  const half = 2 ** (G - 1);
  let extreme = 0;
  for (let code = 0; ; ) {
    let denominator = 0;
    for (let g = 0; g < G; g++) denominator += w[g] * w[g];
    if (numerator * numerator >= limit * denominator) extreme++;
    code++;
    if (code === half) break;
    // The bit that a Gray code flips is the lowest set bit of the counter.
    const flip = 32 - Math.clz32(code & -code);
    const change = -2 * v[flip];
    v[flip] = -v[flip];
    numerator += change * a[flip];
    w[flip] += change * a[flip];
    const base = flip * G;
    for (let g = 0; g < G; g++) w[g] -= change * Q[base + g];
  }
  return extreme / half;
}

/** Null values that the test at level α does not reject: ends by bracketing outwards and bisection on the step function. */
function interval(
  moments: ClusterMoments,
  j: number,
  p: (nullValue: number) => number,
  alpha: number,
): readonly [number, number] | null {
  const estimate = moments.coefficients[j];
  let scale = 0;
  const l = column(moments.M, j);
  for (const score of moments.scores) scale += inner(l, score) ** 2;
  scale = Math.sqrt(scale);
  // With G clusters p cannot fall below 2^(1−G) (or its Webb analogue): then every value is inside.
  if (!(scale > 0)) return null;
  const end = (direction: 1 | -1): number | null => {
    let inside = 0;
    let outside = 1;
    while (p(estimate + direction * outside * scale) >= alpha) {
      inside = outside;
      outside *= 2;
      if (outside > 1e4) return null;
    }
    while (outside - inside > 1e-6 * outside) {
      const middle = (inside + outside) / 2;
      if (p(estimate + direction * middle * scale) >= alpha) inside = middle;
      else outside = middle;
    }
    return estimate + direction * inside * scale;
  };
  const lower = end(-1);
  const upper = end(1);
  return lower === null || upper === null ? null : [lower, upper];
}

function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
