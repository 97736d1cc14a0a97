/**
 * First stages of two-stage least squares on rows whose fixed effects are swept out already: each endogenous regressor
 * on the exogenous ones and the excluded instruments. The second stage is least squares on the fitted values.
 */
import { AimaqError } from '../errors.js';
import { type ColumnMatrix, column, fromColumns, selectColumns } from '../numeric/columnMatrix.js';
import { type LeastSquares, leastSquares } from '../numeric/leastSquares.js';

export interface TwoStage {
  /** Independent columns among exogenous regressors (first) and excluded instruments. */
  readonly W: ColumnMatrix;
  readonly names: readonly string[];
  /** How many of them are exogenous regressors of the model. */
  readonly exogenous: number;
  readonly stages: readonly { readonly term: string; readonly x: Float64Array; readonly solved: LeastSquares }[];
  /** Actual regressors of the second stage, in its order. */
  readonly actual: ColumnMatrix;
}

export interface StageInput {
  readonly X: ColumnMatrix;
  readonly names: readonly string[];
  readonly endogenous: readonly number[];
  readonly Z: ColumnMatrix;
  readonly instruments: readonly string[];
  /** Norms of the columns of X, then Z, before the effects were swept out. */
  readonly scales: readonly number[];
}

/** X with its endogenous columns replaced by fitted values. Errors: panel-underidentified. */
export function firstStages({ X, names, endogenous, Z, instruments, scales }: StageInput) {
  const exogenous = names.flatMap((_, j) => (endogenous.includes(j) ? [] : [j]));
  const all = fromColumns([...exogenous.map((j) => column(X, j)), ...instruments.map((_, j) => column(Z, j))], X.rows);
  const allNames = [...exogenous.map((j) => names[j]), ...instruments];
  const allScales = [...exogenous.map((j) => scales[j]), ...instruments.map((_, j) => scales[names.length + j])];
  const { kept } = leastSquares(all, column(X, endogenous[0]), { scales: allScales });
  const W = selectColumns(all, kept);
  const inner = kept.filter((j) => j < exogenous.length).length;
  const excluded = kept.length - inner;
  if (excluded < endogenous.length) {
    throw new AimaqError('panel-underidentified', { endogenous: endogenous.length, instruments: excluded });
  }
  const stages = endogenous.map((j) => ({
    term: names[j],
    x: column(X, j),
    solved: leastSquares(W, column(X, j)),
  }));
  const columns = names.map((_, j) => {
    const stage = endogenous.indexOf(j);
    const x = column(X, j);
    return stage < 0 ? x : x.map((value, i) => value - stages[stage].solved.residuals[i]);
  });
  return {
    fitted: fromColumns(columns, X.rows),
    stages,
    W,
    names: kept.map((j) => allNames[j]),
    exogenous: inner,
  };
}
