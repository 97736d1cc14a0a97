/** The estimators by the names of the contract. Adding one is a file and a line. */
import type { Design } from '../../design/design.js';
import type { Fit } from '../fit.js';
import type { Effects } from '../panelEffects.js';
import type { VarianceComponentsMethod } from '../varianceComponents.js';
import { between } from './between.js';
import { firstDifference } from './firstDifference.js';
import { pooling } from './pooling.js';
import { random } from './random.js';
import { within } from './within.js';

export interface EstimatorOptions {
  /** Panel effects added to those of the formula. */
  readonly effect?: Effects;
  /** How the random effects' variances are estimated; default `swar`. */
  readonly varianceComponents?: VarianceComponentsMethod;
}
export type Estimator = (design: Design, options: EstimatorOptions) => Fit;

export const ESTIMATORS = {
  pooling,
  within,
  between,
  'first-difference': firstDifference,
  random,
} as const satisfies Record<string, Estimator>;

export type EstimatorId = keyof typeof ESTIMATORS;
