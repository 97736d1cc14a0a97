/**
 * The seam between estimators and inference: all that a covariance, a test or a bootstrap may see of a fit.
 * Whatever the estimator, its last step is a least-squares regression of `y` on `X` (both already transformed: fixed
 * effects swept out, quasi-demeaned, projected on instruments, multiplied by √weight), with
 *   coefficients = bread · X'y,   bread = (X'X)⁻¹.
 * The idea of a minimal interface is that of Vcov.jl; the fields are ours.
 */
import type { Effect, Groups } from '../design/design.js';
import type { ColumnMatrix } from '../numeric/columnMatrix.js';

export interface LinearModel {
  /** Names of the k columns of X. */
  readonly names: readonly string[];
  /** n×k transformed regressors (fitted values of the first stage for instrumented ones). */
  readonly X: ColumnMatrix;
  /** n transformed response. */
  readonly y: Float64Array;
  readonly coefficients: Float64Array;
  /** n structural residuals on the transformed scale; with instruments they use the actual regressors, not X. */
  readonly residuals: Float64Array;
  /** (X'X)⁻¹, k×k. */
  readonly bread: ColumnMatrix;
  readonly degrees: Degrees;
  /** Fixed effects that were swept out of X and y (empty for random effects, pooling, …). */
  readonly effects: readonly Effect[];
  /** √weight by which rows of X and y are multiplied; absent without weights. */
  readonly rootWeights?: Float64Array;
  /** Known variance of the transformed rows; absent where it is estimated from the residuals. */
  readonly dispersion?: number;
  /** The weights count identical rows, which share the row's leverage but not its score. */
  readonly frequency?: true;
  /** Unit and time of each row, for covariances along time; absent without a panel. */
  readonly panel?: {
    readonly unit: Int32Array;
    readonly time: Int32Array;
    readonly units: readonly string[];
    readonly times: readonly number[];
    readonly unitName: string;
    readonly timeName: string;
  };
  /** Cluster codes by column name. Errors: data-unknown-column, inference-missing-cluster. */
  groups(by: string): Groups;
}

export interface Degrees {
  /** Observations (Σ of frequency weights where these are used). */
  readonly n: number;
  /** Estimated slopes, the constant included where it is a column of X. */
  readonly k: number;
  /** Rank of the swept-out fixed effects (the implied constant included); 0 without. */
  readonly absorbed: number;
  /** n − k − absorbed. */
  readonly residual: number;
}
