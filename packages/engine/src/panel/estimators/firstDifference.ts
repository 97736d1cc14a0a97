import { chosen } from '../../data/levels.js';
import type { Design } from '../../design/design.js';
import { AimaqError } from '../../errors.js';
import { dot, multiplyVector } from '../../numeric/sums.js';
import { type Fit, fitWithin } from '../fit.js';
import { mapColumns, refuse } from '../mapDesign.js';
import { predictChanges } from '../predictChanges.js';
import { type Predict, spreadOf } from '../prediction.js';

/**
 * First-difference estimator: least squares on changes from one observation of a unit to its next, the constant kept as
 * a drift (plm's convention). Wooldridge (2010), §10.6. Changes across a gap are those between neighbouring
 * observations, as in plm. Errors: panel-needs-panel, panel-no-weights, panel-effects-in-formula, panel-no-changes.
 */
export function firstDifference(design: Design): Fit {
  refuse(design, 'first-difference', { effects: true, weights: true });
  const { index } = design;
  if (index === undefined) throw new AimaqError('panel-needs-panel', { estimator: 'first-difference' });
  const pairs: [number, number][] = [];
  for (let p = 1; p < index.order.length; p++) {
    const [before, now] = [index.order[p - 1], index.order[p]];
    if (index.unit[before] === index.unit[now]) pairs.push([before, now]);
  }
  if (pairs.length === 0) throw new AimaqError('panel-no-changes');
  const difference = (values: Float64Array) =>
    Float64Array.from(pairs, ([before, now]) => values[now] - values[before]);
  const later = Int32Array.from(pairs, ([, now]) => now);
  const { index: _index, ...rest } = design;
  const fit = fitWithin(
    {
      ...rest,
      ...mapColumns(design, difference, () => new Float64Array(pairs.length).fill(1)),
      groups: (by) => {
        // The first period of each unit has no change, and maybe no row is left of it.
        const { codes, labels } = design.groups(by);
        const used = chosen({ codes, labels }, later);
        return { codes: used.codes, count: used.labels.length, labels: used.labels };
      },
    },
    'first-difference',
  );
  return { ...fit, observed: design, predict: fromChanges(fit, design) };
}

/**
 * ŷ and its interval where the errors of the changes are alike and uncorrelated: after m steps the variance of the
 * observation is s²(m + z'(Z'Z)⁻¹z), z the whole change of the regressors.
 */
function fromChanges(fit: Fit, design: Design): Predict {
  const slopes = fit.names.filter((name) => name !== '(Intercept)');
  const df = fit.degrees.residual;
  const s2 = fit.residualSumOfSquares / df;
  return (fresh, level) =>
    predictChanges(design, fresh, slopes, ({ x, steps }, before) => {
      const z = Float64Array.from(fit.names, (name) => (name === '(Intercept)' ? steps : x[slopes.indexOf(name)]));
      const h = dot(z, multiplyVector(fit.bread, z));
      return { fitted: before + dot(z, fit.coefficients), ...spreadOf(s2, h, { df, level, noise: steps }) };
    });
}
