/** `aimaq profile`: what a study says of one region. */
import type { StudyResult } from '@aimaq/engine/result';
import { type Reader, readerOf, recommendationTable, type TableView } from '@aimaq/engine/views';
import { formatOf, type OutputOptions, printJson, printTables, words } from '../io/output.js';
import { readResultFile, regionOf } from '../io/result.js';

export async function profile(path: string, wanted: string, options: OutputOptions): Promise<void> {
  const result = await readResultFile(path);
  const reader = readerOf(result, words(options));
  const region = regionOf(result, wanted);
  if (formatOf(options) === 'json') {
    await printJson(documentOf(result, region), options);
    return;
  }
  const set = result.recommendations.regions[region];
  await printTables(
    [figuresTable(result, reader, region), ...(set === undefined ? [] : [recommendationTable(set, reader)])],
    options,
  );
}

function latest(result: StudyResult, region: string) {
  return result.indicators.flatMap((indicator) => {
    const series = result.series.find((one) => one.indicator === indicator.id && one.region === region);
    if (series === undefined || series.years.length === 0) return [];
    const last = series.years.reduce((best, year, i) => (year > (series.years[best] ?? 0) ? i : best), 0);
    const year = series.years[last] ?? null;
    const country = result.series.find((one) => one.indicator === indicator.id && one.region === result.nation);
    const at = country === undefined || year === null ? -1 : country.years.indexOf(year);
    return [
      {
        indicator: indicator.id,
        year,
        value: series.values[last] ?? null,
        country: at < 0 ? null : (country?.values[at] ?? null),
        source: series.source,
      },
    ];
  });
}

function documentOf(result: StudyResult, region: string) {
  const cluster = result.clusters.find((one) => one.regions.includes(region));
  const unit = result.units.find((one) => one.members.includes(region))?.id ?? null;
  return {
    schema: 'aimaq/profile@1',
    region,
    unit,
    cluster: cluster?.id ?? null,
    membership: result.memberships.find((one) => one.unit === unit) ?? null,
    figures: latest(result, region),
    recommendations: result.recommendations.regions[region] ?? null,
    study: { id: result.study.id, inputs: result.provenance.inputs },
  };
}

function figuresTable(result: StudyResult, reader: Reader, region: string): TableView {
  const { words: say } = reader;
  const cluster = result.clusters.find((one) => one.regions.includes(region));
  return {
    title: [reader.region(region), ...(cluster === undefined ? [] : [reader.cluster(cluster.id)])].join(' · '),
    columns: [
      { heading: say.text('cli.profile.indicator'), kind: 'text' },
      { heading: say.text('views.year'), kind: 'number' },
      { heading: say.text('views.value'), kind: 'number' },
      { heading: say.text('views.country'), kind: 'number' },
      { heading: say.text('cli.profile.unit'), kind: 'text' },
      { heading: say.text('cli.profile.source'), kind: 'text' },
    ],
    blocks: [
      latest(result, region).map((one) => [
        reader.indicator(one.indicator),
        one.year === null ? '' : say.year(one.year),
        say.number(one.value),
        say.number(one.country),
        reader.indicatorUnit(one.indicator),
        one.source,
      ]),
    ],
    notes:
      cluster === undefined
        ? []
        : [`${reader.cluster(cluster.id)}: ${say.list(cluster.regions.map((id) => reader.region(id, 'short')))}`],
  };
}
