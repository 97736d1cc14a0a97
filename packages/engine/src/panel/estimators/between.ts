import { demean } from '../../design/absorb.js';
import type { Design, Groups } from '../../design/design.js';
import { AimaqError } from '../../errors.js';
import type { EstimatorOptions } from '../estimator.js';
import { type Fit, fitWithin } from '../fit.js';
import { mapColumns, refuse } from '../mapDesign.js';
import { panelEffects } from '../panelEffects.js';

/**
 * Between estimator: least squares on the means of the units, or of the periods with the effect `time`. Baltagi (2021),
 * §2.2. Clusters are the units (periods) themselves.
 * Errors: panel-needs-panel, panel-no-weights, panel-effects-in-formula, panel-one-effect.
 */
export function between(design: Design, { effect = 'individual' }: EstimatorOptions): Fit {
  refuse(design, 'between', { effects: true, weights: true });
  const { index } = design;
  if (index === undefined) throw new AimaqError('panel-needs-panel', { estimator: 'between' });
  if (effect === 'twoways') throw new AimaqError('panel-one-effect', { estimator: 'between' });
  const [level] = panelEffects(design, effect);
  const first = level.levels.map((_, g) => level.codes.indexOf(g));
  const means = (values: Float64Array) => {
    const deviations = demean(values, level);
    return Float64Array.from(first, (row) => values[row] - deviations[row]);
  };
  const own: Groups = { codes: Int32Array.from(first.keys()), count: first.length, labels: level.levels };
  const { index: _index, ...rest } = design;
  return {
    ...fitWithin({ ...rest, ...mapColumns(design, means), groups: () => own }, 'between', effect),
    conventional: true,
    observed: design,
  };
}
