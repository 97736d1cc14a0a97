/**
 * From design to fitted model. A `Fit` is the `LinearModel` that inference sees, with what the R² block and the document
 * need besides.
 */
import { absorb } from '../design/absorb.js';
import type { Design, RemovedColumn } from '../design/design.js';
import { AimaqError, type Note, note } from '../errors.js';
import type { LinearModel } from '../inference/linearModel.js';
import { type ColumnMatrix, column, fromColumns } from '../numeric/columnMatrix.js';
import { leastSquares } from '../numeric/leastSquares.js';
import { multiplyVector } from '../numeric/sums.js';
import { firstStages, type TwoStage } from './twoStage.js';

export interface Fit extends LinearModel {
  readonly design: Design;
  readonly estimator: string;
  /** `individual`, `time`, `twoways` where the effects are those of the panel; null otherwise. */
  readonly effect: string | null;
  readonly removed: readonly RemovedColumn[];
  readonly residualSumOfSquares: number;
  /** Sum of squares of the transformed response (around its mean where nothing was swept out but a constant is there). */
  readonly withinSumOfSquares: number;
  /** Variance share of each regressor that the effects leave. */
  readonly withinShares: Readonly<Record<string, number>>;
  readonly notes: readonly Note[];
  /** Response and regressors were multiplied by Ω^(−½): R² is that of the transformed rows, no likelihood is reported. */
  readonly transformed?: boolean;
  readonly varianceComponents?: FittedComponents;
  readonly twoStage?: TwoStage;
  /** Covariances that the estimator brings itself: the rows alone do not give them. */
  readonly own?: { readonly default: OwnCovariance /** asked for as `iid` */; readonly iid?: OwnCovariance };
  /** What `covariance` is when nobody asks: the estimator's own view of the errors instead of clusters of units. */
  readonly conventional?: boolean;
  /** Statistics are read from the normal distribution, not from t. */
  readonly normal?: boolean;
  /** What the estimator knows better than the sums of squares do. */
  readonly goodness?: Partial<Goodness>;
  /** Written into the document as it is: what only this estimator has to say. */
  readonly details?: Readonly<Record<string, unknown>>;
}

export interface OwnCovariance {
  readonly type: string;
  readonly matrix: ColumnMatrix;
  readonly words: string;
  /** What plm multiplies it by (convention `plm`) where that is not 1. */
  readonly plmFactor?: number;
}

export type RSquared = {
  readonly full: number | null;
  readonly adjusted: number | null;
  readonly fixedEffectsOnly: number | null;
  readonly within: number | null;
  readonly adjustedWithin: number | null;
  readonly between: number | null;
  readonly overall: number | null;
};

export interface Goodness {
  readonly rSquared: RSquared;
  readonly sigma: number | null;
  readonly logLikelihood: number | null;
  readonly aic: number | null;
  readonly bic: number | null;
  readonly fStatistic: { statistic: number; df: [number, number]; pValue: number } | null;
}

export interface FittedComponents {
  readonly method: string;
  readonly idiosyncratic: number;
  readonly effects: readonly {
    readonly name: string;
    readonly variance: number;
    /** Share of the level's mean that is subtracted; differs between levels when the panel is unbalanced. */
    readonly theta: { readonly min: number; readonly mean: number; readonly max: number };
  }[];
}

/** Share of a regressor's variance below which its coefficient rests on very little. */
export const LITTLE_VARIATION = 0.05;

/**
 * Least squares after sweeping out the fixed effects of the design: pooled OLS or WLS without effects, the within
 * estimator with them. Frisch & Waugh (1933); Wooldridge (2010), §10.5.
 * Errors: design-no-regressors, inference-no-degrees-of-freedom.
 */
export function fitWithin(design: Design, estimator: string, effect: string | null = null): Fit {
  const weights = design.weights?.values;
  const frequency = design.weights?.kind === 'frequency';
  if (frequency && weights?.every(Number.isInteger) === false) throw new AimaqError('panel-frequency-weights');
  const root = weights?.map(Math.sqrt);
  const n = design.y.length;
  const original = Array.from({ length: design.X.cols }, (_, j) => column(design.X, j));
  const { instruments } = design;
  const excluded = (instruments?.names ?? []).map((_, j) => column((instruments as { Z: ColumnMatrix }).Z, j));
  const swept = absorb(design.effects, [design.y, ...original, ...excluded], weights);
  const scale = (values: Float64Array) => (root === undefined ? values : values.map((value, i) => value * root[i]));
  const y = scale(swept.columns[0]);
  const actual = fromColumns(swept.columns.slice(1, 1 + original.length).map(scale), n);
  // A column's own scale: its variation where a constant is swept out, its length otherwise.
  const scales = [...original, ...excluded].map(
    (values) => norm(scale(design.effects.length > 0 ? centred(values, weights) : values)) || norm(scale(values)),
  );
  const stages =
    instruments === undefined
      ? undefined
      : firstStages({
          X: actual,
          names: design.names,
          endogenous: instruments.endogenous,
          Z: fromColumns(swept.columns.slice(1 + original.length).map(scale), n),
          instruments: instruments.names,
          scales,
        });
  const X = stages?.fitted ?? actual;
  const solved = leastSquares(X, y, { scales });
  if (instruments?.endogenous.some((j) => solved.dropped.includes(j))) {
    throw new AimaqError('panel-underidentified', {
      endogenous: instruments.endogenous.length,
      instruments: instruments.names.length,
    });
  }
  const removed = solved.dropped.map((j) => ({
    term: design.names[j],
    reason: reasonOf(design, X, j, scales, solved.kept),
  }));
  if (solved.rank === 0) {
    throw new AimaqError('design-no-regressors', {
      reasons: removed.map((r) => `${r.term}: ${r.reason}`).join('; ') || 'the formula has none',
    });
  }
  const names = solved.kept.map((j) => design.names[j]);
  const count = frequency && weights !== undefined ? weights.reduce((sum, w) => sum + w, 0) : n;
  const residual = count - solved.rank - swept.rank;
  const notes: Note[] = [];
  const withinShares: Record<string, number> = {};
  if (design.effects.length > 0) {
    solved.kept.forEach((j, i) => {
      const all = squares(scale(centred(original[j], weights)));
      const share = squares(column(actual, j)) / all;
      withinShares[names[i]] = share;
      if (share < LITTLE_VARIATION)
        notes.push(note('panel-little-variation', { term: names[i], percent: Number((100 * share).toPrecision(2)) }));
    });
  }
  const withinSumOfSquares = squares(design.effects.length > 0 ? y : scale(centred(design.y, weights)));
  const used = fromColumns(
    solved.kept.map((j) => column(actual, j)),
    n,
  );
  // With instruments the residuals are those of the actual regressors, not of their fitted values.
  const structural = stages === undefined ? solved.residuals : subtract(y, multiplyVector(used, solved.coefficients));
  const residualSumOfSquares = stages === undefined ? solved.residualSumOfSquares : squares(structural);
  if (residualSumOfSquares <= 1e-20 * squares(scale(design.y))) notes.push(note('panel-perfect-fit'));
  return {
    design,
    estimator,
    effect,
    names,
    X: fromColumns(
      solved.kept.map((j) => column(X, j)),
      n,
    ),
    y,
    coefficients: solved.coefficients,
    residuals: structural,
    bread: solved.bread,
    degrees: { n: count, k: solved.rank, absorbed: swept.rank, residual },
    effects: design.effects,
    groups: design.groups,
    removed,
    residualSumOfSquares,
    withinSumOfSquares,
    withinShares,
    notes,
    ...(root === undefined ? {} : { rootWeights: root }),
    ...(frequency ? { frequency: true as const } : {}),
    ...(design.index === undefined ? {} : { panel: design.index }),
    ...(stages === undefined ? {} : { twoStage: { ...stages, actual: used } }),
  };
}

/** Deviations from the (weighted) mean. */
function centred(values: Float64Array, weights: Float64Array | undefined): Float64Array {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    const w = weights?.[i] ?? 1;
    sum += w * values[i];
    total += w;
  }
  const mean = sum / total;
  return values.map((value) => value - mean);
}

function subtract(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value - b[i]);
}

function norm(values: Float64Array): number {
  return Math.sqrt(squares(values));
}

function squares(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum;
}

/** Why a column went: a constant, absorbed by the effects, or a combination of columns that stayed. */
function reasonOf(
  design: Design,
  X: ColumnMatrix,
  j: number,
  scales: readonly number[],
  kept: readonly number[],
): string {
  const left = Math.sqrt(squares(column(X, j)));
  if (left <= 1e-10 * scales[j]) {
    const effect = design.effects.find(
      (e) => squares(absorb([e], [column(design.X, j)]).columns[0]) <= 1e-20 * squares(column(design.X, j)),
    );
    if (effect !== undefined) return `absorbed by ${effect.name}`;
    return design.effects.length > 0
      ? `absorbed by ${design.effects.map((e) => e.name).join(' and ')}`
      : 'has no variation';
  }
  const others = kept.filter((i) => i < j);
  const { coefficients } = leastSquares(
    fromColumns(
      others.map((i) => column(X, i)),
      X.rows,
    ),
    column(X, j).slice(),
  );
  const involved = others.filter(
    (i, position) => Math.abs(coefficients[position]) * Math.sqrt(squares(column(X, i))) > 1e-8 * left,
  );
  return `collinear with ${involved.map((i) => design.names[i]).join(', ')}`;
}
