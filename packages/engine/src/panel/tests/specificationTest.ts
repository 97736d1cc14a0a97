/** What a specification test is: a null hypothesis, the residuals it reads, and a function of the panel. */
import type { Note } from '../../errors.js';
import type { Hypothesis } from './hypotheses.js';
import type { TestPanel } from './testPanel.js';

/** `pooled`: least squares without effects; `within`: with the formula's fixed effects, else those of the units. */
export type Residuals =
  | 'pooled'
  | 'within'
  | 'within units'
  | 'random effects'
  | 'first differences'
  | 'response'
  | 'regressors';
export type Reference = 'F' | 'chi-squared' | 'chi-bar-squared' | 'normal' | 'Student t' | 'tabulated' | 'none';

export interface SpecificationTest {
  readonly name: string;
  readonly variant: string;
  /** What a small p-value speaks against. */
  readonly null: Hypothesis;
  readonly residuals: Residuals;
  readonly reference: Reference;
  /** Throws an AimaqError where the data do not allow the test; the caller turns it into a row without a number. */
  run(panel: TestPanel): Outcome | readonly Outcome[];
}

export interface Outcome {
  readonly statistic: number;
  readonly df?: readonly number[];
  readonly pValue: number | null;
  readonly notes?: readonly Note[];
  /** The regressor, where a test gives one number for each. */
  readonly term?: string;
}
