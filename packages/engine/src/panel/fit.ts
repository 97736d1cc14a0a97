/**
 * From design to fitted model. A `Fit` is the `LinearModel` that inference sees, with what the R² block and the document
 * need besides.
 */
import { type Absorption, absorb, sweepSteps } from '../design/absorb.js';
import type { Design, RemovedColumn } from '../design/design.js';
import { AimaqError, type Note, note } from '../errors.js';
import type { LinearModel } from '../inference/linearModel.js';
import { type ColumnMatrix, column, fromColumns, selectColumns } from '../numeric/columnMatrix.js';
import { type LeastSquares, leastSquares } from '../numeric/leastSquares.js';
import { multiplyVector } from '../numeric/sums.js';
import { weightedMean, weightedSquares } from '../numeric/weighted.js';
import { finish, type Steps } from '../run.js';
import type { Predict } from './prediction.js';
import { type ErrorComponent, thetas } from './quasiDemean.js';
import { firstStages, type TwoStage } from './twoStage.js';

export interface Fit extends LinearModel {
  readonly design: Design;
  readonly estimator: string;
  /** `individual`, `time`, `twoways` where the effects are those of the panel; null otherwise. */
  readonly effect: string | null;
  readonly removed: readonly RemovedColumn[];
  readonly residualSumOfSquares: number;
  /** Sum of squares of the transformed response, net of the constant where there is one. */
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
  /** What the regressors and effects add up to where that is not the response: log μ of a Poisson model. */
  readonly linearPredictor?: Float64Array;
  /** Residuals of the rows of the design in units of the response; null where the equations are others, absent = residual/√w. */
  readonly rowResiduals?: Float64Array | null;
  /** What the estimator knows better than the sums of squares do. */
  readonly goodness?: Partial<Goodness>;
  /** Written into the document as it is: what only this estimator has to say. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly solver?: Solver;
  /** What the estimator says about rows that it did not use, where that is not x'b and the values of the effects. */
  readonly predict?: Predict;
  /** The rows of which `design` holds means or differences. */
  readonly observed?: Design;
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

/**
 * Why a figure of the R² block is null. `no-fixed-effects`: nothing was swept out. `not-least-squares`: no sum of squares is
 * minimised. `not-rows`: the equations are not the rows of the table (differences with instruments). `no-panel`: units are
 * not known. `no-degrees`: no degrees of freedom are left. `no-variation`: what would be explained or explains does not vary.
 */
export type WithoutRSquared =
  | 'no-fixed-effects'
  | 'not-least-squares'
  | 'not-rows'
  | 'no-panel'
  | 'no-degrees'
  | 'no-variation';

export interface Goodness {
  readonly rSquared: RSquared;
  readonly sigma: number | null;
  readonly logLikelihood: number | null;
  readonly aic: number | null;
  readonly bic: number | null;
  readonly fStatistic: { statistic: number; df: [number, number]; pValue: number } | null;
}

/** How the fixed effects were swept out and the least squares solved; not converged means: no standard errors. */
export interface Solver extends Absorption {
  readonly leastSquares: LeastSquares['method'];
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

/** The variances and the θ that they imply, of the rows (as plm reports it), as the document shows them. */
export function fittedComponents(
  method: string,
  components: readonly ErrorComponent[],
  idiosyncratic: number,
): FittedComponents {
  return {
    method,
    idiosyncratic,
    effects: components.map((component) => {
      const theta = thetas(component, idiosyncratic);
      const { codes, name } = component.effect;
      return {
        name,
        variance: component.variance,
        theta: {
          min: theta.reduce((a, b) => Math.min(a, b), 1),
          mean: codes.reduce((sum, code) => sum + theta[code], 0) / codes.length,
          max: theta.reduce((a, b) => Math.max(a, b), 0),
        },
      };
    }),
  };
}

/** Share of a regressor's variance below which its coefficient rests on very little. */
const LITTLE_VARIATION = 0.05;

/**
 * Share of a column's scale below which it counts as absorbed by swept effects, or as dependent after means or differences
 * were taken: tables carry some nine digits, so that a difference of two columns that is nothing leaves the rounding of the
 * table, which is no variation to estimate from. lm and plm take the same share.
 */
export const SWEPT_RANK = 1e-7;

/** Estimators on the rows as they stand, where a column has no rounding but that of its doubles. */
const ON_ROWS: ReadonlySet<string> = new Set(['pooling', 'poisson']);

/** Share of the response's squares below which the residuals are rounding. */
export const PERFECT = 1e-20;

/**
 * Least squares after sweeping out the fixed effects of the design: pooled OLS or WLS without effects, the within
 * estimator with them. Frisch & Waugh (1933); Wooldridge (2010), §10.5.
 * Errors: design-without-regressors, design-no-regressors, inference-no-degrees-of-freedom.
 */
export function fitWithin(design: Design, estimator: string, effect: string | null = null): Fit {
  return finish(fitWithinSteps(design, estimator, effect));
}

export function* fitWithinSteps(design: Design, estimator: string, effect: string | null = null): Steps<Fit> {
  const weights = design.weights?.values;
  const frequency = design.weights?.kind === 'frequency';
  if (frequency && weights?.every(Number.isInteger) === false) throw new AimaqError('panel-frequency-weights');
  const root = weights?.map(Math.sqrt);
  const { y, actual, Z, scales, rank, absorption } = yield* sweep(design, root);
  const n = y.length;
  const { instruments } = design;
  const stages =
    instruments === undefined
      ? undefined
      : firstStages({
          X: actual,
          names: design.names,
          endogenous: instruments.endogenous,
          Z,
          instruments: instruments.names,
          scales,
        });
  const X = stages?.fitted ?? actual;
  const tolerance = design.effects.length > 0 || !ON_ROWS.has(estimator) ? { tolerance: SWEPT_RANK } : {};
  const solved = leastSquares(X, y, { scales, ...tolerance });
  if (instruments?.endogenous.some((j) => solved.dropped.includes(j))) {
    throw new AimaqError('panel-underidentified', {
      endogenous: instruments.endogenous.length,
      instruments: instruments.names.length,
    });
  }
  const removed = solved.dropped.map((j) => removedColumn(design, X, j, { scales, kept: solved.kept, ...tolerance }));
  if (solved.rank === 0) {
    if (removed.length === 0) throw new AimaqError('design-without-regressors');
    throw new AimaqError('design-no-regressors', { terms: removed.map(({ term }) => term).join(', ') });
  }
  const names = solved.kept.map((j) => design.names[j]);
  const count = frequency && weights !== undefined ? weights.reduce((sum, w) => sum + w, 0) : n;
  const notes: Note[] = [];
  const withinShares: Record<string, number> = {};
  if (design.effects.length > 0) {
    solved.kept.forEach((j, i) => {
      if (names[i] === '(Intercept)') return;
      const share = squares(column(actual, j)) / variation(column(design.X, j), weights);
      withinShares[names[i]] = share;
      if (share < LITTLE_VARIATION)
        notes.push(note('panel-little-variation', { term: names[i], percent: Number((100 * share).toPrecision(2)) }));
    });
  }
  if (!absorption.rankExact) notes.push(note('panel-rank-bound', { rank }));
  const withinSumOfSquares =
    design.effects.length > 0 ? netOfConstant(y, actual, design) : variation(design.y, weights);
  const kept = (matrix: ColumnMatrix) =>
    solved.kept.length === matrix.cols ? matrix : selectColumns(matrix, solved.kept);
  const used = kept(actual);
  // With instruments the residuals are those of the actual regressors, not of their fitted values.
  const structural = stages === undefined ? solved.residuals : subtract(y, multiplyVector(used, solved.coefficients));
  const residualSumOfSquares = stages === undefined ? solved.residualSumOfSquares : squares(structural);
  if (residualSumOfSquares <= PERFECT * weightedSquares(design.y, weights)) notes.push(note('panel-perfect-fit'));
  return {
    design,
    estimator,
    effect,
    names,
    X: stages === undefined ? used : kept(X),
    y,
    coefficients: solved.coefficients,
    residuals: structural,
    bread: solved.bread,
    degrees: { n: count, k: solved.rank, absorbed: rank, residual: count - solved.rank - rank },
    effects: design.effects,
    groups: design.groups,
    removed,
    residualSumOfSquares,
    withinSumOfSquares,
    withinShares,
    notes,
    solver: { ...absorption, leastSquares: solved.method },
    ...(root === undefined ? {} : { rootWeights: root }),
    ...(frequency ? { frequency: true as const } : {}),
    ...(design.index === undefined ? {} : { panel: design.index }),
    ...(stages === undefined ? {} : { twoStage: { ...stages, actual: used } }),
  };
}

/** Sum of squares of the swept response; beside slopes alone there is a constant, which is no regressor to explain anything. */
function netOfConstant(y: Float64Array, X: ColumnMatrix, { names }: Design): number {
  const at = names.indexOf('(Intercept)');
  if (at < 0) return squares(y);
  return leastSquares(fromColumns([column(X, at)]), y).residualSumOfSquares;
}

/** Response, regressors and instruments net of the effects and times √weight; each column's own scale before that. */
function* sweep(design: Design, root: Float64Array | undefined) {
  const weights = design.weights?.values;
  // Its variation where a constant is swept out, its length otherwise.
  const scaleOf = (values: Float64Array) =>
    Math.sqrt(design.effects.length > 0 ? variation(values, weights) : 0) ||
    Math.sqrt(weightedSquares(values, weights));
  const { instruments } = design;
  const scales = [...columnsOf(design.X), ...(instruments === undefined ? [] : columnsOf(instruments.Z))].map(scaleOf);
  // What is neither swept nor weighted keeps the rest of its powers that one double cannot hold.
  const untouched = design.effects.length === 0 && root === undefined;
  const y = untouched ? design.y : design.y.slice();
  const actual = untouched ? design.X : fromColumns(columnsOf(design.X), y.length);
  const Z = instruments === undefined ? fromColumns([], y.length) : fromColumns(columnsOf(instruments.Z), y.length);
  const columns = [y, ...columnsOf(actual), ...columnsOf(Z)];
  const { rank, ...absorption } = yield* sweepSteps(design.effects, columns, weights);
  if (root !== undefined) for (const values of columns) for (let i = 0; i < values.length; i++) values[i] *= root[i];
  return { y, actual, Z, scales, rank, absorption };
}

function columnsOf(matrix: ColumnMatrix): Float64Array[] {
  return Array.from({ length: matrix.cols }, (_, j) => column(matrix, j));
}

function subtract(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value - b[i]);
}

/** Σ w (z − z̄)². */
function variation(values: Float64Array, weights: Float64Array | undefined): number {
  return weightedSquares(values, weights, weightedMean(values, weights));
}

function squares(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum;
}

/** Why a column went: a constant, absorbed by the effects, or a combination of columns that stayed. */
function removedColumn(
  design: Design,
  X: ColumnMatrix,
  j: number,
  { scales, kept, tolerance = 1e-10 }: { scales: readonly number[]; kept: readonly number[]; tolerance?: number },
): RemovedColumn {
  const term = design.names[j];
  const left = Math.sqrt(squares(column(X, j)));
  const nothing = tolerance * scales[j];
  if (left <= nothing) {
    if (design.effects.length === 0) return { term, code: 'constant', by: [], reason: 'has no variation' };
    const one = design.effects.find(
      (e) => Math.sqrt(squares(absorb([e], [column(design.X, j)]).columns[0])) <= nothing,
    );
    const by = (one === undefined ? design.effects : [one]).map(({ name }) => name);
    return { term, code: 'absorbed', by, reason: `absorbed by ${by.join(' and ')}` };
  }
  const others = kept.filter((i) => i < j);
  const { coefficients } = leastSquares(
    fromColumns(
      others.map((i) => column(X, i)),
      X.rows,
    ),
    column(X, j).slice(),
  );
  const by = others
    .filter((i, position) => Math.abs(coefficients[position]) * Math.sqrt(squares(column(X, i))) > 1e-8 * left)
    .map((i) => design.names[i]);
  return { term, code: 'collinear', by, reason: `collinear with ${by.join(', ')}` };
}
