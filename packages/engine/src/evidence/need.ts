/**
 * Need: how far an area is behind the country, and behind the next better cluster, on the measure that an instrument
 * moves, in standard deviations over the regions. Positive is worse, whichever way the indicator points.
 */
import type { Need } from '../result/documents/recommendation.js';

/** 97.5 % quantile of the normal distribution. */
const Z = 1.959963984540054;

export interface NeedInput {
  readonly indicator: string;
  readonly normalise: string;
  readonly direction: 'higher_is_better' | 'lower_is_better' | 'neutral';
  readonly year: number;
  readonly value: number;
  readonly country: number | null;
  /** Standard deviation of the measure over the regions, same year. */
  readonly spread: number;
  /** Standard error of the level. */
  readonly error: number;
  /** Measure of each cluster in that year. */
  readonly clusters: readonly { readonly cluster: string; readonly value: number }[];
  readonly years: readonly number[];
  readonly breaks: readonly number[];
}

/** null when there is no country figure or regions do not differ. */
export function needOf(input: NeedInput): Need | null {
  const { value, country, spread } = input;
  if (country === null || !(spread > 0)) return null;
  const worse = input.direction === 'lower_is_better' ? -1 : 1;
  const gapTo = (other: number) => (worse * (other - value)) / spread;
  const gap = gapTo(country);
  const half = (Z * input.error) / spread;
  const better = input.clusters
    .map((one) => ({ ...one, gap: gapTo(one.value) }))
    .filter((one) => one.gap > 0)
    .sort((a, b) => a.gap - b.gap || (a.cluster < b.cluster ? -1 : 1));
  return {
    indicator: input.indicator,
    normalise: input.normalise,
    year: input.year,
    value,
    country,
    gap,
    low: gap - half,
    high: gap + half,
    years: [...input.years],
    breaks: [...input.breaks],
    next: better[0] ?? null,
  };
}
