/** The estimators by the names of the contract. Adding one is a file and a line. */
import type { Design } from '../../design/design.js';
import type { Fit } from '../fit.js';
import { between } from './between.js';
import { firstDifference } from './firstDifference.js';
import { pooling } from './pooling.js';
import { within } from './within.js';

export type Effects = 'individual' | 'time' | 'twoways';
export interface EstimatorOptions {
  /** Panel effects added to those of the formula. */
  readonly effect?: Effects;
}
export type Estimator = (design: Design, options: EstimatorOptions) => Fit;

export const ESTIMATORS = {
  pooling,
  within,
  between,
  'first-difference': firstDifference,
} as const satisfies Record<string, Estimator>;

export type EstimatorId = keyof typeof ESTIMATORS;
