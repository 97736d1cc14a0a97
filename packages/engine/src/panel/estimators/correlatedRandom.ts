import { demean } from '../../design/absorb.js';
import type { Design, Effect, FreshRows } from '../../design/design.js';
import { column, fromColumns } from '../../numeric/columnMatrix.js';
import type { EstimatorOptions } from '../estimator.js';
import type { Fit } from '../fit.js';
import { panelEffects } from '../panelEffects.js';
import { random } from './random.js';

/** What rounding leaves of a column that does not vary inside the levels, relative to its largest value. */
const CONSTANT = 1e-12;

/**
 * Correlated random effects: random effects with the means of the regressors added (over the unit, the period, or both,
 * as the effects are). The coefficients of the regressors are those of the within estimator, regressors that do not vary
 * inside units keep a coefficient, and the means tell whether random effects alone would have been biased.
 *
 * Formula: y_it = x_it'β + x̄_i'γ + z_i'δ + μ_i + ν_it; the mean of x is named `mean(x)`, of the period `mean_t(x)`.
 * Errors: those of `random`.
 * Source: Mundlak (1978); Wooldridge (2010), §10.7.3. Checked against plm 2.6-2 `random` with `Between(x)` added.
 */
export function correlatedRandom(design: Design, options: EstimatorOptions): Fit {
  const effects = panelEffects(design, options.effect ?? 'individual');
  const regressors = design.names.flatMap((name, j) =>
    name === '(Intercept)' ? [] : [{ name, x: column(design.X, j) }],
  );
  const means = effects.flatMap((effect, e) =>
    regressors.flatMap(({ name, x }) => {
      const mean = levelMean(x, effect);
      return mean === null
        ? []
        : [{ name: effects.length > 1 && e === 1 ? `mean_t(${name})` : `mean(${name})`, x: mean, effect }];
    }),
  );
  const augmented: Design = {
    ...design,
    names: [...design.names, ...means.map((mean) => mean.name)],
    X: fromColumns(
      [...design.names.map((_, j) => column(design.X, j)), ...means.map((mean) => mean.x)],
      design.y.length,
    ),
    ...(design.fresh === undefined ? {} : { fresh: () => withMeans(design.fresh?.() as FreshRows, means) }),
  };
  return { ...random(augmented, options), estimator: 'correlated-random' };
}

interface Mean {
  readonly name: string;
  readonly x: Float64Array;
  readonly effect: Effect;
}

/** The means that the sample gives the unit (period) of each new row. */
function withMeans(fresh: FreshRows, means: readonly Mean[]): FreshRows {
  const columns = means.map(({ name, x, effect }) => {
    const of = new Map(effect.levels.map((label, g) => [label, x[effect.codes.indexOf(g)]]));
    const values = Float64Array.from({ length: fresh.count }, (_, row) => {
      return of.get(fresh.label(effect.name, row) ?? '') ?? Number.NaN;
    });
    return { name, values, empty: false, ofLevel: true };
  });
  return { ...fresh, columns: [...fresh.columns, ...columns] };
}

/** Mean of the level in each row; null when it is the column itself or a constant. */
function levelMean(x: Float64Array, effect: Effect): Float64Array | null {
  const deviations = demean(x, effect);
  const size = x.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (deviations.every((value) => Math.abs(value) <= CONSTANT * size)) return null;
  const mean = x.map((value, i) => value - deviations[i]);
  return mean.every((value) => Math.abs(value - mean[0]) <= CONSTANT * size) ? null : mean;
}
