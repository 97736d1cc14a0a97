import type { Design, Groups } from '../../design/design.js';
import { AimaqError } from '../../errors.js';
import { type Fit, fitWithin } from '../fit.js';
import { mapColumns, refuse } from '../mapDesign.js';

/**
 * Between estimator: least squares on the means of the units. Baltagi (2021), §2.2. Clusters are the units themselves.
 * Errors: panel-needs-panel, panel-no-weights, panel-effects-in-formula.
 */
export function between(design: Design): Fit {
  refuse(design, 'between', { effects: true, weights: true });
  const { index } = design;
  if (index === undefined) throw new AimaqError('panel-needs-panel', { estimator: 'between' });
  const count = new Float64Array(index.units.length);
  for (const unit of index.unit) count[unit]++;
  const means = (values: Float64Array) => {
    const sums = new Float64Array(count.length);
    for (let i = 0; i < values.length; i++) sums[index.unit[i]] += values[i];
    return sums.map((sum, unit) => sum / count[unit]);
  };
  const units: Groups = { codes: Int32Array.from(count.keys()), count: count.length, labels: index.units };
  const { index: _index, ...rest } = design;
  return fitWithin({ ...rest, ...mapColumns(design, means), groups: () => units }, 'between');
}
