/**
 * Standard errors of recovered fixed effects under homoskedastic errors: those of the dummies in the regression on all of
 * them, the first constant with all its levels, each further one relative to its first level. Only where the dummies are few.
 */
import { effectColumns } from '../design/absorb.js';
import { column, fromColumns } from '../numeric/columnMatrix.js';
import { qr, solveUpperTransposed } from '../numeric/qr.js';
import type { Fit } from './fit.js';

/** Operations of the factorisation up to which they are worked out. */
const COST = 2e8;

/**
 * One record a factor, in the order of the effects, null for what the rows cannot tell; null when the dummies are many or
 * the fit is no least squares. `references`: the level at which each effect is zero.
 */
export function effectErrors(fit: Fit, references: readonly (string | null)[]): Record<string, number | null>[] | null {
  const { design, effects } = fit;
  const n = design.y.length;
  const count = fit.names.length + effects.reduce((sum, effect) => sum + effect.levels.length, 0);
  if (n * count ** 2 > COST || fit.degrees.residual <= 0 || fit.twoStage !== undefined) return null;
  if (fit.transformed === true) return null;
  const root = fit.rootWeights;
  const scale = (values: Float64Array) => (root === undefined ? values : values.map((value, i) => value * root[i]));
  const dummies = effects.flatMap((effect, e) =>
    effectColumns(effect).flatMap((values, g) =>
      effect.levels[g] === references[e] ? [] : [{ e, level: effect.levels[g], values }],
    ),
  );
  const regressors = fit.names.map((name) => column(design.X, design.names.indexOf(name)));
  const factor = qr(fromColumns([...regressors, ...dummies.map(({ values }) => values)].map(scale), n));
  const s2 = fit.residualSumOfSquares / fit.degrees.residual;
  const errors = effects.map((effect, e) =>
    Object.fromEntries(effect.levels.map((level) => [level, level === references[e] ? 0 : null])),
  ) as Record<string, number | null>[];
  factor.kept.forEach((position, l) => {
    if (position < regressors.length) return;
    // Element (l, l) of (R'R)⁻¹ is the squared length of R'⁻¹ e_l.
    const unit = new Float64Array(factor.kept.length);
    unit[l] = factor.scale[l];
    solveUpperTransposed(factor, unit);
    const { e, level } = dummies[position - regressors.length];
    errors[e][level] = Math.sqrt(s2 * unit.reduce((sum, value) => sum + value * value, 0));
  });
  return errors;
}
