/**
 * Lagrange multiplier tests for effects from pooled residuals, balanced or not: Breusch & Pagan (1980), Honda (1985),
 * King & Wu (1997), Gourieroux, Holly & Monfort (1982), in the form of Baltagi (2021), §4.2 and §9.5, for unbalanced
 * panels. Checked against plm `plmtest`.
 */
import { chiSquaredTail } from '../../distribution/chiSquared.js';
import { normalTail } from '../../distribution/normal.js';
import type { Hypothesis } from './hypotheses.js';
import type { Outcome, SpecificationTest } from './specificationTest.js';
import type { TestPanel } from './testPanel.js';

interface Scores {
  /** Signed statistic of one effect, standard normal under the null. */
  readonly unit: number;
  readonly time: number;
  /** Σ T_i² − n and Σ N_t² − n. */
  readonly unitPairs: number;
  readonly timePairs: number;
}

function scores(panel: TestPanel): Scores {
  const u = panel.pooled().residuals;
  const n = u.length;
  const squares = u.reduce((sum, e) => sum + e * e, 0);
  const of = (codes: Int32Array, levels: number) => {
    const sums = new Float64Array(levels);
    const counts = new Float64Array(levels);
    codes.forEach((code, i) => {
      sums[code] += u[i];
      counts[code]++;
    });
    const pairs = counts.reduce((sum, count) => sum + count * count, 0) - n;
    const excess = sums.reduce((sum, value) => sum + value * value, 0) / squares - 1;
    return { statistic: (n / Math.sqrt(2 * pairs)) * excess, pairs };
  };
  const unit = of(panel.index.unit, panel.index.units.length);
  const time = of(panel.index.time, panel.index.times.length);
  return { unit: unit.statistic, time: time.statistic, unitPairs: unit.pairs, timePairs: time.pairs };
}

const oneSided = (statistic: number): Outcome => ({ statistic, df: [], pValue: normalTail(statistic) });
const chi = (statistic: number, df: number): Outcome => ({
  statistic,
  df: [df],
  pValue: chiSquaredTail(statistic, df),
});

const RULES: readonly (readonly [
  string,
  SpecificationTest['reference'],
  Readonly<Record<string, (s: Scores) => Outcome>>,
])[] = [
  [
    'breusch-pagan',
    'chi-squared',
    {
      individual: (s) => chi(s.unit ** 2, 1),
      time: (s) => chi(s.time ** 2, 1),
      twoways: (s) => chi(s.unit ** 2 + s.time ** 2, 2),
    },
  ],
  [
    'honda',
    'normal',
    {
      individual: (s) => oneSided(s.unit),
      time: (s) => oneSided(s.time),
      twoways: (s) => oneSided((s.unit + s.time) / Math.SQRT2),
    },
  ],
  [
    'king-wu',
    'normal',
    {
      individual: (s) => oneSided(s.unit),
      time: (s) => oneSided(s.time),
      twoways: (s) => {
        const total = Math.sqrt(s.unitPairs + s.timePairs);
        return oneSided((Math.sqrt(s.unitPairs) * s.unit + Math.sqrt(s.timePairs) * s.time) / total);
      },
    },
  ],
  [
    'gourieroux-holly-monfort',
    'chi-bar-squared',
    {
      twoways: (s) => {
        const statistic = Math.max(0, s.unit) ** 2 + Math.max(0, s.time) ** 2;
        // Mixture ¼χ²(0) + ½χ²(1) + ¼χ²(2): the point mass at 0 counts only when the statistic is 0.
        const pValue = statistic === 0 ? 1 : chiSquaredTail(statistic, 1) / 2 + chiSquaredTail(statistic, 2) / 4;
        return { statistic, df: [0, 1, 2], pValue };
      },
    },
  ],
];

const NULLS: Readonly<Record<string, Hypothesis>> = {
  individual: 'no-unit-effects',
  time: 'no-time-effects',
  twoways: 'no-effects',
};

export const lagrangeMultiplierTests: readonly SpecificationTest[] = RULES.flatMap(([name, reference, variants]) =>
  Object.entries(variants).map(([variant, rule]) => ({
    name,
    variant,
    null: NULLS[variant],
    residuals: 'pooled' as const,
    reference,
    run: (panel: TestPanel) => rule(scores(panel)),
  })),
);
