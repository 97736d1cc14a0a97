/** What an estimator is: a function from design to fit, the options that it reads, and how its formula becomes a design. */
import type { Design } from '../design/design.js';
import type { Formula } from '../formula/ast.js';
import type { Steps } from '../run.js';
import type { Fit } from './fit.js';
import type { Effects } from './panelEffects.js';
import type { VarianceComponentsMethod } from './varianceComponents.js';

export const TRANSFORMATIONS = ['within', 'pooling', 'first-difference'] as const;
export type Transformation = (typeof TRANSFORMATIONS)[number];

export const INSTRUMENT_METHODS = ['hausman-taylor', 'amemiya-macurdy', 'breusch-mizon-schmidt'] as const;
export type InstrumentMethod = (typeof INSTRUMENT_METHODS)[number];

export interface EstimatorOptions {
  /** Panel effects added to those of the formula. */
  readonly effect?: Effects;
  /** How the random effects' variances are estimated; default `swar`. */
  readonly varianceComponents?: VarianceComponentsMethod;
  /** What `fgls` does to the rows first; default `within`. */
  readonly transformation?: Transformation;
  /** Which instruments `hausman-taylor` forms from the exogenous regressors; default `hausman-taylor`. */
  readonly instrumentMethod?: InstrumentMethod;
  /** One- or two-step GMM; default 1. */
  readonly steps?: 1 | 2;
  /** One GMM instrument a lag instead of one a lag and period; default false. */
  readonly collapse?: boolean;
}

export type Estimator = (design: Design, options: EstimatorOptions) => Fit;

/** Options that only some estimators read; given to another one they are an error, never ignored. */
export type SpecialOption = Exclude<keyof EstimatorOptions, 'effect'>;

export interface EstimatorEntry {
  readonly fit: Estimator;
  /** The same in steps, where it can take long. */
  readonly steps?: (design: Design, options: EstimatorOptions) => Steps<Fit>;
  /** There are no effects of time in it: `--effect time` or `twoways` is an error, never ignored. */
  readonly unitsOnly?: true;
  readonly reads?: readonly SpecialOption[];
  /** Formula from which the design is built, where instruments are not one column each. */
  readonly design?: (formula: Formula) => Formula;
}
