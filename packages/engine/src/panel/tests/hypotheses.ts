/** Null hypotheses in English; other languages translate them by key (`views.tests.null.KEY`). */
export const HYPOTHESES = {
  'no-unit-effects': 'there are no effects of units',
  'no-time-effects': 'there are no effects of periods',
  'no-effects': 'there are no effects of units or periods',
  'effects-uncorrelated': 'the effects of units are not correlated with the regressors',
  'same-slopes': 'the slopes are the same in all units',
  'no-serial-correlation': 'the errors are not serially correlated',
  'no-serial-correlation-differenced': 'the differenced errors are not serially correlated',
  'no-serial-correlation-no-effects': 'the errors are not serially correlated and there are no effects of units',
  'no-cross-section-dependence': 'the errors of different units are not correlated',
  'same-variance-units': 'the error variance is the same in all units',
  'same-variance-regressors': 'the error variance does not depend on the regressors',
  'right-form': 'the functional form is right',
  'all-unit-roots': 'every series has a unit root',
  'no-unit-roots': 'no series has a unit root',
  none: 'none: a description',
} as const;

export type Hypothesis = keyof typeof HYPOTHESES;
