import type { Design, Effect } from '../../design/design.js';
import { AimaqError, type Note, note } from '../../errors.js';
import { column, fromColumns } from '../../numeric/columnMatrix.js';
import type { EstimatorOptions } from '../estimator.js';
import { type Fit, fittedComponents, fitWithin, PERFECT } from '../fit.js';
import { refuse } from '../mapDesign.js';
import { maximumLikelihood } from '../maximumLikelihood.js';
import { panelEffects } from '../panelEffects.js';
import { predictComponents } from '../predictComponents.js';
import { type ErrorComponent, quasiDemean } from '../quasiDemean.js';
import { type VarianceComponents, varianceComponents } from '../varianceComponents.js';

/**
 * Random effects: generalised least squares of the error-components model, one-way or two-way, balanced or not, with
 * the variance components of Swamy & Arora (default), Wallace & Hussain, Amemiya or Nerlove, or by maximum likelihood. A
 * component that comes out negative counts as zero, with a note.
 *
 * Formula: β̂ = (X'Ω⁻¹X)⁻¹X'Ω⁻¹y, computed as least squares of σ_ν Ω^(−½)y on σ_ν Ω^(−½)X.
 * Errors: panel-needs-panel, panel-no-weights, panel-too-few-units, panel-effects-in-formula,
 * panel-no-errors, design-no-regressors.
 * Source: Baltagi (2021), ch. 2, 3 and 9. Checked against plm 2.6-2 `random`.
 */
export function random(
  design: Design,
  { effect = 'individual', varianceComponents: method = 'swar' }: EstimatorOptions,
): Fit {
  refuse(design, 'random', { weights: true, effects: true, instruments: true });
  const effects = panelEffects(design, effect);
  if (method === 'ml') return byLikelihood(design, effects, effect);
  const found = varianceComponents(design, effects, method);
  return generalized(design, effects, found, { estimator: 'random', effect, notes: found.notes });
}

/** The information matrix is block-diagonal: the variance of the coefficients is σ̂²_ν(X'Ω⁻¹X)⁻¹ at the maximum. */
function byLikelihood(design: Design, effects: readonly Effect[], effect: string): Fit {
  const found = maximumLikelihood(design, effects);
  const notes = found.boundary ? [note('panel-negative-component', { method: 'ml' })] : [];
  const fit = generalized(design, effects, found, { estimator: 'random', effect, notes });
  const parameters = fit.names.length + 1 + effects.length;
  const likely: Fit = { ...fit, dispersion: found.idiosyncratic, normal: true };
  return {
    ...likely,
    predict: predictComponents(likely, componentsOf(effects, found.effects), found.idiosyncratic),
    goodness: {
      logLikelihood: found.logLikelihood,
      aic: -2 * found.logLikelihood + 2 * parameters,
      bic: -2 * found.logLikelihood + Math.log(design.y.length) * parameters,
    },
  };
}

/** Least squares on the transformed rows; what the document needs of the components is kept beside. */
function generalized(
  design: Design,
  effects: readonly Effect[],
  found: Pick<VarianceComponents, 'idiosyncratic' | 'effects'> & { readonly method: string },
  { estimator, effect, notes }: { estimator: string; effect: string; notes: readonly Note[] },
): Fit {
  const components = componentsOf(effects, found.effects);
  // Next to effects an error variance that is rounding would sweep the rows out and weigh by noise.
  if (found.effects.some((variance) => found.idiosyncratic < PERFECT * variance))
    throw new AimaqError('panel-no-errors');
  const columns = [design.y, ...Array.from({ length: design.X.cols }, (_, j) => column(design.X, j))];
  const [y, ...X] = quasiDemean(columns, components, found.idiosyncratic);
  const fit = fitWithin({ ...design, y, X: fromColumns(X, y.length), effects: [] }, estimator, effect);
  const fitted = new Float64Array(y.length);
  fit.names.forEach((name, j) => {
    const x = column(design.X, design.names.indexOf(name));
    for (let i = 0; i < fitted.length; i++) fitted[i] += fit.coefficients[j] * x[i];
  });
  return {
    ...fit,
    design,
    transformed: true,
    rowResiduals: design.y.map((value, i) => value - fitted[i]),
    notes: [...fit.notes, ...notes],
    varianceComponents: fittedComponents(found.method, components, found.idiosyncratic),
    predict: predictComponents(fit, components, found.idiosyncratic),
  };
}

function componentsOf(effects: readonly Effect[], variances: readonly number[]): ErrorComponent[] {
  return effects.map((effect, e) => ({ effect, variance: variances[e] }));
}
