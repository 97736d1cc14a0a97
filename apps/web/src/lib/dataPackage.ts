/** The published data of a result as a data package (Frictionless): CSV tables and the description of their columns. */
import type { StudyResult } from '@aimaq/engine/result';
import { excerptOf } from './api';
import { toCsv } from './csv';
import { stampOf } from './result';
import type { ZipEntry } from './zip';

const TABLES = ['series', 'panel', 'regions', 'indicators', 'estimates', 'clusters'] as const;
const NUMBERS: ReadonlySet<string> = new Set([
  'value',
  'estimate',
  'standard_error',
  'p_value',
  'low',
  'high',
  'probability',
  'silhouette',
]);
const INTEGERS: ReadonlySet<string> = new Set(['year', 'valid_from', 'valid_to', 'observations']);

export function packageOf(result: StudyResult): readonly ZipEntry[] {
  const tables = TABLES.flatMap((name) => {
    const table = excerptOf(result, [name])?.table ?? null;
    return table === null ? [] : [{ name, table }];
  });
  const description = {
    name: `aimaq-${result.study.country}`,
    title: result.texts.en?.['study.title'] ?? result.study.id,
    version: stampOf(result),
    licenses: [{ name: 'CC-BY-4.0', path: 'https://creativecommons.org/licenses/by/4.0/' }],
    sources: result.sources.map((source) => ({
      title: `${result.texts.en?.[`source.${source.id}.title`] ?? source.id} (${source.identifier})`,
      ...(source.address === undefined ? {} : { path: source.address }),
    })),
    resources: tables.map(({ name, table }) => ({
      name,
      path: `${name}.csv`,
      profile: 'tabular-data-resource',
      schema: {
        fields: table.columns.map((column) => ({ name: column, type: typeOf(name, column) })),
        missingValues: [''],
      },
    })),
  };
  return [
    { name: 'datapackage.json', text: `${JSON.stringify(description, null, 2)}\n` },
    ...tables.map(({ name, table }) => ({ name: `${name}.csv`, text: toCsv(table.columns, table.rows) })),
  ];
}

function typeOf(table: string, column: string): string {
  if (INTEGERS.has(column)) return 'integer';
  if (column === 'border') return 'boolean';
  return NUMBERS.has(column) || (table === 'panel' && column !== 'unit') ? 'number' : 'string';
}
