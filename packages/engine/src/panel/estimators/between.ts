import type { Design, Groups } from '../../design/design.js';
import { AimaqError } from '../../errors.js';
import { column, fromColumns } from '../../numeric/columnMatrix.js';
import { type Fit, fitWithin } from '../fit.js';

/**
 * Between estimator: least squares on the means of the units. Baltagi (2021), §2.2. Clusters are the units themselves.
 * Errors: panel-needs-panel.
 */
export function between(design: Design): Fit {
  const { index } = design;
  if (index === undefined) throw new AimaqError('panel-needs-panel', { estimator: 'between' });
  const count = new Float64Array(index.units.length);
  for (const unit of index.unit) count[unit]++;
  const means = (values: Float64Array) => {
    const sums = new Float64Array(count.length);
    for (let i = 0; i < values.length; i++) sums[index.unit[i]] += values[i];
    return sums.map((sum, unit) => sum / count[unit]);
  };
  const X = fromColumns(
    Array.from({ length: design.X.cols }, (_, j) => means(column(design.X, j))),
    count.length,
  );
  const units: Groups = { codes: Int32Array.from(count.keys()), count: count.length, labels: index.units };
  const { weights: _weights, index: _index, ...rest } = design;
  return fitWithin({ ...rest, y: means(design.y), X, effects: [], groups: () => units }, 'between');
}
