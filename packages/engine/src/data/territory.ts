/**
 * Territory: figures of present regions put together into units whose boundaries do not change. How an indicator
 * combines is data (`aggregation`, `weight` of indicators.csv):
 *   sum            parts are added;
 *   weighted_mean  Σ w x / Σ w with the weight of the same part and year;
 *   chain_index    mean of "previous year = 100" indices with the weight of the previous year where every part has one,
 *                  else of the same year.
 * A part that has never been published up to a year is still inside its parent: the parent's own figure stands alone.
 * A hole inside a part's own span, or a missing weight, makes the combined figure missing, never wrong.
 */
import type { Dataset, IndicatorRecord } from './dataset.js';

export interface Combined {
  readonly value: number;
  /** Regions whose figures went into it. */
  readonly parts: readonly string[];
}

/** Value of an indicator in an area, given by its member regions, and a year; null = missing. */
export type Figures = (indicator: string, members: readonly string[], year: number) => Combined | null;

export function figuresOf(dataset: Dataset): Figures {
  const memory = new Map<string, Combined | null>();
  const figure: Figures = (indicator, members, year) => {
    const key = `${indicator}\n${members.join(' ')}\n${year}`;
    let found = memory.get(key);
    if (found === undefined) {
      found = combine(dataset, figure, indicator, members, year);
      memory.set(key, found);
    }
    return found;
  };
  return figure;
}

function combine(
  dataset: Dataset,
  figure: Figures,
  id: string,
  members: readonly string[],
  year: number,
): Combined | null {
  const indicator = dataset.indicators.get(id);
  if (indicator === undefined) return null;
  const parts: { region: string; value: number }[] = [];
  for (const region of members) {
    const series = dataset.series.get(id)?.get(region);
    if (series === undefined || series.size === 0) continue;
    const value = series.get(year);
    if (value !== undefined) parts.push({ region, value });
    else if (year > firstYear(series) && year < lastYear(series)) return null;
    // A part that has left the series while others go on is a hole as well.
    else if (
      year > lastYear(series) &&
      members.some((other) => other !== region && dataset.series.get(id)?.get(other)?.has(year))
    )
      return null;
  }
  if (parts.length === 0) return null;
  const regions = parts.map((part) => part.region);
  if (parts.length === 1) return { value: parts[0].value, parts: regions };
  if (indicator.aggregation === 'sum')
    return { value: parts.reduce((sum, part) => sum + part.value, 0), parts: regions };
  const weights = weightsOf(indicator, figure, regions, year);
  if (weights === null) return null;
  const total = weights.reduce((sum, w) => sum + w, 0);
  if (!(total > 0)) return null;
  return { value: parts.reduce((sum, part, i) => sum + weights[i] * part.value, 0) / total, parts: regions };
}

function weightsOf(
  indicator: IndicatorRecord,
  figure: Figures,
  regions: readonly string[],
  year: number,
): number[] | null {
  const weight = indicator.weight;
  if (weight === null) return null;
  const at = (y: number): number[] | null => {
    const values = regions.map((region) => figure(weight, [region], y)?.value ?? null);
    return values.some((value) => value === null) ? null : (values as number[]);
  };
  return indicator.aggregation === 'chain_index' ? (at(year - 1) ?? at(year)) : at(year);
}

function firstYear(series: ReadonlyMap<number, number>): number {
  return Math.min(...series.keys());
}

function lastYear(series: ReadonlyMap<number, number>): number {
  return Math.max(...series.keys());
}
