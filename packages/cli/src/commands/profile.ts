/** `aimaq profile`: what a study says of one region. */
import { join } from 'node:path';
import { readResult, type StudyResult } from '@aimaq/engine/result';
import { type Reader, readerOf, type TableView } from '@aimaq/engine/views';
import { issuesFailure, misuse } from '../failure.js';
import { isFolder, readBytes, textOf } from '../io/files.js';
import { formatOf, type OutputOptions, printJson, printTables, words } from '../io/output.js';
import { nearest } from '../nearest.js';

export async function profile(path: string, wanted: string, options: OutputOptions): Promise<void> {
  const file = (await isFolder(path)) ? join(path, 'study-result.json') : path;
  const read = readResult(textOf(await readBytes(file), file));
  if (!read.ok) throw issuesFailure(read.issues, file);
  const result = read.value;
  const reader = readerOf(result, words(options));
  const region = regionOf(result, wanted);
  if (formatOf(options) === 'json') {
    await printJson(documentOf(result, region), options);
    return;
  }
  await printTables([figuresTable(result, reader, region), recommendationsTable(result, reader, region)], options);
}

/** By id, or by any of its names in any language. */
function regionOf(result: StudyResult, wanted: string): string {
  const fold = (text: string) => text.toLocaleLowerCase().trim();
  const names = new Map<string, string>();
  for (const { id } of result.regions) {
    names.set(fold(id), id);
    for (const texts of Object.values(result.texts))
      for (const form of ['name', 'short', 'centre']) {
        const name = texts[`region.${id}.${form}`];
        // A centre that is a region itself (Almaty) keeps its own name.
        if (name !== undefined && !names.has(fold(name))) names.set(fold(name), id);
      }
  }
  const found = names.get(fold(wanted));
  if (found !== undefined) return found;
  const near = nearest(fold(wanted), [...names.keys()]);
  throw misuse(
    `the study has no region "${wanted}"`,
    near === undefined
      ? `its regions are: ${result.regions.map((region) => region.id).join(', ')}`
      : `did you mean "${names.get(near)}"?`,
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

function recommendationsTable(result: StudyResult, reader: Reader, region: string): TableView {
  const { words: say } = reader;
  const set = result.recommendations.regions[region];
  return {
    title: say.text('report.recommendations'),
    columns: [
      { heading: say.text('report.instrument'), kind: 'text' },
      { heading: say.text('report.verdictColumn'), kind: 'text' },
      { heading: say.text('report.grade'), kind: 'number' },
      { heading: say.text('report.why'), kind: 'text' },
    ],
    blocks: [
      (set?.recommended ?? []).map((one) => [
        reader.text(`instrument.${one.instrument}.name`) ?? one.instrument,
        say.text(`evidence.recommendation.${one.verdict}`),
        String(one.evidenceGrade),
        one.reasons.map((reason) => reader.sentence(reason.message)).join(' '),
      ]),
    ],
    notes: (set?.recommended ?? []).length === 0 ? [say.text('report.noRecommendation')] : [],
  };
}
