/**
 * DATA of the contract: a CSV or TSV file, an XLSX workbook, a Parquet file, a data package (its folder or its
 * datapackage.json), or `-` for standard input. What a file is, its first bytes say, not its name.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import {
  type Column,
  categoryColumn,
  decimalSigns,
  inferTable,
  longTable,
  parseTable,
  readCsv,
  readDataPackage,
  type Table,
} from '@aimaq/engine/data';
import type { Message } from '@aimaq/engine/result';
import { EXIT } from '../exitCode.js';
import { Failure, finding, issuesFailure, misuse } from '../failure.js';
import { decode, isFolder, readBytes, readStandardInput, temporaryFile } from './files.js';
import { type OutputOptions, sayNotes } from './output.js';
import { readPackageFiles } from './packageFiles.js';

export type { Table } from '@aimaq/engine/data';

export interface DataOptions extends OutputOptions {
  /** Sheet of a workbook, by name or number. */
  readonly sheet?: string;
  /** The table is wide: columns that end in a year become rows; the name of the column of years. */
  readonly wide?: string;
}

/** How a table was read: what `describe` shows, and the hash that an estimate carries. */
export interface Source {
  readonly table: Table;
  readonly format: 'csv' | 'xlsx' | 'parquet' | 'package';
  /** Such as “UTF-8, separated by semicolon, decimal comma”: names, and sentences of the dictionaries. */
  readonly reading: readonly (string | Message)[];
  readonly sha256: string | null;
  /** Names of a data package by language, then by key. */
  readonly texts?: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** CSV beyond this many bytes is read by DuckDB: a string cannot hold it, and one core would be slow. */
const LARGE = 32 * 1024 * 1024;

export async function readTable(source: string, options: DataOptions): Promise<Table> {
  return (await readSource(source, options)).table;
}

export async function readSource(source: string, options: DataOptions): Promise<Source> {
  const read = await sourceOf(source, options);
  if (read.table.rows === 0) throw new Failure(EXIT.invalid, [finding('no-rows', {}, { file: source })]);
  return options.wide === undefined ? read : { ...read, table: longTable(read.table, options.wide) };
}

async function sourceOf(source: string, options: DataOptions): Promise<Source> {
  if (source === '-') return bytesSource(await readStandardInput(), 'standard input', options);
  if (await isFolder(source)) return packageSource(source, 'datapackage.json', options);
  if (basename(source) === 'datapackage.json') return packageSource(dirname(source), basename(source), options);
  const { start, size } = await startOf(source);
  if (isParquet(start)) return parquetSource(source);
  if (size > LARGE && !isZip(start)) return largeSource(source, start);
  return bytesSource(await readBytes(source), source, options);
}

async function bytesSource(bytes: Uint8Array, file: string, options: DataOptions): Promise<Source> {
  const sha256 = hashOf(bytes);
  if (isParquet(bytes)) return { ...(await temporaryFile(bytes, parquetSource)), sha256 };
  if (isZip(bytes)) return { ...(await sheetSource(bytes, file, options)), sha256 };
  if (options.sheet !== undefined) throw misuse('no-sheets', { file });
  const { text, encoding } = decode(bytes, file);
  const read = parseTable(text, { file });
  if (!read.ok) throw issuesFailure(read.issues, file);
  sayNotes(read.notes, options);
  const { delimiter, decimals } = read.value;
  return {
    table: read.value,
    format: 'csv',
    reading: [encoding, delimiterName(delimiter), ...decimalName(decimals)],
    sha256,
  };
}

async function sheetSource(bytes: Uint8Array, file: string, options: DataOptions): Promise<Omit<Source, 'sha256'>> {
  const { readSheetRows } = await import('./spreadsheet.js');
  const { name, rows } = await readSheetRows(bytes, file, options.sheet);
  const first = rows.findIndex((row) => row.some((cell) => cell.trim() !== ''));
  const header = (rows[first] ?? []).map((cell) => cell.trim());
  const numbered = rows.map((record, i) => ({ record, line: i + 1 })).slice(first + 1);
  const filled = numbered.filter(({ record }) => record.some((cell) => cell.trim() !== ''));
  const width = Math.max(header.length, ...filled.map(({ record }) => record.length));
  const named = header.filter((cell) => cell !== '').length;
  if (first < 0 || named < 2 || 2 * named < width)
    throw new Failure(EXIT.invalid, [finding('no-header', { row: first + 1, sheet: name }, { file, line: first + 1 })]);
  const duplicate = header.find((cell, j) => cell !== '' && header.indexOf(cell) !== j);
  if (duplicate !== undefined)
    throw new Failure(EXIT.invalid, [
      finding('column-twice', { column: duplicate }, { file, line: first + 1, column: duplicate }),
    ]);
  const padded = [...header, ...new Array<string>(Math.max(0, width - header.length)).fill('')];
  const read = inferTable({
    header: padded,
    records: filled.map(({ record }) => record),
    lines: filled.map(({ line }) => line),
    delimiter: '',
    file,
  });
  if (!read.ok) throw issuesFailure(read.issues, file);
  sayNotes(read.notes, options);
  return { table: read.value, format: 'xlsx', reading: [{ key: 'cli.read.sheet', params: { name } }] };
}

async function parquetSource(file: string): Promise<Source> {
  const { readParquet } = await import('./duckdb.js');
  const [table, sha256] = await Promise.all([readParquet(file), hashOfFile(file)]);
  return { table, format: 'parquet', reading: [], sha256 };
}

/** Delimiter and decimal sign are read off the first lines, as for a small file. */
async function largeSource(file: string, start: Uint8Array): Promise<Source> {
  const { text, encoding } = decode(start, file);
  if (encoding !== 'UTF-8') throw new Failure(EXIT.invalid, [finding('large-encoding', { encoding }, { file })]);
  const head = readCsv(text.slice(0, text.lastIndexOf('\n') + 1), { file });
  if (!head.ok) throw issuesFailure(head.issues, file);
  const { header, records, delimiter } = head.value;
  const { signs } = decimalSigns(
    header.map((_, j) => records.map((record) => record[j] ?? '')),
    delimiter,
  );
  const decimal = signs.includes(',') ? ',' : '.';
  const { readLargeCsv } = await import('./duckdb.js');
  const [table, sha256] = await Promise.all([readLargeCsv(file, { delimiter, decimal }), hashOfFile(file)]);
  return { table, format: 'csv', reading: [encoding, delimiterName(delimiter), ...decimalName([decimal])], sha256 };
}

/** A data package as a table: a row for each region and year, a column for each indicator. */
async function packageSource(folder: string, descriptor: string, options: DataOptions): Promise<Source> {
  const read = readDataPackage(await readPackageFiles(folder, descriptor), descriptor);
  if (!read.ok) throw issuesFailure(read.issues, folder);
  sayNotes(read.notes, options);
  const { indicators, regions, series, nation, years } = read.value;
  const ids = [...indicators.keys()];
  const keys: { region: string; year: number }[] = [];
  for (const region of regions.keys()) {
    if (region === nation) continue;
    for (let year = years.from; year <= years.to; year++)
      if (ids.some((id) => series.get(id)?.get(region)?.has(year))) keys.push({ region, year });
  }
  const columns = new Map<string, Column>([
    ['region', categoryColumn(keys.map(({ region }) => region))],
    ['year', { kind: 'number', values: Float64Array.from(keys, ({ year }) => year) }],
    ...ids.map((id): [string, Column] => {
      const values = keys.map(({ region, year }) => series.get(id)?.get(region)?.get(year) ?? Number.NaN);
      return [id, { kind: 'number', values: Float64Array.from(values) }];
    }),
  ]);
  const { resources } = read.value;
  const sha256 = hashOf(Buffer.from(resources.map((resource) => resource.sha256).join('\n')));
  return { table: { rows: keys.length, columns }, format: 'package', reading: [], sha256, texts: read.value.texts };
}

async function startOf(file: string): Promise<{ start: Uint8Array; size: number }> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const start = new Uint8Array(Math.min(size, 256 * 1024));
    await handle.read(start, 0, start.length, 0);
    return { start, size };
  } finally {
    await handle.close();
  }
}

function isParquet(bytes: Uint8Array): boolean {
  return startsWith(bytes, 'PAR1');
}

function isZip(bytes: Uint8Array): boolean {
  return startsWith(bytes, 'PK\u0003\u0004');
}

function startsWith(bytes: Uint8Array, magic: string): boolean {
  return [...magic].every((letter, i) => bytes[i] === letter.charCodeAt(0));
}

function hashOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

async function hashOfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk as Uint8Array);
  return `sha256:${hash.digest('hex')}`;
}

const SIGNS: Readonly<Record<string, string>> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' };

function delimiterName(sign: string): Message {
  return { key: `cli.read.${SIGNS[sign] ?? 'other'}`, params: { sign } };
}

function decimalName(decimals: Iterable<string>): Message[] {
  return [...decimals].map((sign) => ({
    key: `cli.read.${sign === ',' ? 'decimalComma' : 'decimalPoint'}`,
    params: {},
  }));
}
