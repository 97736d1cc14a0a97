import { absorb } from '../../design/absorb.js';
import type { Design } from '../../design/design.js';
import { deviance, logGamma } from '../../distribution/gamma.js';
import { AimaqError, note } from '../../errors.js';
import { column, fromColumns } from '../../numeric/columnMatrix.js';
import { type LeastSquares, leastSquares } from '../../numeric/leastSquares.js';
import type { EstimatorOptions } from '../estimator.js';
import { type Fit, fitWithin } from '../fit.js';
import { keepRegressors, refuse } from '../mapDesign.js';
import { withoutSeparated } from '../separation.js';
import { effectName, withPanelEffects } from './within.js';

const ITERATIONS = 200;
const TOLERANCE = 1e-14;
const HALVINGS = 30;

/**
 * Poisson (pseudo-)maximum likelihood with fixed effects, by iterated weighted least squares in which the effects are
 * swept out of the working response and the regressors. It needs no Poisson distribution, only E(y|x) = exp(x'β + effects),
 * and takes zeros. Rows that separate are dropped and counted.
 *
 * Formula: β from the regression of z̃ on x̃ with weights μ, z = η + (y − μ)/μ, repeated until the deviance stands still.
 * The iid covariance is (X̃'WX̃)⁻¹.
 * Errors: panel-negative-counts, panel-no-events, panel-poisson-not-converged, panel-no-weights, panel-instruments.
 * Source: Gourieroux, Monfort & Trognon (1984); Correia, Guimarães & Zylkin (2020). Checked against fixest 0.12.2 `fepois`.
 */
export function poisson(given: Design, { effect }: EstimatorOptions): Fit {
  refuse(given, 'poisson', { weights: true, instruments: true });
  if (given.y.some((value) => value < 0)) throw new AimaqError('panel-negative-counts', { response: given.yName });
  if (given.y.every((value) => value === 0)) throw new AimaqError('panel-no-events', { response: given.yName });
  const whole = effect === undefined && given.effects.length === 0 ? given : withPanelEffects(given, effect);
  const sample = withoutSeparated(whole);
  // Which columns the effects absorb, and why, is a matter of least squares.
  const first = fitWithin(sample, 'poisson', effectName(sample));
  const design = keepRegressors(
    sample,
    first.names.map((name) => sample.names.indexOf(name)),
  );
  const { mu, eta, solved, rank, iterations } = iterate(design);
  const n = design.y.length;
  const root = mu.map(Math.sqrt);
  let total = 0;
  let logLikelihood = 0;
  let residualSumOfSquares = 0;
  for (let i = 0; i < n; i++) {
    total += unitDeviance(design.y[i], mu[i]);
    logLikelihood += (design.y[i] > 0 ? design.y[i] * Math.log(mu[i]) : 0) - mu[i] - logGamma(design.y[i] + 1);
    residualSumOfSquares += (design.y[i] - mu[i]) ** 2;
  }
  const null_ = nullLikelihood(design.y);
  const parameters = solved.X.cols + rank;
  const separated = sample.dropped.filter((one) => one.reason === 'separated').reduce((sum, one) => sum + one.count, 0);
  return {
    ...first,
    design,
    X: solved.X,
    y: solved.y,
    coefficients: solved.fit.coefficients,
    residuals: solved.fit.residuals,
    bread: solved.fit.bread,
    degrees: { n, k: solved.X.cols, absorbed: rank, residual: n - parameters },
    rootWeights: root,
    dispersion: 1,
    normal: true,
    transformed: true,
    residualSumOfSquares,
    linearPredictor: eta,
    rowResiduals: design.y.map((value, i) => value - mu[i]),
    goodness: {
      rSquared: {
        full: null,
        adjusted: null,
        fixedEffectsOnly: null,
        within: null,
        adjustedWithin: null,
        between: null,
        overall: squaredCorrelation(design.y, mu),
      },
      sigma: null,
      fStatistic: null,
      logLikelihood,
      aic: -2 * logLikelihood + 2 * parameters,
      bic: -2 * logLikelihood + Math.log(n) * parameters,
    },
    notes: [
      ...first.notes.filter((one) => one.code !== 'panel-perfect-fit'),
      ...(separated > 0 ? [note('panel-separated', { count: separated })] : []),
    ],
    details: { poisson: { deviance: total, pseudoRSquared: null_ < 0 ? 1 - logLikelihood / null_ : null, iterations } },
  };
}

interface Solved {
  readonly X: ReturnType<typeof fromColumns>;
  readonly y: Float64Array;
  readonly fit: LeastSquares;
}

function iterate(design: Design) {
  const { y, effects } = design;
  const n = y.length;
  const columns = design.names.map((_, j) => column(design.X, j));
  const mean = y.reduce((sum, value) => sum + value, 0) / n;
  let mu = y.map((value) => (value + mean) / 2);
  let eta = mu.map(Math.log);
  let least = Number.POSITIVE_INFINITY;
  const step = (iterations: number) => {
    const root = mu.map(Math.sqrt);
    const scale = (values: Float64Array) => values.map((value, i) => value * root[i]);
    const working = eta.map((value, i) => value + (y[i] - mu[i]) / mu[i]);
    const swept = absorb(effects, [working, ...columns], mu);
    const X = fromColumns(swept.columns.slice(1).map(scale), n);
    const target = scale(swept.columns[0]);
    const fit = leastSquares(X, target);
    if (fit.dropped.length > 0) throw new AimaqError('panel-poisson-not-converged', { iterations });
    const next = working.map((value, i) => value - fit.residuals[i] / root[i]);
    return { solved: { X, y: target, fit } satisfies Solved, next, rank: swept.rank };
  };
  for (let iteration = 1; iteration <= ITERATIONS; iteration++) {
    const { next, rank } = step(iteration);
    let trial = next;
    let size = deviances(y, trial);
    for (let halving = 0; halving < HALVINGS && !(size <= least * (1 + 1e-10) + 1e-10); halving++) {
      trial = trial.map((value, i) => (value + eta[i]) / 2);
      size = deviances(y, trial);
    }
    const change = Math.abs(size - least) / (0.1 + Math.abs(size));
    const move = trial.reduce(
      (most, value, i) => Math.max(most, (Math.abs(value - eta[i]) / (1 + Math.abs(value))) * Math.min(1, mu[i])),
      0,
    );
    eta = trial;
    mu = eta.map(Math.exp);
    least = size;
    if (change < TOLERANCE || move < 1e-13)
      return { mu, eta, solved: step(iteration).solved, rank, iterations: iteration };
  }
  throw new AimaqError('panel-poisson-not-converged', { iterations: ITERATIONS });
}

function deviances(y: Float64Array, eta: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < y.length; i++) sum += unitDeviance(y[i], Math.exp(eta[i]));
  return sum;
}

/** Of large counts the two parts nearly cancel: subtracted, their rounding would never let the deviance stand still. */
function unitDeviance(y: number, mu: number): number {
  return 2 * (y > 0 ? deviance(y, mu) : mu);
}

function nullLikelihood(y: Float64Array): number {
  const mean = y.reduce((sum, value) => sum + value, 0) / y.length;
  return y.reduce((sum, value) => sum + value * Math.log(mean) - mean - logGamma(value + 1), 0);
}

function squaredCorrelation(a: Float64Array, b: Float64Array): number | null {
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value / values.length, 0);
  const [ma, mb] = [mean(a), mean(b)];
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < a.length; i++) {
    ab += (a[i] - ma) * (b[i] - mb);
    aa += (a[i] - ma) ** 2;
    bb += (b[i] - mb) ** 2;
  }
  return aa > 0 && bb > 0 ? ab ** 2 / (aa * bb) : null;
}
