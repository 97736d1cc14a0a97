/** Figures of regions, groups of regions and the country, as evidence and pages read them. */
import type { Dataset } from '../data/dataset.js';
import { evaluate, parseExpression } from '../data/expression.js';
import { presentRegions } from '../data/panelTable.js';
import type { Figures } from '../data/territory.js';
import type { AreaFigures, Measure } from '../evidence/screen.js';

export function areaFigures(dataset: Dataset, figures: Figures, members: readonly string[]): AreaFigures {
  return {
    years: (indicator) => yearsOf(dataset, indicator, members),
    value: (indicator, year) => figures(indicator, members, year)?.value ?? null,
  };
}

/** The national row where one is published; else, for counts only, the sum of the regions in force in that year. */
export function nationFigures(dataset: Dataset, figures: Figures): AreaFigures {
  const present = presentRegions(dataset);
  const own = (indicator: string, year: number) =>
    dataset.series.get(indicator)?.get(dataset.nation)?.get(year) ?? null;
  return {
    years: (indicator) => yearsOf(dataset, indicator, [dataset.nation, ...present]),
    value: (indicator, year) => {
      const published = own(indicator, year);
      if (published !== null || dataset.indicators.get(indicator)?.aggregation !== 'sum') return published;
      return figures(indicator, [...present, ...formerRegions(dataset, indicator, year)], year)?.value ?? null;
    },
  };
}

/** Former regions that still stand for parts without figures of their own. */
function formerRegions(dataset: Dataset, indicator: string, year: number): string[] {
  const byRegion = dataset.series.get(indicator);
  return [...dataset.regions.values()]
    .filter((region) => region.validTo !== null && region.unit === null)
    .filter((region) =>
      dataset.changes
        .filter((change) => change.from === region.id)
        .every((change) => byRegion?.get(change.to)?.get(year) === undefined),
    )
    .map((region) => region.id);
}

function yearsOf(dataset: Dataset, indicator: string, members: readonly string[]): number[] {
  const byRegion = dataset.series.get(indicator);
  const years = new Set(members.flatMap((region) => [...(byRegion?.get(region)?.keys() ?? [])]));
  return [...years].sort((a, b) => a - b);
}

/** Normalisations of the instruments: expressions in which `value` is the rule's indicator. */
export function measuresOf(normalise: Readonly<Record<string, string>>): Map<string, Measure> {
  return new Map(
    Object.entries(normalise).map(([name, text]) => {
      const expression = parseExpression(text);
      const measure: Measure = (value, other) =>
        evaluate(expression, (indicator) => (indicator === 'value' ? value : other(indicator)), 0);
      return [name, measure];
    }),
  );
}
