/** The estimators by the names of the contract. Adding one is a file and a line. */
import type { Estimator } from '../estimator.js';
import { between } from './between.js';
import { firstDifference } from './firstDifference.js';
import { pooling } from './pooling.js';
import { random } from './random.js';
import { within } from './within.js';

export const ESTIMATORS = {
  pooling,
  within,
  between,
  'first-difference': firstDifference,
  random,
} as const satisfies Record<string, Estimator>;

export type EstimatorId = keyof typeof ESTIMATORS;
