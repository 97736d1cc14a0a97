/** The panel's own effects: one level a unit, one a period, or both. */
import type { Design, Effect } from '../design/design.js';
import { AimaqError } from '../errors.js';

export type Effects = 'individual' | 'time' | 'twoways';

/** Errors: panel-needs-panel. */
export function panelEffects(design: Design, effect: Effects): Effect[] {
  const { index } = design;
  if (index === undefined) throw new AimaqError('panel-needs-panel', { estimator: `the effect "${effect}"` });
  const unit: Effect = { name: index.unitName, codes: index.unit, levels: index.units };
  const time: Effect = { name: index.timeName, codes: index.time, levels: index.times.map(String) };
  return effect === 'individual' ? [unit] : effect === 'time' ? [time] : [unit, time];
}
