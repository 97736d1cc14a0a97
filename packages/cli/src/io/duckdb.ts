/**
 * Parquet, and CSV too large for a string, read column by column with DuckDB (embedded; loaded only when needed). The
 * rules of the engine's CSV reader hold: the same words for missing, numbers or else text, nothing repaired silently.
 */
import { type Column, type DecimalSign, MISSING, type Table } from '@aimaq/engine/data';
import type { DuckDBConnection, DuckDBVector } from '@duckdb/node-api';
import { EXIT } from '../exitCode.js';
import { Failure, finding } from '../failure.js';

export interface CsvForm {
  readonly delimiter: string;
  readonly decimal: DecimalSign;
}

export async function readParquet(file: string): Promise<Table> {
  return withDuckDb(file, async (connection) => {
    const source = `read_parquet(${text(file)})`;
    const fields = await connection.runAndReadAll(`describe select * from ${source}`);
    const columns = fields.getRows().map(([name, type]) => castOf(String(name), String(type)));
    return collect(connection, `select ${columns.join(', ')} from ${source}`, file);
  });
}

/** Types are guessed from the first rows; a column in which a later row does not fit is read again as text. */
export async function readLargeCsv(file: string, form: CsvForm): Promise<Table> {
  return withDuckDb(file, async (connection) => {
    const asText: string[] = [];
    for (;;) {
      try {
        return await collect(connection, `select * from ${csvSource(file, form, asText)}`, file);
      } catch (thrown) {
        const column = /column with name:?\s*"?([^"\n]+?)"?\s*\n|converting column "([^"]+)"/i.exec(String(thrown));
        const name = column?.[1] ?? column?.[2];
        if (name === undefined || asText.includes(name)) throw thrown;
        asText.push(name);
      }
    }
  });
}

function csvSource(file: string, form: CsvForm, asText: readonly string[]): string {
  const missing = [...MISSING].map(text).join(', ');
  const types = asText.length === 0 ? '' : `, types = {${asText.map((name) => `${text(name)}: 'VARCHAR'`).join(', ')}}`;
  return `read_csv(${text(file)}, header = true, delim = ${text(form.delimiter)}, quote = '"', escape = '"', decimal_separator = ${text(form.decimal)}, nullstr = [${missing}], auto_type_candidates = ['DOUBLE', 'VARCHAR'], null_padding = false, strict_mode = true${types})`;
}

/** Numbers and truth values as doubles, everything else (dates, too) as its text. */
function castOf(name: string, type: string): string {
  const column = `"${name.replaceAll('"', '""')}"`;
  const numeric = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|DECIMAL.*|FLOAT|DOUBLE|BOOLEAN)$/.test(type);
  return `${column}::${numeric ? 'DOUBLE' : 'VARCHAR'} as ${column}`;
}

/** Chunk by chunk into growing columns: no row is ever an object. */
async function collect(connection: DuckDBConnection, sql: string, file: string): Promise<Table> {
  const result = await connection.stream(sql);
  const { DuckDBTypeId } = await import('@duckdb/node-api');
  const names = result.deduplicatedColumnNames();
  const builders = names.map((name, j) =>
    result.columnTypeId(j) === DuckDBTypeId.DOUBLE ? new Numbers(name, file) : new Texts(),
  );
  let rows = 0;
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) break;
    for (const [j, builder] of builders.entries()) builder.add(chunk.getColumnVector(j), rows, chunk.rowCount);
    rows += chunk.rowCount;
  }
  return { rows, columns: new Map(names.map((name, j) => [name, (builders[j] as Builder).column(rows)])) };
}

interface Builder {
  add(vector: DuckDBVector, from: number, count: number): void;
  column(rows: number): Column;
}

class Numbers implements Builder {
  private values = new Float64Array(1 << 16);
  constructor(
    private readonly name: string,
    private readonly file: string,
  ) {}
  add(vector: DuckDBVector, from: number, count: number): void {
    if (from + count > this.values.length) {
      const grown = new Float64Array(Math.max(2 * this.values.length, from + count));
      grown.set(this.values);
      this.values = grown;
    }
    for (let i = 0; i < count; i++) {
      const value = vector.getItem(i) as number | null;
      this.values[from + i] = value ?? Number.NaN;
      if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY)
        throw new Failure(EXIT.invalid, [
          finding('beyond-numbers', { column: this.name }, { file: this.file, line: from + i + 2, column: this.name }),
        ]);
    }
  }
  column(rows: number): Column {
    return { kind: 'number', values: this.values.subarray(0, rows) };
  }
}

class Texts implements Builder {
  private codes = new Int32Array(1 << 16);
  private readonly levels = new Map<string, number>();
  add(vector: DuckDBVector, from: number, count: number): void {
    if (from + count > this.codes.length) {
      const grown = new Int32Array(Math.max(2 * this.codes.length, from + count));
      grown.set(this.codes);
      this.codes = grown;
    }
    for (let i = 0; i < count; i++) this.codes[from + i] = this.codeOf(vector.getItem(i) as string | null);
  }
  private codeOf(level: string | null): number {
    if (level === null || level === '') return -1;
    let code = this.levels.get(level);
    if (code === undefined) {
      code = this.levels.size;
      this.levels.set(level, code);
    }
    return code;
  }
  column(rows: number): Column {
    return { kind: 'category', codes: this.codes.subarray(0, rows), levels: [...this.levels.keys()] };
  }
}

async function withDuckDb(file: string, read: (connection: DuckDBConnection) => Promise<Table>): Promise<Table> {
  const duckdb = await import('@duckdb/node-api').catch((cause: unknown) => {
    throw new Failure(EXIT.failed, [finding('no-duckdb', {}, { file })], cause);
  });
  const instance = await duckdb.DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    return await read(connection);
  } catch (thrown) {
    throw thrown instanceof Failure ? thrown : readFailure(thrown, file);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function readFailure(thrown: unknown, file: string): Failure {
  const said = thrown instanceof Error ? thrown.message : String(thrown);
  const line = /CSV Error on Line: (\d+)/.exec(said)?.[1];
  const counts = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(said);
  if (line !== undefined && counts !== null) {
    const params = { found: Number(counts[2]), expected: Number(counts[1]) };
    return new Failure(EXIT.invalid, [finding('ragged-row', params, { file, line: Number(line) })], thrown);
  }
  const first = said.split('\n')[0]?.replace(/^[A-Za-z ]+Error: /, '') ?? said;
  const at = { file, line: line === undefined ? undefined : Number(line) };
  return new Failure(EXIT.invalid, [finding('unreadable', { said: first }, at)], thrown);
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
