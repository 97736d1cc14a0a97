/** What a picture shows, in a few words under its name: the finding belongs to the title. */
import { at, type Series } from '../lib/figures';
import type { Site } from '../lib/site';

type Values = Pick<Series, 'years' | 'values'>;

/** First and last value of a series. */
export function changeOf({ t, reader: { words } }: Site, { years, values }: Values): string {
  const [first, last] = [years[0], years.at(-1)];
  if (first === undefined || last === undefined) return t('state.notKnown');
  const params = {
    from: words.year(first),
    to: words.year(last),
    first: words.number(values[0] ?? null),
    last: words.number(values.at(-1) ?? null),
  };
  return t(first === last ? 'trend.single' : 'trend.change', params);
}

/** Lowest and highest of the regions' values, and whose they are. */
export function rangeOf(site: Site, values: readonly { readonly region: string; readonly value: number }[]): string {
  const { t, reader } = site;
  const sorted = values.toSorted((a, b) => a.value - b.value);
  const [low, high] = [sorted[0], sorted.at(-1)];
  if (low === undefined || high === undefined) return t('state.notKnown');
  return t('indicator.range', {
    low: reader.words.number(low.value),
    lowest: reader.region(low.region, 'short'),
    high: reader.words.number(high.value),
    highest: reader.region(high.region, 'short'),
  });
}

/** The chosen regions side by side in the last year that all of them have. */
export function besideOf(
  { t, reader: { words } }: Site,
  series: readonly (Values & { readonly name: string })[],
): string {
  const year = series[0]?.years.findLast((one) => series.every((other) => other.years.includes(one)));
  if (year === undefined) return t('compare.noCommon');
  const values = series.map((one) => `${one.name} ${words.number(at(one, year)?.value ?? null)}`);
  return `${words.year(year)}: ${values.join('; ')}`;
}
