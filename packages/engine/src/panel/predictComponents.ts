/**
 * Predictions of error-components models: x'b, the mean over units that are not known, and for the observation
 *   ŷ ± t √Var(y₀ − x'b),   Var = s²(1 + Σρ_e + x'Bx − 2x'B X'Ω⁻¹c),
 * B = (X'Ω⁻¹X)⁻¹, Ω = I + Σρ_e D_e D_e' with ρ_e = σ²_e/σ²_ν, s² the variance of the transformed residuals, and c what the
 * error of the row shares with those of the sample: the effects of its unit (period), where the sample knows them.
 */
import { column } from '../numeric/columnMatrix.js';
import { dot, multiplyVector } from '../numeric/sums.js';
import type { Fit } from './fit.js';
import { eachRow, type Predict, spreadOf } from './prediction.js';
import { type ErrorComponent, quasiDemean } from './quasiDemean.js';

/** `fit.X`: the regressors times Ω^(−½), with instruments what these explain of them. */
export function predictComponents(fit: Fit, components: readonly ErrorComponent[], idiosyncratic: number): Predict {
  const { names, coefficients, bread, degrees } = fit;
  const df = fit.normal === true ? Number.POSITIVE_INFINITY : degrees.residual;
  const s2 = fit.dispersion ?? fit.residualSumOfSquares / degrees.residual;
  const ratios = components.map(({ variance }) => variance / idiosyncratic);
  const noise = ratios.reduce((sum, ratio) => sum + ratio, 1);
  return (fresh, level) => {
    const weighted = quasiDemean(
      names.map((_, j) => column(fit.X, j)),
      components,
      idiosyncratic,
      { transposed: true },
    );
    const shared = components.map(({ effect }, e) => {
      const sums = effect.levels.map(() => new Float64Array(names.length));
      weighted.forEach((values, j) => {
        for (let i = 0; i < values.length; i++) sums[effect.codes[i]][j] += ratios[e] * values[i];
      });
      return new Map(effect.levels.map((label, g) => [label, sums[g]]));
    });
    return eachRow(fresh, names, (x, row) => {
      const direction = multiplyVector(bread, x);
      const common = components.reduce((sum, { effect }, e) => {
        const own = shared[e].get(fresh.label(effect.name, row) ?? '');
        return own === undefined ? sum : sum + dot(direction, own);
      }, 0);
      const spread = spreadOf(s2, dot(x, direction), { df, level, noise: noise - 2 * common });
      return { fitted: dot(x, coefficients), ...spread };
    });
  };
}
