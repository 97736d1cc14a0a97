/**
 * Columnar table: the shape in which data enter the engine. A missing number is NaN only in here; documents write null
 * and count it. A category holds integer codes into its levels, −1 where missing.
 */
import { AimaqError } from '../errors.js';

export interface NumberColumn {
  readonly kind: 'number';
  readonly values: Float64Array;
}
export interface CategoryColumn {
  readonly kind: 'category';
  readonly codes: Int32Array;
  readonly levels: readonly string[];
}
export type Column = NumberColumn | CategoryColumn;

export interface Table {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, Column>;
}

export function numberColumn(values: Float64Array | readonly number[]): NumberColumn {
  return { kind: 'number', values: values instanceof Float64Array ? values : Float64Array.from(values) };
}

/** Levels are sorted by first appearance; `null` and '' are missing. */
export function categoryColumn(values: readonly (string | null)[]): CategoryColumn {
  const levels: string[] = [];
  const seen = new Map<string, number>();
  const codes = Int32Array.from(values, (value) => {
    if (value === null || value === '') return -1;
    let code = seen.get(value);
    if (code === undefined) {
      code = levels.push(value) - 1;
      seen.set(value, code);
    }
    return code;
  });
  return { kind: 'category', codes, levels };
}

export function tableOf(columns: Readonly<Record<string, Column>> | ReadonlyMap<string, Column>): Table {
  const map = columns instanceof Map ? columns : new Map(Object.entries(columns));
  const first: Column | undefined = map.values().next().value;
  return { rows: first === undefined ? 0 : columnLength(first), columns: map };
}

function columnLength(column: Column): number {
  return column.kind === 'number' ? column.values.length : column.codes.length;
}

/** Column by name. Errors: data-unknown-column, with the nearest existing name. */
export function columnOf(table: Table, name: string): Column {
  const found = table.columns.get(name);
  if (found === undefined) {
    throw new AimaqError('data-unknown-column', { column: name, known: [...table.columns.keys()].join(', ') });
  }
  return found;
}

/** Levels as text, row by row; a number column gives its shortest decimal text. Missing is null. */
export function textOf(column: Column, row: number): string | null {
  if (column.kind === 'category') {
    const code = column.codes[row];
    return code < 0 ? null : column.levels[code];
  }
  const value = column.values[row];
  return Number.isNaN(value) ? null : String(value);
}

/**
 * The rows of a table and below them those of another for the same columns; what the other lacks is missing.
 * Errors: design-not-numeric, where text stands in a column of numbers.
 */
export function appendRows(table: Table, more: Table): Table {
  const rows = table.rows + more.rows;
  const columns = new Map<string, Column>();
  for (const [name, column] of table.columns) {
    const other = more.columns.get(name);
    const texts = Array.from({ length: more.rows }, (_, row) => (other === undefined ? null : textOf(other, row)));
    if (column.kind === 'category') {
      const codes = new Int32Array(rows);
      codes.set(column.codes);
      const levels = [...column.levels];
      const known = new Map(levels.map((level, code) => [level, code]));
      texts.forEach((text, row) => {
        if (text !== null && !known.has(text)) known.set(text, levels.push(text) - 1);
        codes[table.rows + row] = text === null ? -1 : (known.get(text) as number);
      });
      columns.set(name, { kind: 'category', codes, levels });
    } else {
      const values = new Float64Array(rows);
      values.set(column.values);
      texts.forEach((text, row) => {
        const value = text === null ? Number.NaN : Number(text);
        if (text !== null && Number.isNaN(value)) throw new AimaqError('design-not-numeric', { term: name });
        values[table.rows + row] = value;
      });
      columns.set(name, { kind: 'number', values });
    }
  }
  return { rows, columns };
}

/** Table of the chosen rows, in the order given. */
export function selectRows(table: Table, rows: Int32Array): Table {
  const columns = new Map<string, Column>();
  for (const [name, column] of table.columns) {
    columns.set(
      name,
      column.kind === 'number'
        ? { kind: 'number', values: Float64Array.from(rows, (r) => column.values[r]) }
        : { kind: 'category', codes: Int32Array.from(rows, (r) => column.codes[r]), levels: column.levels },
    );
  }
  return { rows: rows.length, columns };
}

/** Sums of squares of larger numbers are beyond what a double holds. */
export const LARGE = 1e150;

/** The values; errors: data-too-large. */
export function squarable(name: string, values: Float64Array): Float64Array {
  const row = values.findIndex((value) => Math.abs(value) > LARGE && Number.isFinite(value));
  if (row >= 0) throw new AimaqError('data-too-large', { term: name, row: row + 1, value: values[row] });
  return values;
}
