/**
 * Panel unit-root tests of the response, one lagged difference, with a constant or a trend of each unit: Levin, Lin & Chu
 * (2002), Im, Pesaran & Shin (2003), combinations of p-values by Maddala & Wu (1999) and Choi (2001), Hadri (2000).
 * Checked against plm `purtest`.
 */
import { chiSquaredTail } from '../../../distribution/chiSquared.js';
import { normalCdf, normalTail } from '../../../distribution/normal.js';
import { studentTail } from '../../../distribution/student.js';
import { AimaqError } from '../../../errors.js';
import { dot } from '../../../numeric/sums.js';
import { regress } from '../auxiliary.js';
import type { Hypothesis } from '../hypotheses.js';
import type { Outcome, SpecificationTest } from '../specificationTest.js';
import type { TestPanel } from '../testPanel.js';
import { type DickeyFuller, dickeyFuller, dickeyFullerP } from './dickeyFuller.js';
import { imPesaranShinMoments, levinLinChuMoments } from './moments.js';
import { type Deterministic, LAGS, responseSeries, type Series } from './series.js';

type Rule = (series: readonly Float64Array[], deterministic: Deterministic) => Outcome;

const ROOT: Hypothesis = 'all-unit-roots';
const RULES: readonly (readonly [string, Hypothesis, SpecificationTest['reference'], boolean, Rule])[] = [
  ['levin-lin-chu', ROOT, 'normal', true, levinLinChu],
  ['im-pesaran-shin', ROOT, 'normal', false, imPesaranShin],
  ['maddala-wu', ROOT, 'chi-squared', false, maddalaWu],
  ['choi-pm', ROOT, 'normal', false, choiModified],
  ['choi-inverse-normal', ROOT, 'normal', false, choiInverseNormal],
  ['choi-logit', ROOT, 'Student t', false, choiLogit],
  ['hadri', 'no-unit-roots', 'normal', true, hadri],
];

export const unitRootTests: readonly SpecificationTest[] = RULES.flatMap(
  ([name, hypothesis, reference, balanced, rule]) =>
    (['intercept', 'trend'] as const).map(
      (deterministic): SpecificationTest => ({
        name,
        variant: name === 'hadri' ? deterministic : `${deterministic}, ${LAGS} lag`,
        null: hypothesis,
        residuals: 'response',
        reference,
        run: (panel: TestPanel) => {
          const { series, notes }: Series = responseSeries(panel, { balanced });
          const outcome = rule(series, deterministic);
          return { ...outcome, notes: [...notes, ...(outcome.notes ?? [])] };
        },
      }),
    ),
);

const regressions = (series: readonly Float64Array[], deterministic: Deterministic): DickeyFuller[] =>
  series.map((y) => dickeyFuller(y, deterministic, LAGS));

const lower = (statistic: number): Outcome => ({ statistic, df: [], pValue: normalCdf(statistic) });
const upper = (statistic: number): Outcome => ({ statistic, df: [], pValue: normalTail(statistic) });

function levinLinChu(series: readonly Float64Array[], deterministic: Deterministic): Outcome {
  const T = series[0].length;
  const N = series.length;
  const { mean, deviation, notes } = levinLinChuMoments(T, deterministic);
  const fits = regressions(series, deterministic);
  const ratio = fits.reduce(
    (sum, { sigma }, i) => sum + Math.sqrt(longRunVariance(series[i], deterministic)) / sigma,
    0,
  );
  const stack = (part: 'difference' | 'level') =>
    Float64Array.from(fits.flatMap((fit) => Array.from(fit[part], (value) => value / fit.sigma)));
  const level = stack('level');
  const pooled = regress([level], stack('difference'));
  const n = level.length;
  const effective = T - LAGS - 1;
  const se = Math.sqrt(pooled.residualSumOfSquares / n / dot(level, level));
  const variance = pooled.residualSumOfSquares / (N * effective);
  const t = pooled.coefficients[0] / se;
  return { ...lower((t - ((N * effective * (ratio / N)) / variance) * se * mean) / deviation), notes };
}

/** Bartlett kernel on the differences net of their deterministic part, 3.21 T^⅓ lags (Levin, Lin & Chu, 2002). */
function longRunVariance(y: Float64Array, deterministic: Deterministic): number {
  const dy = Float64Array.from({ length: y.length - 1 }, (_, t) => y[t + 1] - y[t]);
  const ones = new Float64Array(dy.length).fill(1);
  const { residuals: d } = regress(
    deterministic === 'trend' ? [ones, Float64Array.from(dy, (_, t) => t + 1)] : [ones],
    dy,
  );
  const lags = Math.min(Math.round(3.21 * Math.cbrt(y.length)), d.length - 1);
  let variance = dot(d, d) / d.length;
  for (let lag = 1; lag <= lags; lag++)
    variance += (2 * (1 - lag / (lags + 1)) * dot(d.subarray(lag), d.subarray(0, d.length - lag))) / d.length;
  return variance;
}

function imPesaranShin(series: readonly Float64Array[], deterministic: Deterministic): Outcome {
  const N = series.length;
  const fits = regressions(series, deterministic);
  const moments = series.map((y) => imPesaranShinMoments(y.length - LAGS - 1, deterministic));
  const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / N;
  const t = average(fits.map((fit) => fit.t));
  return lower(
    (Math.sqrt(N) * (t - average(moments.map(({ mean }) => mean)))) /
      Math.sqrt(average(moments.map(({ variance }) => variance))),
  );
}

const pValues = (series: readonly Float64Array[], deterministic: Deterministic) =>
  regressions(series, deterministic).map(({ t }) => dickeyFullerP(t, deterministic));

function maddalaWu(series: readonly Float64Array[], deterministic: Deterministic): Outcome {
  const statistic = pValues(series, deterministic).reduce((sum, p) => sum - 2 * Math.log(p.lower), 0);
  const df = 2 * series.length;
  return { statistic, df: [df], pValue: chiSquaredTail(statistic, df) };
}

function choiModified(series: readonly Float64Array[], deterministic: Deterministic): Outcome {
  const sum = pValues(series, deterministic).reduce((total, p) => total - 2 * Math.log(p.lower) - 2, 0);
  return upper(sum / (2 * Math.sqrt(series.length)));
}

function choiInverseNormal(series: readonly Float64Array[], deterministic: Deterministic): Outcome {
  const sum = pValues(series, deterministic).reduce((total, p) => total + p.z, 0);
  return lower(sum / Math.sqrt(series.length));
}

function choiLogit(series: readonly Float64Array[], deterministic: Deterministic): Outcome {
  const N = series.length;
  const sum = pValues(series, deterministic).reduce((total, p) => total + Math.log(p.lower) - Math.log(p.upper), 0);
  const df = 5 * N + 4;
  const statistic = Math.sqrt((3 * df) / (Math.PI ** 2 * N * (5 * N + 2))) * sum;
  return { statistic, df: [df], pValue: studentTail(-statistic, df) };
}

/** Average over units of Σ(partial sums)²/(T²σ²_i), centred and scaled; variances of each unit (heteroskedasticity). */
function hadri(series: readonly Float64Array[], deterministic: Deterministic): Outcome {
  const T = series[0].length;
  const [mean, variance] = deterministic === 'trend' ? [1 / 15, 11 / 6300] : [1 / 6, 1 / 45];
  const ones = new Float64Array(T).fill(1);
  const trend = Float64Array.from(ones, (_, t) => t + 1);
  const average =
    series.reduce((total, y) => {
      const { residuals } = regress(deterministic === 'trend' ? [ones, trend] : [ones], y);
      const own = dot(residuals, residuals) / T;
      if (!(own > 0)) throw new AimaqError('panel-test-series');
      let partial = 0;
      let squares = 0;
      for (const e of residuals) {
        partial += e;
        squares += partial ** 2;
      }
      return total + squares / (T * T * own);
    }, 0) / series.length;
  return upper((Math.sqrt(series.length) * (average - mean)) / Math.sqrt(variance));
}
