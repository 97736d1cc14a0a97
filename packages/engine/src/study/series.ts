/** Series for pages: indicators as published, and the study's own variables for regions, country and clusters. */
import type { Dataset } from '../data/dataset.js';
import { type Expression, evaluate, namesOf } from '../data/expression.js';
import { presentRegions } from '../data/panelTable.js';
import type { Figures } from '../data/territory.js';
import type { AreaFigures } from '../evidence/screen.js';
import type { ClusterProfile, StudyResult } from '../result/documents/studyResult.js';

export function publishedSeries(dataset: Dataset): StudyResult['series'] {
  const series: StudyResult['series'] = [];
  for (const [indicator, byRegion] of dataset.series) {
    for (const [region, values] of byRegion) {
      const years = [...values.keys()].sort((a, b) => a - b);
      series.push({
        indicator,
        region,
        source: dataset.sourceOf.get(indicator)?.get(region) ?? '',
        years,
        values: years.map((year) => values.get(year) as number),
      });
    }
  }
  return series;
}

/** Declared breaks, and for a region that was divided the first year in which a new part has figures of its own. */
export function breaksOf(dataset: Dataset): StudyResult['breaks'] {
  const declared = dataset.breaks.map((one) => ({
    indicator: one.indicator,
    source: null,
    region: one.region,
    year: one.year,
    kind: one.kind,
    text: `break.${one.kind}`,
  }));
  const boundary = [...dataset.indicators.keys()].flatMap((indicator) => {
    const yearsOf = (region: string) => [...(dataset.series.get(indicator)?.get(region)?.keys() ?? [])];
    const divided = dataset.changes.flatMap(({ from, to }) => {
      const first = yearsOf(to).sort((a, b) => a - b)[0];
      return first !== undefined && yearsOf(from).some((year) => year < first) ? [{ region: from, year: first }] : [];
    });
    // Several parts with figures from the same year are one break.
    return divided
      .filter(({ region, year }, i) => divided.findIndex((one) => one.region === region && one.year === year) === i)
      .map((one) => ({ indicator, source: null, ...one, kind: 'boundary', text: 'break.boundary' }));
  });
  return [...declared, ...boundary];
}

export interface VariableFiguresInput {
  readonly dataset: Dataset;
  readonly figures: Figures;
  readonly expressions: ReadonlyMap<string, Expression>;
  readonly country: AreaFigures;
  readonly clusters: readonly ClusterProfile[];
  readonly variables: readonly string[];
}

/** Variables of every present region, the country and each cluster (`cluster:A`, its regions taken together). */
export function variableFigures(input: VariableFiguresInput) {
  const { dataset, figures } = input;
  const lookups: [string, (indicator: string, year: number) => number | null][] = [
    [dataset.nation, (indicator, year) => input.country.value(indicator, year)],
    ...presentRegions(dataset).map((region): [string, (indicator: string, year: number) => number | null] => [
      region,
      (indicator, year) => figures(indicator, [region], year)?.value ?? null,
    ]),
    ...input.clusters.map((cluster): [string, (indicator: string, year: number) => number | null] => [
      `cluster:${cluster.id}`,
      (indicator, year) => figures(indicator, cluster.regions, year)?.value ?? null,
    ]),
  ];
  return input.variables.flatMap((variable) => {
    const expression = input.expressions.get(variable) as Expression;
    const indicators = namesOf(expression);
    return lookups.map(([region, lookup]) => {
      const years: number[] = [];
      const values: number[] = [];
      for (let year = dataset.years.from; year <= dataset.years.to; year++) {
        const value = evaluate(expression, lookup, year);
        if (value === null) continue;
        years.push(year);
        values.push(value);
      }
      return { variable, region, indicators, years, values };
    });
  });
}
