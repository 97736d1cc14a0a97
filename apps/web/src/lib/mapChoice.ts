/** What the map of the home page shows: the groups, or a variable or indicator in a year; from the address, checked. */
import type { Site } from './site';

export interface MapChoice {
  readonly kind: 'clusters' | 'variable' | 'indicator';
  readonly id: string;
  readonly year: number | null;
  /** Years that can be chosen, oldest first. */
  readonly years: readonly number[];
}

const CLUSTERS: MapChoice = { kind: 'clusters', id: 'clusters', year: null, years: [] };

export function mapChoiceOf(
  site: Site,
  asked: { readonly show?: string | undefined; readonly year?: string | undefined },
): MapChoice {
  const id = asked.show ?? '';
  const kind = site.result.variables.some((one) => one.id === id)
    ? 'variable'
    : site.result.indicators.some((one) => one.id === id)
      ? 'indicator'
      : null;
  if (kind === null) return CLUSTERS;
  const present = new Set(site.present.map((region) => region.id));
  const series =
    kind === 'variable'
      ? site.result.figures.filter((one) => one.variable === id && present.has(one.region))
      : site.result.series.filter((one) => one.indicator === id && present.has(one.region));
  const years = [...new Set(series.flatMap((one) => one.years))].sort((a, b) => a - b);
  if (years.length === 0) return CLUSTERS;
  const wanted = Number(asked.year);
  // Without a wish: the latest year that at least half of the regions know.
  const usual = years.findLast((year) => 2 * series.filter((one) => one.years.includes(year)).length >= present.size);
  return { kind, id, year: years.includes(wanted) ? wanted : (usual ?? years.at(-1) ?? null), years };
}
