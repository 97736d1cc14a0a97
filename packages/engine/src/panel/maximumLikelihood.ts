/**
 * Variance components of the one-way error-components model by maximum likelihood. Concentrated in the ratio
 * φ = σ²_μ/σ²_ν the log-likelihood is
 *   ℓ(φ) = −n/2 (log 2π + 1 + log σ̂²(φ)) − ½ Σ log(1 + T_i φ),   σ̂²(φ) = S(φ)/n,
 * with S(φ) the GLS sum of squares; its slope, by the envelope theorem, needs only the GLS residuals e:
 *   ℓ'(φ) = n/(2S) Σ (Σ_t e_it)²/(1 + T_i φ)² − ½ Σ T_i/(1 + T_i φ).
 * The slope is followed over a grid (the likelihood may have two maxima: Maddala, 1971) and solved to its zero.
 * Source: Hsiao (2014), §3.3.3; Baltagi (2021), §2.4. Checked against nlme 3.1 `lme(method = "ML")`.
 */
import type { Design, Effect } from '../design/design.js';
import { AimaqError } from '../errors.js';
import { column, fromColumns } from '../numeric/columnMatrix.js';
import { leastSquares } from '../numeric/leastSquares.js';
import { brent } from '../numeric/roots.js';
import { multiplyVector } from '../numeric/sums.js';
import { quasiDemean } from './quasiDemean.js';

export interface MaximumLikelihood {
  readonly method: 'ml';
  readonly idiosyncratic: number;
  readonly effects: readonly [number];
  readonly logLikelihood: number;
  /** The variance of the effects is zero: the likelihood falls from there on. */
  readonly boundary: boolean;
}

const GRID = { from: -12, to: 12, steps: 48 };

/** Errors: panel-too-few-units when the effects cannot be told from the rest. */
export function maximumLikelihood(design: Design, effect: Effect): MaximumLikelihood {
  const n = design.y.length;
  const counts = new Float64Array(effect.levels.length);
  for (const code of effect.codes) counts[code]++;
  if (counts.every((T) => T === 1) || counts.length === 1) throw new AimaqError('panel-too-few-units');
  const columns = [design.y, ...design.names.map((_, j) => column(design.X, j))];
  const at = (phi: number) => {
    const [y, ...X] = quasiDemean(columns, [{ effect, variance: phi }], 1);
    const { coefficients, kept, residualSumOfSquares } = leastSquares(fromColumns(X, n), y);
    const fitted = multiplyVector(
      fromColumns(
        kept.map((j) => columns[j + 1]),
        n,
      ),
      coefficients,
    );
    const sums = new Float64Array(counts.length);
    for (let i = 0; i < n; i++) sums[effect.codes[i]] += design.y[i] - fitted[i];
    let slope = 0;
    let determinant = 0;
    counts.forEach((T, g) => {
      slope += (n / (2 * residualSumOfSquares)) * (sums[g] / (1 + T * phi)) ** 2 - T / (2 * (1 + T * phi));
      determinant += Math.log1p(T * phi);
    });
    const variance = residualSumOfSquares / n;
    const logLikelihood = (-n / 2) * (Math.log(2 * Math.PI) + 1 + Math.log(variance)) - determinant / 2;
    return { phi, slope, variance, logLikelihood };
  };
  const grid = Array.from({ length: GRID.steps + 1 }, (_, s) =>
    at(Math.exp(GRID.from + ((GRID.to - GRID.from) * s) / GRID.steps)),
  );
  const candidates = [at(0)];
  for (let s = 1; s < grid.length; s++) {
    if (grid[s - 1].slope > 0 && grid[s].slope <= 0)
      candidates.push(
        at(Math.exp(brent((log) => at(Math.exp(log)).slope, Math.log(grid[s - 1].phi), Math.log(grid[s].phi)))),
      );
  }
  const best = candidates.reduce((a, b) => (b.logLikelihood > a.logLikelihood ? b : a));
  return {
    method: 'ml',
    idiosyncratic: best.variance,
    effects: [best.phi * best.variance],
    logLikelihood: best.logLikelihood,
    boundary: best.phi === 0,
  };
}
