import type { Maybe, Note } from '../../errors.js';
import type { ColumnMatrix } from '../../numeric/columnMatrix.js';
import type { CovarianceSpec } from '../covarianceSpec.js';
import type { Recipe } from '../smallSample.js';

/** A covariance of coefficients with all that reading it needs. */
export interface Covariance {
  readonly spec: CovarianceSpec;
  readonly matrix: ColumnMatrix;
  /** Per coefficient. */
  readonly degreesOfFreedom: readonly Maybe[];
  readonly recipe: Recipe;
  readonly clusterCounts: readonly number[];
  readonly notes: readonly Note[];
}
