/** The small regressions that tests run on residuals: ordinary least squares with plain or clustered (CR0) covariance. */
import type { Groups } from '../../design/design.js';
import { AimaqError } from '../../errors.js';
import { covariance } from '../../inference/covariance.js';
import type { LinearModel } from '../../inference/linearModel.js';
import { type ColumnMatrix, columnMatrix, fromColumns, selectColumns } from '../../numeric/columnMatrix.js';
import { leastSquares } from '../../numeric/leastSquares.js';

export interface Auxiliary {
  readonly coefficients: Float64Array;
  readonly residuals: Float64Array;
  readonly residualSumOfSquares: number;
  /** n minus rank. */
  readonly residualDegrees: number;
  readonly rank: number;
  readonly kept: readonly number[];
  /** σ²(X'X)⁻¹ with σ² = SSR/(n − rank). */
  readonly covariance: ColumnMatrix;
  /** (X'X)⁻¹ (Σ s_g s_g') (X'X)⁻¹ with the scores s_g of each cluster: no small-sample factor. */
  clustered(codes: Int32Array): ColumnMatrix;
}

/** Residual degrees may be 0; who then asks for a covariance gets the error panel-test-degrees. */
export function regress(columns: readonly Float64Array[], y: Float64Array): Auxiliary {
  const X = fromColumns(columns, y.length);
  const solved = leastSquares(X, y);
  const { coefficients, residuals, residualSumOfSquares, bread, rank, kept } = solved;
  const residualDegrees = y.length - rank;
  const names = kept.map(String);
  const enough = () => {
    if (residualDegrees <= 0) throw new AimaqError('panel-test-degrees', { df1: rank, df2: residualDegrees });
  };
  return {
    coefficients,
    residuals,
    residualSumOfSquares,
    residualDegrees,
    rank,
    kept,
    get covariance() {
      enough();
      return columnMatrixTimes(bread, residualSumOfSquares / residualDegrees);
    },
    clustered(codes) {
      enough();
      const groups: Groups = { codes, count: codes.reduce((max, code) => Math.max(max, code), -1) + 1, labels: [] };
      const model: LinearModel = {
        names,
        X: selectColumns(X, kept),
        y,
        coefficients,
        residuals,
        bread,
        degrees: { n: y.length, k: rank, absorbed: 0, residual: residualDegrees },
        effects: [],
        groups: () => groups,
      };
      return covariance(model, { kind: 'cluster', type: 'CR0', by: ['unit'] }, 'plm').matrix;
    },
  };
}

function columnMatrixTimes(matrix: ColumnMatrix, factor: number): ColumnMatrix {
  const result = columnMatrix(matrix.rows, matrix.cols);
  result.data.set(matrix.data.map((value) => value * factor));
  return result;
}
