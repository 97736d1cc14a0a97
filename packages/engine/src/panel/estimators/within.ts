import type { Design } from '../../design/design.js';
import { finish, type Steps } from '../../run.js';
import type { EstimatorOptions } from '../estimator.js';
import { type Fit, fitWithinSteps } from '../fit.js';
import { withoutIntercept } from '../mapDesign.js';
import { type Effects, panelEffects } from '../panelEffects.js';

/**
 * Within (fixed-effects) estimator: least squares after sweeping out the effects of the formula, and those of the panel
 * when `effect` names them.
 *
 * Formula: β̂ = (X̃'X̃)⁻¹X̃'ỹ with z̃ the residual of z on the effects' dummies.
 * Errors: panel-needs-panel, design-no-regressors.
 * Source: Wooldridge (2010), §10.5. Checked against plm 2.6-2 and fixest 0.12.2.
 */
export function within(design: Design, options: EstimatorOptions): Fit {
  return finish(withinSteps(design, options));
}

export function* withinSteps(design: Design, { effect }: EstimatorOptions): Steps<Fit> {
  const swept = withPanelEffects(design, effect);
  return yield* fitWithinSteps(swept, 'within', effectName(swept));
}

/**
 * The effects of the formula, and those of the panel when they are named or there are no others. The constant is among them,
 * unless all are slopes.
 */
export function withPanelEffects(design: Design, effect: Effects | undefined): Design {
  const effects = [...design.effects];
  for (const extra of effect === undefined && effects.length === 0
    ? panelEffects(design, 'individual')
    : effect === undefined
      ? []
      : panelEffects(design, effect)) {
    if (!effects.some((other) => other.slope === undefined && other.name === extra.name)) effects.push(extra);
  }
  const constant = effects.some((one) => one.slope === undefined);
  return { ...(constant ? withoutIntercept(design) : design), effects };
}

/** `individual`, `time`, `twoways` where the effects are those of the panel; null otherwise. */
export function effectName({ index, effects }: Pick<Design, 'index' | 'effects'>): string | null {
  const names = effects.map((effect) => effect.name);
  if (index === undefined || effects.some((effect) => effect.slope !== undefined)) return null;
  const unit = names.includes(index.unitName);
  const time = names.includes(index.timeName);
  if (names.length !== Number(unit) + Number(time)) return null;
  return unit && time ? 'twoways' : unit ? 'individual' : 'time';
}
