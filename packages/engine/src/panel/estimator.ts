/** What an estimator is: a function from design to fit, with the options that some of them read. */
import type { Design } from '../design/design.js';
import type { Fit } from './fit.js';
import type { Effects } from './panelEffects.js';
import type { VarianceComponentsMethod } from './varianceComponents.js';

export interface EstimatorOptions {
  /** Panel effects added to those of the formula. */
  readonly effect?: Effects;
  /** How the random effects' variances are estimated; default `swar`. */
  readonly varianceComponents?: VarianceComponentsMethod;
}
export type Estimator = (design: Design, options: EstimatorOptions) => Fit;
