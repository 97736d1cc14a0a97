/** Serial correlation given random effects: the Lagrange multiplier test of Baltagi & Li (1995), two-sided. */
import { chiSquaredTail } from '../../distribution/chiSquared.js';
import { AimaqError } from '../../errors.js';
import { column, columnMatrix } from '../../numeric/columnMatrix.js';
import { brent } from '../../numeric/roots.js';
import { pseudoInverse } from '../../numeric/symmetric.js';
import { quasiDemean } from '../quasiDemean.js';
import { regress } from './auxiliary.js';
import type { Outcome, SpecificationTest } from './specificationTest.js';
import type { TestPanel } from './testPanel.js';

export const baltagiLiTests: readonly SpecificationTest[] = [
  {
    name: 'baltagi-li',
    variant: 'AR(1) or MA(1) given random effects, two-sided',
    null: 'no-serial-correlation',
    residuals: 'random effects',
    reference: 'chi-squared',
    run: baltagiLi,
  },
];

/**
 * LM = D² (I⁻¹)_ρρ at the maximum-likelihood estimates of the random-effects model, with Ω_i = σ²_μ J + σ²_e(I + ρG_i),
 * G_i the neighbours in time: written for any T_i and with gaps, which for a balanced panel is Baltagi & Li's formula.
 * Checked against plm `pbltest` on balanced panels (plm reads an unbalanced one as if cut into equal pieces).
 */
function baltagiLi(panel: TestPanel): Outcome {
  // With two periods an AR(1) and a random effect are one and the same.
  if (panel.longest < 3) throw new AimaqError('panel-test-short', { periods: panel.longest, needed: 3 });
  const { ratio, u, variance } = maximumLikelihood(panel);
  const { units, period } = panel;
  let score = 0;
  let [rr, rm, re, mm, me, ee] = [0, 0, 0, 0, 0, 0];
  // With A = Ω⁻¹ = (I − cJ)/σ², c = λ/(1 + Tλ); g = G1, s = 1'G1. In units of σ² = 1.
  for (const { rows } of units) {
    const T = rows.length;
    const g = new Float64Array(T);
    let cross = 0;
    for (let t = 1; t < T; t++) {
      if (period[rows[t]] !== period[rows[t - 1]] + 1) continue;
      g[t]++;
      g[t - 1]++;
      cross += 2 * u[rows[t]] * u[rows[t - 1]];
    }
    const s = g.reduce((sum, value) => sum + value, 0);
    const gg = g.reduce((sum, value) => sum + value * value, 0);
    const total = rows.reduce((sum, row) => sum + u[row], 0);
    const gu = rows.reduce((sum, row, t) => sum + g[t] * u[row], 0);
    const c = ratio / (1 + T * ratio);
    const rest = 1 / (1 + T * ratio);
    score += ((cross - 2 * c * total * gu + c * c * s * total * total) / variance + c * s) / 2;
    rr += (s - 2 * c * gg + c * c * s * s) / 2;
    rm += (s * rest * rest) / 2;
    re += (c * c * s * T - 2 * c * s) / 2;
    mm += (T * rest) ** 2 / 2;
    me += (T * rest * rest) / 2;
    ee += (T - 2 * c * T + c * c * T * T) / 2;
  }
  if (!(rr > 0)) throw new AimaqError('panel-test-short', { periods: panel.longest, needed: 3 });
  const information = columnMatrix(3, 3);
  information.data.set([rr, rm, re, rm, mm, me, re, me, ee]);
  const statistic = score ** 2 * pseudoInverse(information).inverse.data[0];
  return { statistic, df: [1], pValue: chiSquaredTail(statistic, 1) };
}

/** λ = σ²_μ/σ²_e at the maximum of the likelihood, by the root of its derivative; residuals y − Xβ̂(λ); σ²_e. */
function maximumLikelihood({ design, index, units }: TestPanel) {
  const effect = { name: index.unitName, codes: index.unit, levels: index.units };
  const X = design.names.map((_, j) => column(design.X, j));
  const n = design.y.length;
  const at = (ratio: number) => {
    const [y, ...Z] = quasiDemean([design.y, ...X], [{ effect, variance: ratio }], 1);
    const fit = regress(Z, y);
    const u = design.y.slice();
    fit.kept.forEach((j, position) => {
      for (let i = 0; i < n; i++) u[i] -= fit.coefficients[position] * X[j][i];
    });
    return { ratio, u, variance: fit.residualSumOfSquares / n };
  };
  // Derivative of −2 log L: n SSR'(λ)/SSR + Σ T_i/(1 + T_iλ), where β̂(λ) may be held fixed.
  const slope = (logRatio: number) => {
    const { ratio, u, variance } = at(Math.exp(logRatio));
    let sum = 0;
    for (const { rows } of units) {
      const rest = 1 / (1 + rows.length * ratio);
      const total = rows.reduce((inner, row) => inner + u[row], 0);
      sum += rows.length * rest - (total * rest) ** 2 / variance;
    }
    return sum;
  };
  const [low, high] = [-20, 20];
  if (slope(low) >= 0) return at(0);
  return at(slope(high) <= 0 ? Math.exp(high) : Math.exp(brent(slope, low, high)));
}
