/**
 * Scores and Satterthwaite degrees of freedom of CR0–CR3 under the working model of the errors. Without weights errors are
 * independent with one variance. With weights there are two models, and they give different numbers:
 *   inverse-weights  variance inverse to the weight, as precision weights mean it: the unweighted formulas on rows × √w;
 *   one-variance     the same variance whatever the weight, clubSandwich's default for a weighted lm. With H = X M X'W and
 *                    B_g the block of (I − H)(I − H)' of cluster g, the CR2 score is X_g'W_g B_g^(−½) e_g, and with
 *                    a_g = A_g'W_g X_g M c the degrees of freedom come from P_gh = a_g'[(I − H)(I − H)']_gh a_h.
 * B_g differs from I only on the span of X_g, the dummies D_g nested in the clusters, W_g X_g and W_g D_g, so that no
 * matrix of the size of a cluster is formed. Source: Pustejovsky & Tipton (2018), eqs. 5, 9, 11.
 */
import { effectColumns, isNested } from '../design/absorb.js';
import { type ColumnMatrix, column, columnMatrix, fromColumns } from '../numeric/columnMatrix.js';
import { apply, qr } from '../numeric/qr.js';
import { dot, multiply, multiplyVector, transpose } from '../numeric/sums.js';
import { applied, composed, eigen, pseudoInverse } from '../numeric/symmetric.js';
import { type Adjustment, adjustment, type Exponent, power } from './adjustment.js';
import { type ClusterMoments, withCrossingEffects } from './clusterMoments.js';
import type { LinearModel } from './linearModel.js';
import { satterthwaite } from './satterthwaite.js';
import type { Convention, WorkingModel } from './smallSample.js';

export interface AdjustedScores extends Pick<Adjustment, 'scores' | 'leverage'> {
  degreesOfFreedom(j: number): number;
}

/** null without weights, when the two are one. */
export function workingModelOf(model: LinearModel, convention: Convention): WorkingModel | null {
  if (model.rootWeights === undefined) return null;
  return convention === 'clubSandwich' && model.frequency !== true ? 'one-variance' : 'inverse-weights';
}

export interface Clustering {
  readonly moments: ClusterMoments;
  readonly by: string;
  readonly working: WorkingModel | null;
}

export function adjustedScores(model: LinearModel, exponent: Exponent, clustering: Clustering): AdjustedScores {
  const { moments, working } = clustering;
  const adjusted = adjustment(moments, exponent);
  if (working === 'one-variance') return oneVariance(model, exponent, { ...clustering, adjusted });
  return {
    scores: adjusted.scores,
    leverage: adjusted.leverage,
    degreesOfFreedom: (j) => satterthwaite(moments, adjusted, j),
  };
}

/** One cluster on the original scale. */
interface Block {
  readonly X: ColumnMatrix;
  readonly w: Float64Array;
  readonly e: Float64Array;
  /** P v and P'v with P = D (D'WD)⁺ D'W, the projection on the nested dummies. */
  readonly P: (v: Float64Array) => Float64Array;
  readonly Pt: (v: Float64Array) => Float64Array;
  readonly D: ColumnMatrix;
}

function oneVariance(
  model: LinearModel,
  exponent: Exponent,
  { moments, by, adjusted }: Clustering & { readonly adjusted: Adjustment },
): AdjustedScores {
  const { M } = moments;
  const blocks = blocksOf(model, by);
  const C = columnMatrix(moments.K, moments.K);
  for (const { X, w } of blocks) {
    const square = multiply(transpose(scaledRows(X, w)), scaledRows(X, w));
    for (let i = 0; i < C.data.length; i++) C.data[i] += square.data[i];
  }
  const MCM = multiply(multiply(M, C), M);
  const roots = exponent === 0.5 ? blocks.map((block) => inverseRoot(block, M, MCM)) : [];
  const scores =
    exponent === 0.5
      ? blocks.map(({ X, w, e }, g) => multiplyVector(transpose(X), times(w, roots[g](e))))
      : adjusted.scores;
  return {
    scores,
    leverage: adjusted.leverage,
    degreesOfFreedom(j) {
      const l = column(M, j);
      const a = blocks.map(({ X, w }, g) => {
        const own = times(w, multiplyVector(X, exponent === 1 ? leftOut(adjusted, g, j) : l));
        return exponent === 0.5 ? roots[g](own) : own;
      });
      const u = blocks.map(({ X }, g) => multiplyVector(transpose(X), a[g]));
      const v = blocks.map(({ X, w }, g) => multiplyVector(M, multiplyVector(transpose(X), times(w, a[g]))));
      const z = blocks.map(({ X, w, Pt }, g) => multiplyVector(M, multiplyVector(transpose(X), times(w, Pt(a[g])))));
      const MCMu = u.map((one) => multiplyVector(MCM, one));
      let trace = 0;
      let squares = 0;
      for (let g = 0; g < a.length; g++) {
        for (let h = 0; h < a.length; h++) {
          let p = dot(u[g], MCMu[h]) - dot(u[g], v[h]) - dot(u[h], v[g]) + dot(u[g], z[h]) + dot(u[h], z[g]);
          if (g === h) {
            const projected = blocks[g].Pt(a[g]);
            p += dot(a[g], a[g]) - 2 * dot(a[g], projected) + dot(projected, projected);
            trace += p;
          }
          squares += p * p;
        }
      }
      return (trace * trace) / squares;
    },
  };
}

function blocksOf(model: LinearModel, by: string): Block[] {
  const { codes, count } = model.groups(by);
  const root = model.rootWeights as Float64Array;
  const { X: scaled } = withCrossingEffects(model, codes);
  const dummies = model.effects.filter((effect) => isNested(effect, codes)).flatMap((effect) => effectColumns(effect));
  const rowsOf = Array.from({ length: count }, () => [] as number[]);
  codes.forEach((g, i) => {
    rowsOf[g].push(i);
  });
  return rowsOf.map((rows): Block => {
    const part = (values: Float64Array, over: boolean) =>
      Float64Array.from(rows, (i) => (over ? values[i] / root[i] : values[i]));
    const X = fromColumns(
      Array.from({ length: scaled.cols }, (_, j) => part(column(scaled, j), true)),
      rows.length,
    );
    const w = Float64Array.from(rows, (i) => root[i] ** 2);
    const D = fromColumns(
      dummies.map((dummy) => part(dummy, false)).filter((dummy) => dummy.some((value) => value !== 0)),
      rows.length,
    );
    const N = pseudoInverse(multiply(transpose(D), scaledRows(D, w))).inverse;
    const onto = (v: Float64Array) => multiplyVector(D, multiplyVector(N, multiplyVector(transpose(D), v)));
    return { X, w, e: part(model.residuals, true), D, P: (v) => onto(times(w, v)), Pt: (v) => times(w, onto(v)) };
  });
}

/** v ↦ B_g^(−½) v. */
function inverseRoot({ X, w, D, P, Pt }: Block, M: ColumnMatrix, MCM: ColumnMatrix) {
  const Xt = transpose(X);
  const hat = (v: Float64Array) => plus(multiplyVector(X, multiplyVector(M, multiplyVector(Xt, times(w, v)))), P(v));
  const hatTransposed = (v: Float64Array) =>
    plus(times(w, multiplyVector(X, multiplyVector(M, multiplyVector(Xt, v)))), Pt(v));
  // Σ_h H_gh H_gh' v
  const across = (v: Float64Array) => {
    const swept = Pt(v);
    const own = multiplyVector(Xt, v);
    const first = plus(multiplyVector(MCM, own), multiplyVector(M, multiplyVector(Xt, times(w, swept))));
    const second = P(times(w, multiplyVector(X, multiplyVector(M, own))));
    return plus(plus(multiplyVector(X, first), second), P(swept));
  };
  const Q = basis([X, D, scaledRows(X, w), scaledRows(D, w)], w.length);
  const Qt = transpose(Q);
  const images = Array.from({ length: Q.cols }, (_, j) => {
    const q = column(Q, j);
    const [h, t, s] = [hat(q), hatTransposed(q), across(q)];
    return multiplyVector(
      Qt,
      q.map((value, i) => value - h[i] - t[i] + s[i]),
    );
  });
  const root = composed(eigen(fromColumns(images, Q.cols)), (value) => (value > 1e-12 ? value ** -0.5 : 0));
  return (v: Float64Array) => {
    const inside = multiplyVector(Qt, v);
    const moved = multiplyVector(root, inside);
    return plus(
      v,
      multiplyVector(
        Q,
        moved.map((value, i) => value - inside[i]),
      ),
    );
  };
}

/** Orthonormal columns that span those of all matrices. */
function basis(parts: readonly ColumnMatrix[], n: number): ColumnMatrix {
  const found = qr(
    fromColumns(
      parts.flatMap((part) => Array.from({ length: part.cols }, (_, j) => column(part, j))),
      n,
    ),
  );
  return fromColumns(
    found.kept.map((_, j) => {
      const unit = new Float64Array(n);
      unit[j] = 1;
      apply(found, unit);
      return unit;
    }),
    n,
  );
}

/** (I − M A_g)⁻¹ M c in the form of adjustment.ts: B'(I − S_g)⁻¹ B c. */
function leftOut({ root, shares }: Adjustment, g: number, j: number): Float64Array {
  return multiplyVector(transpose(root), applied(shares[g], power(1), column(root, j)));
}

function scaledRows(X: ColumnMatrix, w: Float64Array): ColumnMatrix {
  return { ...X, data: X.data.map((value, i) => value * w[i % X.rows]) };
}

function times(w: Float64Array, v: Float64Array): Float64Array {
  return v.map((value, i) => value * w[i]);
}

function plus(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value + b[i]);
}
