/**
 * Look-up of figures in a result: published series by indicator and region, and the study's derived figures by variable
 * and area. Nothing is computed here.
 */
import type { StudyResult } from '@aimaq/engine/result';

export type Series = StudyResult['series'][number];
export type Break = StudyResult['breaks'][number];

export interface Figure {
  readonly year: number;
  readonly value: number;
}

/** A derived series of the study: a region, the nation, or `cluster:A`. */
interface DerivedSeries {
  readonly variable: string;
  readonly region: string;
  readonly years: readonly number[];
  readonly values: readonly number[];
}

export interface Figures {
  series(indicator: string, region: string): Series | undefined;
  /** Latest year of a derived figure, or of the one at or before `year`. */
  derived(variable: string, area: string, year?: number): Figure | null;
  breaks(indicator: string, region: string): readonly Break[];
}

export function figuresOf(result: StudyResult): Figures {
  const published = new Map(result.series.map((series) => [`${series.indicator} ${series.region}`, series]));
  const derived = new Map(derivedOf(result).map((series) => [`${series.variable} ${series.region}`, series]));
  return {
    series: (indicator, region) => published.get(`${indicator} ${region}`),
    derived(variable, area, year) {
      const own = derived.get(`${variable} ${area}`) ?? published.get(`${variable} ${area}`);
      return own === undefined ? null : at(own, year);
    },
    breaks: (indicator, region) =>
      result.breaks.filter(
        (one) =>
          (one.indicator === null || one.indicator === indicator) && (one.region === null || one.region === region),
      ),
  };
}

/** Value of exactly `year`, or of the latest one. */
export function at(
  series: { readonly years: readonly number[]; readonly values: readonly number[] },
  year?: number,
): Figure | null {
  const place = year === undefined ? series.years.length - 1 : series.years.indexOf(year);
  const found = series.values[place];
  const when = series.years[place];
  return found === undefined || when === undefined ? null : { year: when, value: found };
}

function derivedOf(result: StudyResult): readonly DerivedSeries[] {
  const figures: unknown = (result as { figures?: unknown }).figures;
  return Array.isArray(figures) ? (figures as DerivedSeries[]) : [];
}
