/** A data package as files: the descriptor with its schemas, and the CSV it names. */
import { type CsvCell, csvText } from '@aimaq/engine/views';

export interface PackageContent {
  readonly country: string;
  readonly title: string;
  readonly nation: string;
  readonly regions: readonly RegionRow[];
  readonly changes?: readonly { readonly year: number; readonly from: string; readonly to: string }[];
  readonly indicators: readonly IndicatorRow[];
  readonly observations: readonly ObservationRow[];
  readonly sources: readonly { readonly id: string; readonly publisher: string; readonly identifier: string }[];
  /** locale → key → text. */
  readonly texts: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

export interface RegionRow {
  readonly id: string;
  readonly type: 'country' | 'region' | 'city';
  readonly iso: string | null;
  readonly kato: string | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly unit: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
}

export interface IndicatorRow {
  readonly id: string;
  readonly unit: string;
  readonly aggregation: 'sum' | 'weighted_mean';
  readonly source: string;
}

export interface ObservationRow {
  readonly indicator: string;
  readonly region: string;
  readonly year: number;
  readonly value: number;
  readonly unit: string;
  readonly source: string;
}

type Field = readonly [name: string, type: string, constraints?: Readonly<Record<string, unknown>>];
const REQUIRED = { required: true };
const UNIQUE = { required: true, unique: true };

const SCHEMAS: Readonly<Record<string, { readonly fields: readonly Field[]; readonly rest?: object }>> = {
  observations: {
    fields: [
      ['indicator', 'string', REQUIRED],
      ['region', 'string', REQUIRED],
      ['year', 'integer', REQUIRED],
      ['value', 'number', REQUIRED],
      ['unit', 'string', REQUIRED],
      ['source', 'string', REQUIRED],
    ],
    rest: {
      primaryKey: ['indicator', 'region', 'year'],
      foreignKeys: ['indicator', 'region', 'source'].map((fields) => ({
        fields,
        reference: { resource: `${fields}s`, fields: 'id' },
      })),
    },
  },
  indicators: {
    fields: [
      ['id', 'string', UNIQUE],
      ['unit', 'string', REQUIRED],
      ['theme', 'string', REQUIRED],
      ['direction', 'string', { required: true, enum: ['higher_is_better', 'lower_is_better', 'neutral'] }],
      ['aggregation', 'string', { required: true, enum: ['sum', 'weighted_mean', 'chain_index'] }],
      ['weight', 'string'],
      ['part_of', 'string'],
      ['adds_up', 'boolean'],
      ['sources', 'string'],
    ],
  },
  regions: {
    fields: [
      ['id', 'string', UNIQUE],
      ['type', 'string', { required: true, enum: ['country', 'region', 'city'] }],
      ['iso_3166_2', 'string'],
      ['kato', 'string'],
      ['valid_from', 'date'],
      ['valid_to', 'date'],
      ['unit', 'string'],
      ['lon', 'number'],
      ['lat', 'number'],
    ],
  },
  changes: {
    fields: [
      ['year', 'integer', REQUIRED],
      ['from', 'string', REQUIRED],
      ['to', 'string', REQUIRED],
    ],
  },
  sources: {
    fields: [
      ['id', 'string', UNIQUE],
      ['publisher', 'string', REQUIRED],
      ['identifier', 'string', REQUIRED],
      ['coverage', 'string'],
    ],
  },
  locale: {
    fields: [
      ['key', 'string', UNIQUE],
      ['text', 'string', REQUIRED],
    ],
  },
};

export function packageFiles(content: PackageContent): Map<string, string> {
  const tables = new Map<string, { readonly path: string; readonly rows: readonly (readonly CsvCell[])[] }>();
  const put = (name: string, rows: readonly (readonly CsvCell[])[], path = `${name}.csv`) =>
    tables.set(name, { path, rows });
  const years = content.observations.map((row) => row.year);
  put(
    'observations',
    content.observations.map((row) => [row.indicator, row.region, row.year, row.value, row.unit, row.source]),
  );
  put(
    'indicators',
    content.indicators.map((row) => [
      row.id,
      row.unit,
      'profile',
      'neutral',
      row.aggregation,
      null,
      null,
      'false',
      row.source,
    ]),
  );
  put(
    'regions',
    content.regions.map((row) => [
      row.id,
      row.type,
      row.iso,
      row.kato,
      row.validFrom,
      row.validTo,
      row.unit,
      row.lon,
      row.lat,
    ]),
  );
  if ((content.changes ?? []).length > 0)
    put(
      'changes',
      (content.changes ?? []).map((row) => [row.year, row.from, row.to]),
    );
  put(
    'sources',
    content.sources.map((row) => [row.id, row.publisher, row.identifier, null]),
  );
  for (const [locale, texts] of content.texts) put(`locale-${locale}`, [...texts], `locales/${locale}.csv`);

  const files = new Map<string, string>();
  for (const [name, { path, rows }] of tables)
    files.set(
      path,
      csvText(
        schemaOf(name).fields.map(([field]) => field),
        rows,
      ),
    );
  const descriptor = {
    profile: 'tabular-data-package',
    name: `aimaq-${content.country}`,
    title: content.title,
    aimaq: {
      schema: 'aimaq/data-package@1',
      country: content.country,
      nation: content.nation,
      years: { from: Math.min(...years), to: Math.max(...years) },
    },
    resources: [...tables].map(([name, { path }]) => ({
      name,
      path,
      profile: 'tabular-data-resource',
      format: 'csv',
      encoding: 'utf-8',
      schema: descriptorSchema(name),
    })),
  };
  files.set('datapackage.json', `${JSON.stringify(descriptor, null, 2)}\n`);
  return files;
}

function descriptorSchema(name: string): object {
  const { fields, rest = {} } = schemaOf(name);
  return {
    fields: fields.map(([field, type, constraints]) => ({
      name: field,
      type,
      ...(constraints === undefined ? {} : { constraints }),
    })),
    missingValues: [''],
    ...rest,
  };
}

function schemaOf(name: string) {
  const schema = SCHEMAS[name.startsWith('locale-') ? 'locale' : name];
  if (schema === undefined) throw new Error(`no schema for ${name}`);
  return schema;
}
