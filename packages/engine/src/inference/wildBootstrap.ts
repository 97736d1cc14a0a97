/**
 * Wild cluster bootstrap-t of one coefficient, from cluster moments alone (Cameron, Gelbach & Miller, 2008; MacKinnon,
 * Nielsen & Webb, 2023). A draw v of signs has
 *   numerator Σ_s a_s v_s,   squared denominator Σ_g (Σ_s W_gs v_s)²,
 * up to a factor that cancels in the comparison, where s runs over the clusters (or over the finer groups whose signs are
 * drawn) and g over the clusters of the standard error. The variants are named as in MacKinnon, Nielsen & Webb:
 *   WCR imposes the null, WCU does not; the first digit says whose scores are resampled (1: plain, 3: those that the model
 *   without the cluster leaves, as in CV3), the second whose variance divides (1: CV1, 3: the cluster jackknife CV3).
 * With few clusters all sign vectors are enumerated in Gray-code order, so that a draw costs O(G): the p-value has no
 * chance in it. With more than 20, signs are drawn by a seed and the data count as one draw; under 6 clusters Webb's (2014)
 * six points are enumerated, as 2^G signs would be too few.
 * Ties: a draw counts as at least as extreme when |t*| ≥ |t| (1 − 1e-9).
 */
import { AimaqError } from '../errors.js';
import { type ColumnMatrix, column, columnMatrix } from '../numeric/columnMatrix.js';
import { leastSquaresFromMoments } from '../numeric/normalEquations.js';
import { randomStream } from '../numeric/random.js';
import { multiplyVector } from '../numeric/sums.js';
import type { ClusterMoments, SubclusterMoments } from './clusterMoments.js';
import { leaveOneOut } from './leaveOneOut.js';

export const WILD_VARIANTS = ['WCR11', 'WCR13', 'WCR31', 'WCR33', 'WCU11', 'WCU13', 'WCU31', 'WCU33'] as const;
export type WildVariant = (typeof WILD_VARIANTS)[number];

/** Errors: inference-unknown-wild. */
export function wildVariantOf(name: string): WildVariant {
  const found = WILD_VARIANTS.find((variant) => variant === name.toUpperCase());
  if (found === undefined) throw new AimaqError('inference-unknown-wild', { name, known: WILD_VARIANTS.join(', ') });
  return found;
}

export interface WildOptions {
  /** Null value of the coefficient. */
  readonly null?: number;
  readonly draws?: number;
  readonly seed?: number;
  readonly level?: number;
  readonly variant?: WildVariant;
  /** Finer groups whose signs are drawn, for few treated clusters (MacKinnon & Webb, 2018). Plain scores only. */
  readonly sub?: SubclusterMoments;
  /** False leaves the confidence interval out: it costs some forty tests. */
  readonly interval?: boolean;
}

export interface WildBootstrap {
  readonly pValue: number;
  readonly draws: number;
  readonly exact: boolean;
  readonly weights: 'rademacher' | 'webb';
  readonly variant: WildVariant;
  readonly confidenceInterval: readonly [number, number] | null;
}

const ENUMERATED_CLUSTERS = 20;
const WEBB_CLUSTERS = 6;
const WEBB = [-Math.sqrt(1.5), -1, -Math.sqrt(0.5), Math.sqrt(0.5), 1, Math.sqrt(1.5)];
const TIE = 1e-9;

/** What a draw needs, for one null value. */
export interface WildParts {
  /** Groups whose signs are drawn. */
  readonly S: number;
  readonly G: number;
  readonly a: Float64Array;
  /** By columns: W[s · G + g]. */
  readonly W: Float64Array;
  /** Squared t of the data, up to the same factor. */
  readonly observed: number;
}

export interface SignPlan {
  readonly weights: 'rademacher' | 'webb';
  readonly exact: boolean;
  readonly count: number;
  readonly seed: number;
}

/** Errors: inference-wild-variant. */
export function wildBootstrap(moments: ClusterMoments, j: number, options: WildOptions = {}): WildBootstrap {
  const { draws = 9_999, seed = 1, level = 0.95, variant = 'WCR11', sub, interval = true } = options;
  const plan = signPlan(sub?.count ?? moments.count, draws, seed);
  const parts = wildParts(moments, j, variant, sub);
  const p = (nullValue: number) => pValueOf(parts(nullValue), plan);
  return {
    pValue: p(options.null ?? 0),
    draws: plan.count,
    exact: plan.exact,
    weights: plan.weights,
    variant,
    // An inversion is some forty tests; with so many clusters that nothing is enumerated it is not worth its time.
    confidenceInterval:
      interval && plan.exact && variant.startsWith('WCR') ? confidenceInterval(moments, j, p, 1 - level) : null,
  };
}

export function signPlan(groups: number, draws: number, seed: number): SignPlan {
  const weights = groups < WEBB_CLUSTERS ? 'webb' : 'rademacher';
  const exact = groups <= ENUMERATED_CLUSTERS;
  return { weights, exact, seed, count: !exact ? draws : weights === 'webb' ? 6 ** groups : 2 ** groups };
}

/** The parts as a function of the null value: they are affine in it, so two values give all. */
export function wildParts(
  moments: ClusterMoments,
  j: number,
  variant: WildVariant = 'WCR11',
  sub?: SubclusterMoments,
): (nullValue: number) => WildParts {
  if (sub !== undefined && variant[3] === '3')
    throw new AimaqError('inference-wild-variant', { variant, first: `${variant.slice(0, 3)}1${variant[4]}` });
  const restricted = variant.startsWith('WCR');
  const estimate = moments.coefficients[j];
  const rows = variant[4] === '3' ? jackknifeRows(moments, j) : null;
  const G = moments.count;
  const l = column(moments.M, j);
  const without = variant[3] === '3' ? (restricted ? restrictedPath(moments, j) : freePath(moments)) : null;
  const at = (nullValue: number) => {
    const scores = scoresOf(moments, j, restricted ? nullValue : estimate, { without, sub });
    return resampled(moments, l, scores, rows, sub);
  };
  const S = sub?.count ?? G;
  const zero = at(0);
  const one = restricted ? at(1) : zero;
  // The data's own variance: plain scores, or the path without each cluster.
  let variance = 0;
  if (rows === null) for (const score of moments.scores) variance += inner(l, score) ** 2;
  else for (const path of leaveOneOut(moments)) variance += path === null ? Number.NaN : (path[j] - estimate) ** 2;
  return (nullValue) => ({
    S,
    G,
    a: zero.a.map((value, i) => value + nullValue * (one.a[i] - value)),
    W: zero.W.map((value, i) => value + nullValue * (one.W[i] - value)),
    observed: (estimate - nullValue) ** 2 / variance,
  });
}

/** Coefficients of the model without cluster g, with coefficient j held at a value where the null is imposed. */
type Path = (g: number, nullValue: number) => Float64Array;

/** Scores b − Aβ̃ with the coefficient at the null; `without`: β̃ of the other clusters, for each cluster its own. */
function scoresOf(
  moments: ClusterMoments,
  j: number,
  nullValue: number,
  { without, sub }: { readonly without: Path | null; readonly sub: SubclusterMoments | undefined },
): Float64Array[] {
  const l = column(moments.M, j);
  const step = (moments.coefficients[j] - nullValue) / l[j];
  const all = moments.coefficients.map((value, i) => value - step * l[i]);
  const from = sub ?? moments;
  return from.b.map((b, s) => {
    const fitted = multiplyVector(from.A[s], without === null ? all : without(s, nullValue));
    return b.map((value, i) => value - fitted[i]);
  });
}

function freePath(moments: ClusterMoments): Path {
  const paths = leaveOneOut(moments);
  return (g) => {
    const path = paths[g];
    if (path === null) throw new AimaqError('inference-jackknife', { cluster: moments.labels[g] });
    return path;
  };
}

function restrictedPath(moments: ClusterMoments, j: number): Path {
  const [A, b] = totals(moments);
  return (g, nullValue) => restrictedWithout({ moments, A, b }, j, nullValue, g);
}

/** Coefficients of the other clusters with coefficient j held at its null. */
function restrictedWithout(
  { moments, A, b }: { readonly moments: ClusterMoments; readonly A: ColumnMatrix; readonly b: Float64Array },
  j: number,
  nullValue: number,
  g: number,
): Float64Array {
  const { K } = moments;
  const others = Array.from({ length: K }, (_, i) => i).filter((i) => i !== j);
  const k = others.length;
  const reference = columnMatrix(k, k);
  const rest = columnMatrix(k, k);
  const right = new Float64Array(k);
  others.forEach((p, a) => {
    right[a] = b[p] - moments.b[g][p] - nullValue * (A.data[j * K + p] - moments.A[g].data[j * K + p]);
    others.forEach((q, c) => {
      reference.data[c * k + a] = A.data[q * K + p];
      rest.data[c * k + a] = A.data[q * K + p] - moments.A[g].data[q * K + p];
    });
  });
  const solved = leastSquaresFromMoments(rest, right, reference);
  if (solved === null) throw new AimaqError('inference-jackknife', { cluster: moments.labels[g] });
  const coefficients = new Float64Array(K);
  coefficients[j] = nullValue;
  others.forEach((p, a) => {
    coefficients[p] = solved[a];
  });
  return coefficients;
}

function resampled(
  moments: ClusterMoments,
  l: Float64Array,
  scores: readonly Float64Array[],
  rows: readonly Float64Array[] | null,
  sub: SubclusterMoments | undefined,
): { a: Float64Array; W: Float64Array } {
  const G = moments.count;
  const S = scores.length;
  const a = Float64Array.from(scores, (score) => inner(l, score));
  const W = new Float64Array(G * S);
  const Ms = scores.map((score) => multiplyVector(moments.M, score));
  for (let g = 0; g < G; g++) {
    const lA = rows === null ? multiplyVector(moments.A[g], l) : l;
    for (let s = 0; s < S; s++) {
      const own = (sub?.cluster[s] ?? s) === g;
      W[s * G + g] =
        rows === null
          ? (own ? a[s] : 0) - inner(lA, Ms[s])
          : // β*₍₋g₎ − β*: the draw's estimate without the cluster.
            (own ? 0 : inner(rows[g], scores[s])) - a[s];
    }
  }
  return { a, W };
}

/** Row j of (X'X)⁻¹ without each cluster. */
function jackknifeRows(moments: ClusterMoments, j: number): Float64Array[] {
  const [A] = totals(moments);
  const unit = new Float64Array(moments.K);
  unit[j] = 1;
  return moments.A.map((Ag, g) => {
    const rest = { ...A, data: A.data.map((value, i) => value - Ag.data[i]) };
    const row = leastSquaresFromMoments(rest, unit, A);
    if (row === null) throw new AimaqError('inference-jackknife', { cluster: moments.labels[g] });
    return row;
  });
}

function totals(moments: ClusterMoments): [ColumnMatrix, Float64Array] {
  const A = columnMatrix(moments.K, moments.K);
  const b = new Float64Array(moments.K);
  for (let g = 0; g < moments.count; g++) {
    for (let i = 0; i < A.data.length; i++) A.data[i] += moments.A[g].data[i];
    for (let i = 0; i < b.length; i++) b[i] += moments.b[g][i];
  }
  return [A, b];
}

function pValueOf(parts: WildParts, plan: SignPlan): number {
  const limit = parts.observed * (1 - TIE) ** 2;
  let extreme = 0;
  let counted = 0;
  eachDraw(parts, plan, (numerator, square) => {
    counted++;
    if (numerator * numerator >= limit * square) extreme++;
  });
  return plan.exact ? extreme / counted : (extreme + 1) / (counted + 1);
}

/** Squared t* of every draw, in an order that depends on the plan alone. */
export function squaredStatistics(parts: WildParts, plan: SignPlan): Float64Array {
  const squares = new Float64Array(plan.exact && plan.weights === 'rademacher' ? plan.count / 2 : plan.count);
  let draw = 0;
  eachDraw(parts, plan, (numerator, square) => {
    squares[draw++] = square > 0 ? (numerator * numerator) / square : Number.POSITIVE_INFINITY;
  });
  return squares;
}

/** Rademacher vectors are enumerated with the first sign +1: the other half gives the same |t|. */
function eachDraw(
  { a, W, S, G }: WildParts,
  plan: SignPlan,
  visit: (numerator: number, squaredDenominator: number) => void,
): void {
  const v = new Float64Array(S);
  const w = new Float64Array(G);
  let numerator = 0;
  const start = (): void => {
    numerator = 0;
    w.fill(0);
    for (let s = 0; s < S; s++) {
      numerator += a[s] * v[s];
      for (let g = 0; g < G; g++) w[g] += W[s * G + g] * v[s];
    }
  };
  const end = (): void => {
    let square = 0;
    for (let g = 0; g < G; g++) square += w[g] * w[g];
    visit(numerator, square);
  };
  if (!plan.exact || plan.weights === 'webb') {
    const stream = randomStream(plan.seed);
    for (let d = 0; d < plan.count; d++) {
      for (let s = 0, rest = d; s < S; s++, rest = Math.floor(rest / 6))
        v[s] = plan.exact ? WEBB[rest % 6] : stream.sign(d * S + s);
      start();
      end();
    }
    return;
  }
  v.fill(1);
  start();
  const half = 2 ** (S - 1);
  for (let code = 0; ; ) {
    end();
    code++;
    if (code === half) return;
    // The bit that a Gray code flips is the lowest set bit of the counter.
    const flip = 32 - Math.clz32(code & -code);
    const change = -2 * v[flip];
    v[flip] = -v[flip];
    numerator += change * a[flip];
    const base = flip * G;
    for (let g = 0; g < G; g++) w[g] += change * W[base + g];
  }
}

/** Null values that the test at level α does not reject: ends by bracketing outwards and bisection on the step function. */
function confidenceInterval(
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
