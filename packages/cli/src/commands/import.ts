/** `aimaq import`: tables as offices publish them into a data package, with a report of what did not match. */
import { basename, dirname, extname } from 'node:path';
import { readDataPackage, scanCsv } from '@aimaq/engine/data';
import type { TableView, Words } from '@aimaq/engine/views';
import { EXIT } from '../exitCode.js';
import { Failure, finding, issuesFailure, misuse } from '../failure.js';
import { decode, isFolder, readBytes } from '../io/files.js';
import { writeNewFiles } from '../io/newFiles.js';
import { formatOf, type OutputOptions, printJson, printTables, say, words } from '../io/output.js';
import { readPackageFiles } from '../io/packageFiles.js';
import { readSheetRows } from '../io/spreadsheet.js';
import { type ObservationRow, packageFiles } from '../package/packageText.js';
import { type NamedRegion, type RegionMatch, regionMatcher } from '../package/regionNames.js';
import { freshSlug, slug } from '../package/slug.js';
import { type WideSheet, wideSheet } from '../package/wideSheet.js';

export interface ImportCommandOptions extends Omit<OutputOptions, 'out'> {
  readonly regions: string;
  readonly out: string;
  readonly indicators?: readonly string[];
  readonly unit: string;
  readonly aggregation: 'sum' | 'weighted_mean';
  readonly publisher: string;
  readonly sheet?: string;
}

type Dataset = Extract<ReturnType<typeof readDataPackage>, { ok: true }>['value'];

interface Imported {
  readonly file: string;
  readonly indicator: string;
  readonly sheet: WideSheet;
  readonly observations: readonly ObservationRow[];
  readonly unmatched: readonly { readonly name: string; readonly line: number; readonly match: RegionMatch }[];
  /** Regions in force without any figure. */
  readonly absent: readonly string[];
}

export async function importTables(files: readonly string[], options: ImportCommandOptions): Promise<void> {
  const { indicators } = options;
  if (indicators !== undefined && indicators.length !== files.length)
    throw misuse('indicators-count', { files: files.length, indicators: indicators.length });
  const reference = await referenceOf(options.regions);
  const match = regionMatcher(namedRegions(reference));
  const taken = new Set<string>();
  const imported: Imported[] = [];
  for (const [i, file] of files.entries()) {
    const indicator = freshSlug(indicators?.[i] ?? basename(file, extname(file)), taken);
    taken.add(indicator);
    imported.push(await importOne(file, { indicator, match, reference, options }));
  }
  const source = slug(options.publisher, '-');
  const texts = new Map([...reference.texts].map(([locale, all]) => [locale, namesOnly(all, imported)]));
  const content = packageFiles({
    country: reference.country,
    title: imported.map((one) => one.sheet.title ?? one.indicator).join('; '),
    nation: reference.nation,
    regions: [...reference.regions.values()],
    changes: reference.changes,
    indicators: imported.map(({ indicator }) => ({
      id: indicator,
      unit: options.unit,
      aggregation: options.aggregation,
      source,
    })),
    observations: imported.flatMap((one) => one.observations),
    sources: [{ id: source, publisher: options.publisher, identifier: files.map((file) => basename(file)).join(', ') }],
    texts,
  });
  // What is written must be what the other commands read.
  const check = readDataPackage(new Map([...content].map(([name, text]) => [name, Buffer.from(text)])));
  if (!check.ok) throw issuesFailure(check.issues, options.out);
  await writeNewFiles(options.out, content);
  const reader = words(options);
  say(reader.text('cli.run.written', { folder: options.out }), options);
  const { out: _folder, ...report } = options;
  if (formatOf(report) === 'json') await printJson(documentOf(imported));
  else await printTables(tablesOf(imported, reader), report);
}

async function referenceOf(path: string): Promise<Dataset> {
  const folder = (await isFolder(path)) ? path : dirname(path);
  const descriptor = folder === path ? 'datapackage.json' : basename(path);
  const read = readDataPackage(await readPackageFiles(folder, descriptor), descriptor);
  if (!read.ok) throw issuesFailure(read.issues, path);
  return read.value;
}

function namedRegions(dataset: Dataset): NamedRegion[] {
  const texts = [...dataset.texts.values()];
  return [...dataset.regions.values()].map(({ id, type }) => {
    const of = (form: string) =>
      texts.map((all) => all.get(`region.${id}.${form}`)).filter((name) => name !== undefined);
    return {
      id,
      type,
      names: [...of('name'), ...of('short')],
      aliases: [id, ...of('alias').flatMap((names) => names.split(';').map((name) => name.trim()))],
    };
  });
}

async function importOne(
  file: string,
  job: {
    readonly indicator: string;
    readonly match: (cell: string) => RegionMatch;
    readonly reference: Dataset;
    readonly options: ImportCommandOptions;
  },
): Promise<Imported> {
  const { indicator, match, reference, options } = job;
  const sheet = wideSheet(await rowsOf(file, options), (cell) => match(cell).region !== null, file);
  const observations = new Map<string, ObservationRow>();
  const unmatched: Imported['unmatched'][number][] = [];
  const source = slug(options.publisher, '-');
  const lines = new Map<string, number>();
  for (const { name, line, values } of sheet.rows) {
    const found = match(name);
    if (found.region === null) {
      unmatched.push({ name, line, match: found });
      continue;
    }
    const before = lines.get(found.region);
    if (before !== undefined)
      throw new Failure(EXIT.invalid, [
        finding('region-twice', { name, region: found.region, line: before }, { file, line }),
      ]);
    lines.set(found.region, line);
    for (const [year, value] of values)
      observations.set(`${found.region} ${year}`, {
        indicator,
        region: found.region,
        year,
        value,
        unit: options.unit,
        source,
      });
  }
  if (observations.size === 0)
    throw new Failure(EXIT.invalid, [finding('no-known-region', { first: firstNames(sheet) }, { file })]);
  const absent = [...reference.regions.values()].filter(
    (region) => region.validTo === null && region.type !== 'country' && !lines.has(region.id),
  );
  return {
    file,
    indicator,
    sheet,
    observations: [...observations.values()],
    unmatched,
    absent: absent.map((region) => region.id),
  };
}

async function rowsOf(file: string, options: ImportCommandOptions): Promise<readonly (readonly string[])[]> {
  const bytes = await readBytes(file);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return (await readSheetRows(bytes, file, options.sheet)).rows;
  const { text } = decode(bytes, file);
  const counts = [';', '\t', ',', '|'].map((sign) => ({ sign, count: text.slice(0, 20_000).split(sign).length }));
  const delimiter = counts.reduce((best, one) => (one.count > best.count ? one : best)).sign;
  const scanned = scanCsv(text, { file, delimiter });
  if (!scanned.ok) throw issuesFailure(scanned.issues, file);
  return scanned.value.rows;
}

/** Names of regions as they were, and of the new indicators: the title of the sheet, in every language the same. */
function namesOnly(all: ReadonlyMap<string, string>, imported: readonly Imported[]): Map<string, string> {
  const kept = [...all].filter(([key]) => /^(region|unit)\./.test(key));
  const own = imported.map(({ indicator, sheet }): [string, string] => [
    `indicator.${indicator}.name`,
    sheet.title ?? indicator,
  ]);
  return new Map([...kept, ...own]);
}

function tablesOf(imported: readonly Imported[], reader: Words): TableView[] {
  const heading = (key: string, kind: 'text' | 'number' = 'text') => ({
    heading: reader.text(`cli.import.${key}`),
    kind,
  });
  const matched: TableView = {
    title: reader.text('cli.import.title'),
    columns: [
      heading('file'),
      heading('indicator'),
      heading('regions', 'number'),
      heading('years'),
      heading('figures', 'number'),
      heading('marks'),
      heading('absent'),
    ],
    blocks: [
      imported.map(({ file, indicator, sheet, observations, absent }) => [
        basename(file),
        indicator,
        reader.number(new Set(observations.map((row) => row.region)).size),
        `${reader.year(sheet.years[0] ?? 0)}–${reader.year(sheet.years.at(-1) ?? 0)}`,
        reader.number(observations.length),
        [...sheet.marks].map(([mark, count]) => `${mark} (${count})`).join(', '),
        absent.join(', '),
      ]),
    ],
    notes: [],
  };
  const rows = imported.flatMap(({ file, unmatched }) =>
    unmatched.map(({ name, line, match }) => [basename(file), String(line), name, suggestion(match)]),
  );
  const rest: TableView = {
    title: reader.text('cli.import.unmatched', { count: rows.length }),
    columns: [heading('file'), heading('line', 'number'), heading('name'), heading('near')],
    blocks: [rows],
    notes: [reader.text('cli.import.unmatchedNote')],
  };
  return rows.length === 0 ? [matched] : [matched, rest];
}

function suggestion(match: RegionMatch): string {
  if (match.region !== null) return match.region;
  return match.between.length > 0 ? match.between.join(', ') : (match.near ?? '');
}

function documentOf(imported: readonly Imported[]) {
  return {
    schema: 'aimaq/import@1',
    tables: imported.map(({ file, indicator, sheet, observations, unmatched, absent }) => ({
      file,
      indicator,
      title: sheet.title,
      years: sheet.years,
      regions: new Set(observations.map((row) => row.region)).size,
      figures: observations.length,
      marks: Object.fromEntries(sheet.marks),
      unmatched: unmatched.map(({ name, line, match }) => ({ name, line, suggestion: suggestion(match) || null })),
      absent,
    })),
  };
}

function firstNames(sheet: WideSheet): string {
  return sheet.rows
    .slice(0, 5)
    .map((row) => row.name)
    .join('; ');
}
