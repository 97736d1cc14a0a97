/** What an estimator says about a row that it did not use, or why it says nothing. */
import type { FreshRows } from '../design/design.js';

/**
 * `missing`: a regressor of the row. `unknown-level`: the estimate knows nothing of the row's unit, period or category.
 * `unconnected`: no chain of rows links its levels, so that their effects are relative to different bases.
 * `no-earlier-row`: the estimate is about changes, and there is no row of the unit to start from.
 */
export const NOT_PREDICTED = ['missing', 'unknown-level', 'unconnected', 'no-earlier-row'] as const;
export type NotPredicted = (typeof NOT_PREDICTED)[number];

export interface Prediction {
  readonly fitted: number;
  /** Of the fitted value; null where the estimator gives none. */
  readonly standardError: number | null;
  /** Half the length of the interval for the observation. */
  readonly half: number | null;
}

/** One entry a fresh row. */
export type Predict = (fresh: FreshRows, level: number) => readonly (Prediction | NotPredicted)[];

/** Calls `predict` with the regressors of each row, in the order of `names`, where all of them are there. */
export function eachRow(
  fresh: FreshRows,
  names: readonly string[],
  predict: (x: Float64Array, row: number) => Prediction | NotPredicted,
): (Prediction | NotPredicted)[] {
  const used = names.map((name) => fresh.columns.find((one) => one.name === name));
  // A category that the sample does not know has a column of zeros there, and no coefficient.
  const unknown = fresh.columns.filter(({ name, empty }) => empty && !names.includes(name));
  return Array.from({ length: fresh.count }, (_, row) => {
    if (unknown.some(({ values }) => Math.abs(values[row]) > 0)) return 'unknown-level';
    const x = Float64Array.from(used, (one) => one?.values[row] ?? Number.NaN);
    const lost = used[x.findIndex(Number.isNaN)];
    return lost === undefined && !x.some(Number.isNaN)
      ? predict(x, row)
      : lost?.ofLevel === true
        ? 'unknown-level'
        : 'missing';
  });
}
