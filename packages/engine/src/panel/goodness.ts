/**
 * The R² block. With fixed effects the identity
 *   1 − R²_full = (1 − R²_fixed effects only) · (1 − R²_within)
 * splits what the dummies explain from what the regressors add; only the second is about them.
 * `between` and `overall` are squared correlations on the rows as they were observed, as Stata's xtreg defines them; so is
 * `within` where nothing is swept out but units differ (random effects, averages over units).
 */
import type { PanelIndex } from '../data/panelIndex.js';
import { demean } from '../design/absorb.js';
import type { Effect } from '../design/design.js';
import { fisherTail } from '../distribution/fisher.js';
import { column, columnMatrix } from '../numeric/columnMatrix.js';
import { dot, multiplyVector } from '../numeric/sums.js';
import { pseudoInverse } from '../numeric/symmetric.js';
import { weightedMean, weightedSquares } from '../numeric/weighted.js';
import type { Fit, Goodness, RSquared, WithoutRSquared } from './fit.js';

export type { Goodness };

export function goodness(fit: Fit): Goodness & { rSquaredAbsent: Partial<Record<keyof RSquared, WithoutRSquared>> } {
  const found = { ...(fit.own === undefined ? ofLeastSquares(fit) : ofCoefficients(fit)), ...fit.goodness };
  const absent = Object.entries(found.rSquared).flatMap(([name, value]) =>
    value === null ? [[name, whyAbsent(fit, name as keyof RSquared)]] : [],
  );
  return { ...found, rSquaredAbsent: Object.fromEntries(absent) };
}

function whyAbsent(fit: Fit, name: keyof RSquared): WithoutRSquared {
  if (fit.rowResiduals === null && fit.own !== undefined) return 'not-rows';
  if (fit.linearPredictor !== undefined) return 'not-least-squares';
  const { effects, index } = fit.observed ?? fit.design;
  const ofEffects = name === 'fixedEffectsOnly' || name === 'within' || name === 'adjustedWithin';
  if (ofEffects && effects.length === 0 && (fit.transformed !== true || name !== 'within')) return 'no-fixed-effects';
  if (name === 'adjusted' || name === 'adjustedWithin')
    return fit.degrees.residual > 0 ? 'not-least-squares' : 'no-degrees';
  return index === undefined && (name === 'between' || name === 'within') ? 'no-panel' : 'no-variation';
}

/** Where the coefficients are not those of one least-squares regression, R² is one minus the share of residual variance. */
function ofCoefficients(fit: Fit): Goodness {
  const { design } = fit;
  const known = fit.names.every((name) => design.names.includes(name));
  const total = totalSumOfSquares(design.y, undefined, true);
  return {
    rSquared: {
      full: total > 0 ? 1 - fit.residualSumOfSquares / total : null,
      adjusted:
        total > 0 && fit.degrees.residual > 0
          ? 1 - ((fit.residualSumOfSquares / total) * (design.y.length - 1)) / fit.degrees.residual
          : null,
      fixedEffectsOnly: null,
      within: known ? correlationWithin(fit) : null,
      adjustedWithin: null,
      between: known ? correlationOfMeans(fit) : null,
      overall: known ? correlationOverall(fit) : null,
    },
    sigma: fit.degrees.residual > 0 ? Math.sqrt(fit.residualSumOfSquares / fit.degrees.residual) : null,
    logLikelihood: null,
    aic: null,
    bic: null,
    fStatistic: null,
  };
}

function ofLeastSquares(fit: Fit): Goodness {
  const { n, k, absorbed, residual } = fit.degrees;
  const { design } = fit;
  const weights = design.weights?.values;
  const ssr = fit.residualSumOfSquares;
  const intercept = Number(fit.names.includes('(Intercept)'));
  const constant = design.names.includes('(Intercept)') || design.effects.some((effect) => effect.slope === undefined);
  const total = fit.transformed === true ? fit.withinSumOfSquares : totalSumOfSquares(design.y, weights, constant);
  const effects = design.effects.length > 0;
  const ratio = (a: number, b: number) => (b > 0 ? 1 - a / b : null);
  const slopes = k - intercept;
  // Of transformed rows the squared correlation: without a constant among them the ratio is not bounded by 0 and 1.
  const full =
    fit.transformed === true ? squaredCorrelation(fit.y, multiplyVector(fit.X, fit.coefficients)) : ratio(ssr, total);
  const within = effects ? ratio(ssr, fit.withinSumOfSquares) : null;
  const parameters = k + absorbed;
  const logLikelihood =
    ssr > 0 && weights === undefined && fit.transformed !== true
      ? (-n / 2) * (Math.log(2 * Math.PI) + Math.log(ssr / n) + 1)
      : null;
  const reduction = (effects ? fit.withinSumOfSquares : total) - ssr;
  const statistic =
    slopes > 0 && residual > 0 && ssr > 0
      ? (fit.transformed === true || fit.twoStage !== undefined ? explained(fit) : reduction) /
        slopes /
        (ssr / residual)
      : null;
  return {
    rSquared: {
      full,
      adjusted: full === null || residual <= 0 ? null : 1 - ((1 - full) * (n - (constant ? 1 : 0))) / residual,
      fixedEffectsOnly: effects ? ratio(fit.withinSumOfSquares, total) : null,
      within: within ?? (fit.transformed === true ? correlationWithin(fit) : null),
      adjustedWithin:
        within === null || residual <= 0 ? null : 1 - ((1 - within) * (n - absorbed - intercept)) / residual,
      between: correlationOfMeans(fit),
      overall: correlationOverall(fit),
    },
    sigma: residual > 0 ? Math.sqrt(ssr / residual) : null,
    logLikelihood,
    aic: logLikelihood === null ? null : -2 * logLikelihood + 2 * parameters,
    bic: logLikelihood === null ? null : -2 * logLikelihood + Math.log(n) * parameters,
    fStatistic:
      statistic === null
        ? null
        : { statistic, df: [slopes, residual], pValue: fisherTail(statistic, slopes, residual) },
  };
}

/** b'(V/σ²)⁻¹b of the slopes: what they explain when the transformed rows hold no constant. */
function explained(fit: Fit): number {
  const slopes = fit.names.flatMap((name, j) => (name === '(Intercept)' ? [] : [j]));
  const k = fit.names.length;
  const block = columnMatrix(slopes.length, slopes.length);
  const scale = slopes.map((j) => Math.sqrt(fit.bread.data[j * k + j]));
  slopes.forEach((i, a) => {
    slopes.forEach((j, b) => {
      block.data[b * slopes.length + a] = fit.bread.data[j * k + i] / (scale[a] * scale[b]);
    });
  });
  const b = Float64Array.from(slopes, (j, a) => fit.coefficients[j] / scale[a]);
  return dot(b, multiplyVector(pseudoInverse(block).inverse, b));
}

function totalSumOfSquares(y: Float64Array, weights: Float64Array | undefined, constant: boolean): number {
  return weightedSquares(y, weights, constant ? weightedMean(y, weights) : 0);
}

/** Fitted part x'b on the original scale, the constant left out (a correlation does not see it). */
function linearPart(fit: Fit): Float64Array {
  const design = fit.observed ?? fit.design;
  const sum = new Float64Array(design.y.length);
  fit.names.forEach((name, term) => {
    const x = column(design.X, design.names.indexOf(name));
    const b = fit.coefficients[term];
    for (let i = 0; i < sum.length; i++) sum[i] += b * x[i];
  });
  return sum;
}

/** Squared correlation of y and x'b over the rows. */
export function correlationOverall(fit: Fit): number | null {
  return squaredCorrelation((fit.observed ?? fit.design).y, linearPart(fit));
}

/** Of their means over the units. */
export function correlationOfMeans(fit: Fit): number | null {
  const { index, y } = fit.observed ?? fit.design;
  if (index === undefined) return null;
  const count = new Float64Array(index.units.length);
  for (const unit of index.unit) count[unit]++;
  const means = (values: Float64Array) => {
    const sums = new Float64Array(count.length);
    for (let i = 0; i < values.length; i++) sums[index.unit[i]] += values[i];
    return sums.map((sum, unit) => sum / count[unit]);
  };
  return squaredCorrelation(means(y), means(linearPart(fit)));
}

/** Of their deviations from the means of the units. */
export function correlationWithin(fit: Fit): number | null {
  const { index, y } = fit.observed ?? fit.design;
  if (index === undefined) return null;
  return squaredCorrelation(demean(y, unitsOf(index)), demean(linearPart(fit), unitsOf(index)));
}

const unitsOf = (index: PanelIndex): Effect => ({
  name: index.unitName,
  codes: index.unit,
  levels: index.units,
});

function squaredCorrelation(a: Float64Array, b: Float64Array): number | null {
  const n = a.length;
  let ma = 0;
  let mb = 0;
  for (let i = 0; i < n; i++) {
    ma += a[i];
    mb += b[i];
  }
  ma /= n;
  mb /= n;
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < n; i++) {
    ab += (a[i] - ma) * (b[i] - mb);
    aa += (a[i] - ma) ** 2;
    bb += (b[i] - mb) ** 2;
  }
  return aa > 0 && bb > 0 ? (ab * ab) / (aa * bb) : null;
}
