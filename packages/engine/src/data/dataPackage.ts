/**
 * Reads a data package (Frictionless `datapackage.json` and its files, given as bytes by path) into a `Dataset`.
 * What is structurally wrong (types, keys, unknown ids, regions outside their dates) rejects the package with all
 * findings at once; what is doubtful (totals that do not add up) comes back as notes.
 */
import * as v from 'valibot';
import { type Issue, issue, type Note, note, type Outcome } from '../errors.js';
import { readCsv } from './csv.js';
import type {
  BreakRecord,
  ChangeRecord,
  Dataset,
  IndicatorRecord,
  RegionRecord,
  ResourceRecord,
  SourceRecord,
} from './dataset.js';
import { decodeText } from './decodeText.js';
import { digest } from './digest.js';
import { readJsonFile } from './jsonFile.js';
import { type CheckedRow, checkTable, TableSchemaSchema } from './tableSchema.js';

const PackageSchema = v.looseObject({
  name: v.string(),
  aimaq: v.looseObject({
    schema: v.literal('aimaq/data-package@1'),
    country: v.string(),
    nation: v.string(),
    years: v.object({ from: v.number(), to: v.number() }),
    /** Without boundaries, the resource `tiles` is the map. */
    map: v.optional(v.object({ regions: v.optional(v.string()), object: v.optional(v.string()), credit: v.string() })),
  }),
  resources: v.array(v.looseObject({ name: v.string(), path: v.string(), schema: v.optional(TableSchemaSchema) })),
});
type Descriptor = v.InferOutput<typeof PackageSchema>;

/** Rounding allowed when regions are compared with the national row. */
const SUM_TOLERANCE = 0.001;

export function readDataPackage(
  files: ReadonlyMap<string, Uint8Array>,
  descriptorPath = 'datapackage.json',
): Outcome<Dataset> {
  const bytes = files.get(descriptorPath);
  if (bytes === undefined)
    return { ok: false, issues: [issue('data-missing-file', { path: descriptorPath }, { file: descriptorPath })] };
  const descriptor = readJsonFile(PackageSchema, decodeText(bytes), {
    file: descriptorPath,
    code: 'data-descriptor',
  });
  if (!descriptor.ok) return descriptor;
  const base = descriptorPath.slice(0, descriptorPath.lastIndexOf('/') + 1);

  const issues: Issue[] = [];
  const tables = new Map<string, { path: string; rows: readonly CheckedRow[] }>();
  const resources: ResourceRecord[] = [
    { name: 'datapackage', path: 'datapackage.json', sha256: digest(bytes), rows: null },
  ];
  for (const resource of descriptor.value.resources) {
    const content = files.get(base + resource.path);
    if (content === undefined) {
      issues.push(issue('data-missing-file', { path: resource.path }, { file: descriptorPath }));
      continue;
    }
    let rows: number | null = null;
    if (resource.schema !== undefined) {
      const csv = readCsv(decodeText(content), { file: resource.path, delimiter: ',' });
      if (!csv.ok) {
        issues.push(...csv.issues);
        continue;
      }
      const checked = checkTable(resource.path, csv.value, resource.schema);
      issues.push(...checked.issues);
      tables.set(resource.name, { path: resource.path, rows: checked.rows });
      rows = checked.rows.length;
    }
    resources.push({ name: resource.name, path: resource.path, sha256: digest(content), rows });
  }
  issues.push(...foreignKeyIssues(descriptor.value, tables));
  for (const name of ['observations', 'indicators', 'regions', 'sources']) {
    const declared = descriptor.value.resources.some((one) => one.name === name && one.schema !== undefined);
    if (!declared) issues.push(issue('data-missing-resource', { resource: name }, { file: descriptorPath }));
  }
  if (issues.length > 0) return { ok: false, issues };
  const dataset = assemble(descriptor.value, tables, resources, files, base);
  const found = regionDates(dataset, tables.get('observations')?.rows ?? [], tables.get('observations')?.path ?? '');
  if (found.length > 0) return { ok: false, issues: found };
  const notes = [...namesMissing(dataset, descriptor.value), ...totals(dataset)];
  return { ok: true, value: { ...dataset, notes }, notes };
}

function foreignKeyIssues(
  descriptor: Descriptor,
  tables: ReadonlyMap<string, { path: string; rows: readonly CheckedRow[] }>,
): Issue[] {
  const issues: Issue[] = [];
  for (const resource of descriptor.resources) {
    const table = tables.get(resource.name);
    for (const key of resource.schema?.foreignKeys ?? []) {
      const target = tables.get(key.reference.resource);
      if (table === undefined || target === undefined) continue;
      const known = new Set(target.rows.map((row) => row.cells[key.reference.fields]));
      for (const row of table.rows) {
        const value = row.cells[key.fields];
        if (value === null || known.has(value)) continue;
        issues.push(
          issue(
            'data-unknown-reference',
            { column: key.fields, value: String(value), resource: key.reference.resource },
            { file: table.path, row: row.line, column: key.fields },
          ),
        );
      }
    }
  }
  return issues;
}

function assemble(
  descriptor: Descriptor,
  tables: ReadonlyMap<string, { path: string; rows: readonly CheckedRow[] }>,
  resources: readonly ResourceRecord[],
  files: ReadonlyMap<string, Uint8Array>,
  base: string,
): Dataset {
  const rows = (name: string) => (tables.get(name)?.rows ?? []).map((row) => row.cells);
  const text = (cell: unknown) => (typeof cell === 'string' ? cell : null);
  const number = (cell: unknown) => (typeof cell === 'number' ? cell : null);

  const indicators = new Map<string, IndicatorRecord>();
  for (const row of rows('indicators')) {
    indicators.set(String(row.id), {
      id: String(row.id),
      unit: String(row.unit),
      theme: String(row.theme),
      direction: row.direction as IndicatorRecord['direction'],
      aggregation: row.aggregation as IndicatorRecord['aggregation'],
      weight: text(row.weight),
      partOf: text(row.part_of),
      addsUp: row.adds_up === true,
      sources: text(row.sources)?.split(/[;\s]+/) ?? [],
    });
  }
  const regions = new Map<string, RegionRecord>();
  const units = new Map<string, string[]>();
  for (const row of rows('regions')) {
    const region: RegionRecord = {
      id: String(row.id),
      type: row.type as RegionRecord['type'],
      iso: text(row.iso_3166_2),
      kato: text(row.kato),
      validFrom: text(row.valid_from),
      validTo: text(row.valid_to),
      unit: text(row.unit),
      lon: number(row.lon),
      lat: number(row.lat),
    };
    regions.set(region.id, region);
    if (region.unit !== null) units.set(region.unit, [...(units.get(region.unit) ?? []), region.id]);
  }
  const series = new Map<string, Map<string, Map<number, number>>>();
  const sourceOf = new Map<string, Map<string, string>>();
  for (const row of rows('observations')) {
    const [indicator, region] = [String(row.indicator), String(row.region)];
    const byRegion = upsert(series, indicator, () => new Map<string, Map<number, number>>());
    upsert(byRegion, region, () => new Map<number, number>()).set(row.year as number, row.value as number);
    upsert(sourceOf, indicator, () => new Map<string, string>()).set(region, String(row.source));
  }
  const texts = new Map<string, Map<string, string>>();
  for (const [name] of tables) {
    if (!name.startsWith('locale-')) continue;
    texts.set(name.slice('locale-'.length), new Map(rows(name).map((row) => [String(row.key), String(row.text)])));
  }
  const map = descriptor.aimaq.map;
  const topology = map?.regions === undefined ? undefined : files.get(base + map.regions);
  return {
    country: descriptor.aimaq.country,
    nation: descriptor.aimaq.nation,
    years: descriptor.aimaq.years,
    indicators,
    regions,
    units,
    changes: rows('changes').map(
      (row): ChangeRecord => ({ year: row.year as number, from: String(row.from), to: String(row.to) }),
    ),
    breaks: rows('breaks').map(
      (row): BreakRecord => ({
        indicator: text(row.indicator),
        region: text(row.region),
        year: row.year as number,
        kind: String(row.kind),
      }),
    ),
    sources: new Map(
      rows('sources').map((row): [string, SourceRecord] => [
        String(row.id),
        {
          id: String(row.id),
          publisher: String(row.publisher),
          identifier: String(row.identifier),
          coverage: text(row.coverage) ?? '',
          ...(text(row.address) === null ? {} : { address: String(row.address) }),
        },
      ]),
    ),
    series,
    sourceOf,
    texts,
    map:
      map === undefined || (topology === undefined && rows('tiles').length === 0)
        ? null
        : {
            credit: map.credit,
            topology: topology === undefined ? null : (JSON.parse(decodeText(topology)) as Record<string, unknown>),
            tiles: rows('tiles').map((row) => ({
              region: String(row.region),
              row: row.row as number,
              column: row.column as number,
            })),
          },
    resources,
    notes: [],
  };
}

/** Figures of a region after it has ceased to exist are errors; figures from before it began are retropolations. */
function regionDates(dataset: Dataset, rows: readonly CheckedRow[], file: string): Issue[] {
  const issues: Issue[] = [];
  for (const { line, cells } of rows) {
    const until = dataset.regions.get(String(cells.region))?.validTo;
    if (typeof until !== 'string' || (cells.year as number) <= Number(until.slice(0, 4))) continue;
    issues.push(
      issue(
        'data-region-ended',
        { region: String(cells.region), year: cells.year as number, until },
        { file, row: line, column: 'region' },
      ),
    );
  }
  for (const unit of dataset.indicators.values()) {
    if (unit.weight !== null && !dataset.indicators.has(unit.weight)) {
      issues.push(
        issue(
          'data-unknown-reference',
          { column: 'weight', value: unit.weight, resource: 'indicators' },
          { file: 'indicators.csv' },
        ),
      );
    }
  }
  return issues;
}

/** Indicators and regions that a language of the package does not name: their ids would stand in its reports. */
function namesMissing(dataset: Dataset, descriptor: Descriptor): Note[] {
  const files = new Map(descriptor.resources.map(({ name, path }) => [name, path]));
  const lacking = (key: string) =>
    [...dataset.texts]
      .filter(([, texts]) => !texts.has(key))
      .map(([locale]) => files.get(`locale-${locale}`) ?? locale);
  const notes: Note[] = [];
  for (const indicator of dataset.indicators.keys()) {
    const found = lacking(`indicator.${indicator}.name`);
    if (found.length > 0) notes.push(note('data-indicator-no-name', { indicator, files: found.join(', ') }));
  }
  for (const region of dataset.regions.keys()) {
    const found = lacking(`region.${region}.name`);
    if (found.length > 0) notes.push(note('data-region-no-name', { region, files: found.join(', ') }));
  }
  return notes;
}

/** Regions of a year (those with a figure, a parent and its later parts not counted twice) against the national row. */
function totals(dataset: Dataset): Note[] {
  const notes: Note[] = [];
  const parents = new Set(
    [...dataset.regions.values()].filter((r) => r.type !== 'country' && r.unit === null).map((r) => r.id),
  );
  for (const indicator of dataset.indicators.values()) {
    const byRegion = dataset.series.get(indicator.id);
    const national = byRegion?.get(dataset.nation);
    if (!indicator.addsUp || byRegion === undefined || national === undefined) continue;
    for (const [year, total] of national) {
      let sum = 0;
      for (const [region, values] of byRegion) {
        if (region !== dataset.nation && !parents.has(region)) sum += values.get(year) ?? 0;
      }
      // A former region stands for its parts only where they have no figures of their own.
      for (const parent of parents) {
        const parts = dataset.changes.filter((change) => change.from === parent).map((change) => change.to);
        if (parts.every((part) => byRegion.get(part)?.get(year) === undefined))
          sum += byRegion.get(parent)?.get(year) ?? 0;
      }
      const off = (sum - total) / total;
      if (Math.abs(off) > SUM_TOLERANCE) {
        notes.push(
          note('data-total-differs', {
            indicator: indicator.id,
            year,
            sum: round(sum),
            total: round(total),
            percent: round(100 * off),
          }),
        );
      }
    }
  }
  return notes;
}

function round(value: number): number {
  return Number(value.toPrecision(6));
}

function upsert<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
