/**
 * Dependence between units, from the correlations of their residuals over common periods: Pesaran's CD (2004, 2015),
 * Breusch & Pagan's LM (1980), its scaled form, and the bias-corrected one of Baltagi, Feng & Kao (2012); the average
 * correlation and the average of its absolute value as descriptions. Checked against plm `pcdtest`.
 */
import { chiSquaredTail } from '../../distribution/chiSquared.js';
import { normalTwoSided } from '../../distribution/normal.js';
import { AimaqError, type Note, note } from '../../errors.js';
import type { Fit } from '../fit.js';
import type { Outcome, SpecificationTest } from './specificationTest.js';
import type { TestPanel } from './testPanel.js';

/** Sums over the pairs of units that have at least two common periods; T is the number of common periods of a pair. */
interface Pairs {
  readonly count: number;
  readonly left: number;
  /** Σ√T ρ, ΣTρ², Σρ, Σ|ρ|. */
  readonly weighted: number;
  readonly squares: number;
  readonly rho: number;
  readonly absolute: number;
  readonly units: number;
  readonly longest: number;
}

const STATISTICS: readonly (readonly [string, string, SpecificationTest['reference'], (pairs: Pairs) => Outcome])[] = [
  ['pesaran-cd', '', 'normal', ({ weighted, count }) => z(weighted / Math.sqrt(count))],
  [
    'cross-section-lm',
    'Breusch–Pagan',
    'chi-squared',
    ({ squares, count }) => ({ statistic: squares, df: [count], pValue: chiSquaredTail(squares, count) }),
  ],
  ['cross-section-lm', 'scaled', 'normal', (pairs) => z(scaled(pairs))],
  [
    'cross-section-lm',
    'bias-corrected scaled',
    'normal',
    (pairs) => z(scaled(pairs) - pairs.units / (2 * (pairs.longest - 1))),
  ],
  ['cross-section-correlation', 'average', 'none', ({ rho, count }) => describe(rho / count)],
  ['cross-section-correlation', 'average absolute', 'none', ({ absolute, count }) => describe(absolute / count)],
];

const SOURCES: readonly (readonly [SpecificationTest['residuals'], (panel: TestPanel) => Fit])[] = [
  ['within', (panel) => panel.within()],
  ['pooled', (panel) => panel.pooled()],
];

export const crossSectionTests: readonly SpecificationTest[] = SOURCES.flatMap(([residuals, fitOf]) =>
  // The bias correction is for the within estimator; the averages are described once.
  STATISTICS.filter(
    ([name, variant]) =>
      residuals === 'within' || (variant !== 'bias-corrected scaled' && name !== 'cross-section-correlation'),
  ).map(
    ([name, variant, reference, rule]): SpecificationTest => ({
      name,
      variant: [variant, `${residuals} residuals`].filter((part) => part !== '').join(', '),
      null: reference === 'none' ? 'none' : 'no-cross-section-dependence',
      residuals,
      reference,
      run: (panel) => {
        const pairs = pairsOf(panel, fitOf(panel));
        const notes: Note[] = [];
        if (pairs.left > 0)
          notes.push(note('panel-test-omitted-pairs', { count: pairs.left, all: pairs.left + pairs.count }));
        if (name === 'pesaran-cd' && residuals === 'within' && panel.timeEffects)
          notes.push(note('panel-test-time-effects'));
        if (name === 'cross-section-lm' && variant === 'Breusch–Pagan' && pairs.longest <= pairs.units)
          notes.push(note('panel-test-wide', { units: pairs.units, periods: pairs.longest }));
        return { ...rule(pairs), notes };
      },
    }),
  ),
);

const z = (statistic: number): Outcome => ({ statistic, df: [], pValue: normalTwoSided(statistic) });
const describe = (statistic: number): Outcome => ({ statistic, df: [], pValue: null });

function scaled({ squares, count }: Pairs): number {
  return Math.sqrt(1 / (2 * count)) * (squares - count);
}

/** All variants read the same sums of a fit. */
const KNOWN = new WeakMap<Fit, Pairs>();

/** Errors: panel-test-no-pairs. */
function pairsOf(panel: TestPanel, fit: Fit): Pairs {
  const pairs = KNOWN.get(fit) ?? sumsOf(panel, fit);
  KNOWN.set(fit, pairs);
  if (pairs.count === 0) throw new AimaqError('panel-test-no-pairs');
  return pairs;
}

function sumsOf({ units, index, longest }: TestPanel, fit: Fit): Pairs {
  const wide = units.map(({ rows }) => {
    const values = new Float64Array(index.times.length).fill(Number.NaN);
    for (const row of rows) values[index.time[row]] = fit.residuals[row];
    return values;
  });
  const sums = { count: 0, left: 0, weighted: 0, squares: 0, rho: 0, absolute: 0 };
  for (let i = 1; i < wide.length; i++) {
    for (let j = 0; j < i; j++) {
      const pair = correlation(wide[i], wide[j]);
      if (pair === null) {
        sums.left++;
        continue;
      }
      const { rho, common } = pair;
      sums.count++;
      sums.weighted += Math.sqrt(common) * rho;
      sums.squares += common * rho * rho;
      sums.rho += rho;
      sums.absolute += Math.abs(rho);
    }
  }
  return { ...sums, units: units.length, longest };
}

/** Over the periods that both have; null with fewer than two or without variation. */
function correlation(a: Float64Array, b: Float64Array): { rho: number; common: number } | null {
  let common = 0;
  let ma = 0;
  let mb = 0;
  for (let t = 0; t < a.length; t++) {
    if (Number.isNaN(a[t]) || Number.isNaN(b[t])) continue;
    common++;
    ma += a[t];
    mb += b[t];
  }
  if (common < 2) return null;
  ma /= common;
  mb /= common;
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let t = 0; t < a.length; t++) {
    if (Number.isNaN(a[t]) || Number.isNaN(b[t])) continue;
    ab += (a[t] - ma) * (b[t] - mb);
    aa += (a[t] - ma) ** 2;
    bb += (b[t] - mb) ** 2;
  }
  return aa > 0 && bb > 0 ? { rho: ab / Math.sqrt(aa * bb), common } : null;
}
