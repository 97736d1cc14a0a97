/**
 * How good the instruments are. All degrees of freedom are net of the swept fixed effects.
 * First-stage F; effective F (Montiel Olea & Pflueger, 2013, eq. 5); Kleibergen & Paap (2006) rank statistic;
 * Wu–Hausman by the control function (Wooldridge, 2010, §6.3.1); Sargan (1958) and, for clustered or heteroskedastic
 * errors, Hansen's (1982) J at the two-step estimate.
 */
import { chiSquaredTail } from '../distribution/chiSquared.js';
import { fisherTail } from '../distribution/fisher.js';
import { AimaqError, type Note, note } from '../errors.js';
import { covariance } from '../inference/covariance.js';
import type { CovarianceSpec } from '../inference/covarianceSpec.js';
import type { LinearModel } from '../inference/linearModel.js';
import { type Convention, smallSample } from '../inference/smallSample.js';
import { type ColumnMatrix, column, columnMatrix, fromColumns, selectColumns } from '../numeric/columnMatrix.js';
import { leastSquares } from '../numeric/leastSquares.js';
import { crossProduct, dot, multiply, multiplyVector, transpose } from '../numeric/sums.js';
import { eigen, pseudoInverse, spectral } from '../numeric/symmetric.js';
import type { Fit } from './fit.js';
import type { TwoStage } from './twoStage.js';

/** Effective F below which the two-stage estimate is easily as biased as least squares. */
const WEAK_INSTRUMENTS = 10;

export interface FTest {
  readonly statistic: number;
  readonly df: [number, number];
  readonly pValue: number;
}
export interface ChiSquaredTest {
  readonly statistic: number;
  readonly df: number;
  readonly pValue: number;
}
export interface InstrumentSummary {
  readonly endogenous: readonly string[];
  readonly excluded: readonly string[];
  readonly firstStage: readonly {
    readonly term: string;
    readonly fStatistic: FTest | null;
    /** With the covariance that was asked for. */
    readonly robustFStatistic: FTest | null;
    readonly effectiveF: number | null;
    readonly partialRSquared: number;
  }[];
  readonly kleibergenPaap: (ChiSquaredTest & { readonly fStatistic: number }) | null;
  readonly wuHausman: FTest | null;
  /** Null when there are as many instruments as endogenous regressors. */
  readonly overidentification: (ChiSquaredTest & { readonly name: 'sargan' | 'hansen' }) | null;
  readonly notes: readonly Note[];
}

export function instrumentSummary(fit: Fit, two: TwoStage, spec: CovarianceSpec, convention: Convention) {
  const excluded = two.names.map((_, j) => j).slice(two.exogenous);
  const notes: Note[] = [];
  const firstStage = two.stages.map((stage) => {
    const model = stageModel(fit, two, stage);
    const b = Float64Array.from(excluded, (j) => stage.solved.coefficients[j]);
    const q = excluded.length;
    const Q = pseudoInverse(block(stage.solved.bread, excluded)).inverse;
    const explained = dot(b, multiplyVector(Q, b));
    const ssr = stage.solved.residualSumOfSquares;
    const df = model.degrees.residual;
    const fStatistic = df > 0 && ssr > 0 ? fTest(explained / q / (ssr / df), q, df) : null;
    const robust = attempt(() => covariance(model, spec, convention));
    let robustFStatistic: FTest | null = null;
    let effectiveF: number | null = null;
    if (robust !== null) {
      const V = block(robust.matrix, excluded);
      const trace = multiply(V, Q).data.reduce((sum, value, i) => (i % (q + 1) === 0 ? sum + value : sum), 0);
      effectiveF = trace > 0 ? explained / trace : null;
      const wald = pseudoInverse(V);
      const df2 = Math.min(...robust.degreesOfFreedom.map((value) => (typeof value === 'number' ? value : df)));
      if (wald.rank === q && df2 > 0) robustFStatistic = fTest(dot(b, multiplyVector(wald.inverse, b)) / q, q, df2);
    }
    if (effectiveF !== null && effectiveF < WEAK_INSTRUMENTS) {
      notes.push(note('panel-weak-instruments', { term: stage.term, f: Number(effectiveF.toFixed(2)) }));
    }
    return {
      term: stage.term,
      fStatistic,
      robustFStatistic,
      effectiveF,
      partialRSquared: explained / (explained + ssr),
    };
  });
  return {
    endogenous: two.stages.map((stage) => stage.term),
    excluded: excluded.map((j) => two.names[j]),
    firstStage,
    kleibergenPaap: attempt(() => rankTest(fit, two, spec, convention)),
    wuHausman: wuHausman(fit, two),
    overidentification: attempt(() => overidentification(fit, two, spec)),
    notes,
  } satisfies InstrumentSummary;
}

function stageModel(fit: Fit, two: TwoStage, stage: TwoStage['stages'][number]): LinearModel {
  const { n, absorbed } = fit.degrees;
  const k = two.W.cols;
  return {
    names: two.names,
    X: two.W,
    y: stage.x,
    coefficients: stage.solved.coefficients,
    residuals: stage.solved.residuals,
    bread: stage.solved.bread,
    degrees: { n, k, absorbed, residual: n - k - absorbed },
    effects: fit.effects,
    groups: fit.groups,
    ...(fit.rootWeights === undefined ? {} : { rootWeights: fit.rootWeights }),
    ...(fit.panel === undefined ? {} : { panel: fit.panel }),
  };
}

/** Kleibergen–Paap Wald statistic that the first stages have one rank less than needed; Cragg & Donald's with iid. */
function rankTest(fit: Fit, two: TwoStage, spec: CovarianceSpec, convention: Convention) {
  const exogenous = Array.from({ length: two.exogenous }, (_, j) => column(two.W, j));
  const net = (values: Float64Array) =>
    exogenous.length === 0 ? values : leastSquares(fromColumns(exogenous), values).residuals;
  const q = two.W.cols - two.exogenous;
  const m = two.stages.length;
  const Z = fromColumns(Array.from({ length: q }, (_, j) => net(column(two.W, two.exogenous + j))));
  const X = fromColumns(two.stages.map((stage) => net(stage.x)));
  const Qz = crossProduct(Z);
  const root = spectral(Qz, (value) => Math.sqrt(Math.max(value, 0)));
  const half = spectral(crossProduct(X), (value) => 1 / Math.sqrt(value));
  const Pi = fromColumns(two.stages.map((stage) => stage.solved.coefficients.slice(two.exogenous)));
  const Theta = multiply(multiply(root, Pi), half);
  const U = eigen(multiply(Theta, transpose(Theta))).vectors;
  const left = selectColumns(
    U,
    Array.from({ length: q - m + 1 }, (_, j) => j),
  );
  const right = column(eigen(multiply(transpose(Theta), Theta)).vectors, 0);
  const lambda = multiplyVector(multiply(transpose(left), Theta), right);
  // λ = L'Θr is linear in Π, so its influence is that of one first stage for the combination x·half·r.
  const direction = multiplyVector(half, right);
  const n = Z.rows;
  const v = new Float64Array(n);
  two.stages.forEach((stage, j) => {
    for (let i = 0; i < n; i++) v[i] += direction[j] * stage.solved.residuals[i];
  });
  const back = spectral(Qz, (value) => 1 / Math.sqrt(value));
  const S = multiply(multiply(Z, back), left);
  const model = stageModel(fit, two, two.stages[0]);
  const counts = spec.kind === 'cluster' ? spec.by.map((by) => fit.groups(by).count) : [];
  const { factor } = smallSample(model, spec, convention, counts);
  const meat =
    spec.kind === 'iid'
      ? scale(crossProduct(S), dot(v, v) / model.degrees.residual)
      : scale(scoreMeat(fit, S, v, spec), factor);
  const { inverse, rank } = pseudoInverse(meat);
  if (rank < lambda.length) throw new AimaqError('panel-underidentified', { endogenous: m, instruments: q });
  const statistic = dot(lambda, multiplyVector(inverse, lambda));
  return { ...chiSquared(statistic, q - m + 1), fStatistic: statistic / q };
}

/** F of the first stages' residuals added to the structural equation, homoskedastic. */
function wuHausman(fit: Fit, two: TwoStage): FTest | null {
  const m = two.stages.length;
  const restricted = leastSquares(two.actual, fit.y);
  const full = leastSquares(
    fromColumns([
      ...Array.from({ length: two.actual.cols }, (_, j) => column(two.actual, j)),
      ...two.stages.map((stage) => stage.solved.residuals),
    ]),
    fit.y,
  );
  const df = fit.degrees.n - full.rank - fit.degrees.absorbed;
  if (!(df > 0) || !(full.residualSumOfSquares > 0)) return null;
  return fTest(
    (restricted.residualSumOfSquares - full.residualSumOfSquares) / m / (full.residualSumOfSquares / df),
    m,
    df,
  );
}

function overidentification(fit: Fit, two: TwoStage, spec: CovarianceSpec) {
  const df = two.W.cols - fit.names.length;
  if (df <= 0) return null;
  if (spec.kind === 'iid') {
    const { residuals } = leastSquares(two.W, fit.residuals);
    const total = dot(fit.residuals, fit.residuals);
    const explained = total - dot(residuals, residuals);
    return {
      name: 'sargan' as const,
      ...chiSquared(((fit.degrees.n - fit.degrees.absorbed) * explained) / total, df),
    };
  }
  const S = pseudoInverse(scoreMeat(fit, two.W, fit.residuals, spec));
  if (S.rank < two.W.cols) return null;
  const G = crossProduct(two.W, two.actual);
  const A = pseudoInverse(multiply(multiply(transpose(G), S.inverse), G)).inverse;
  const target = multiplyVector(transpose(two.W), fit.y);
  const b = multiplyVector(A, multiplyVector(transpose(G), multiplyVector(S.inverse, target)));
  const fitted = multiplyVector(G, b);
  const g = target.map((value, i) => value - fitted[i]);
  return { name: 'hansen' as const, ...chiSquared(dot(g, multiplyVector(S.inverse, g)), df) };
}

/** Σ s s' of the scores Z·e by row, or by cluster; several cluster variables by inclusion and exclusion. */
function scoreMeat(fit: Fit, Z: ColumnMatrix, e: Float64Array, spec: CovarianceSpec): ColumnMatrix {
  const sum = columnMatrix(Z.cols, Z.cols);
  const by = spec.kind === 'cluster' ? spec.by : [];
  for (let mask = 1; mask < 2 ** Math.max(by.length, 1); mask++) {
    const names = by.filter((_, i) => (mask >> i) & 1);
    const groups = names.length === 0 ? undefined : fit.groups(names.join('^'));
    const rows = groups?.count ?? Z.rows;
    const scores = columnMatrix(rows, Z.cols);
    for (let j = 0; j < Z.cols; j++) {
      const z = column(Z, j);
      for (let i = 0; i < Z.rows; i++) scores.data[j * rows + (groups?.codes[i] ?? i)] += z[i] * e[i];
    }
    const part = crossProduct(scores);
    const sign = names.length % 2 === 0 && names.length > 0 ? -1 : 1;
    for (let i = 0; i < sum.data.length; i++) sum.data[i] += sign * part.data[i];
  }
  return sum;
}

function block(matrix: ColumnMatrix, positions: readonly number[]): ColumnMatrix {
  const result = columnMatrix(positions.length, positions.length);
  positions.forEach((i, a) => {
    positions.forEach((j, b) => {
      result.data[b * positions.length + a] = matrix.data[j * matrix.rows + i];
    });
  });
  return result;
}

function scale(matrix: ColumnMatrix, factor: number): ColumnMatrix {
  return { ...matrix, data: matrix.data.map((value) => value * factor) };
}

function fTest(statistic: number, df1: number, df2: number): FTest {
  return { statistic, df: [df1, df2], pValue: fisherTail(statistic, df1, df2) };
}

function chiSquared(statistic: number, df: number): ChiSquaredTest {
  return { statistic, df, pValue: chiSquaredTail(statistic, df) };
}

/** What does not exist for this sample is null; the rest of the summary stands. */
function attempt<T>(make: () => T): T | null {
  try {
    return make();
  } catch (cause) {
    if (cause instanceof AimaqError) return null;
    throw cause;
  }
}
