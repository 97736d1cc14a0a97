/**
 * Wide to long: columns whose names end in a year (`2018`, `gdp_2018`, `gdp 2018`) become rows, the years a column.
 * What stands before the year names the variable; a year alone gives `value`.
 */
import { AimaqError } from '../errors.js';
import { type Column, categoryColumn, type NumberColumn, type Table, textOf } from './table.js';

const YEAR = /^(.*?)[\s_.-]*((?:19|20)\d{2})$/;

/** Errors: data-no-year-columns, data-wide-collision. */
export function longTable(table: Table, time: string): Table {
  const variables = new Map<string, Map<number, Column>>();
  const fixed: [string, Column][] = [];
  const years = new Set<number>();
  for (const [name, column] of table.columns) {
    const match = YEAR.exec(name.trim());
    if (match === null) {
      fixed.push([name, column]);
      continue;
    }
    const variable = match[1] === '' ? 'value' : match[1];
    const year = Number(match[2]);
    const byYear = variables.get(variable) ?? new Map<number, Column>();
    variables.set(variable, byYear.set(year, column));
    years.add(year);
  }
  if (years.size === 0) throw new AimaqError('data-no-year-columns', { columns: [...table.columns.keys()].join(', ') });
  const taken = [time, ...variables.keys()].find((name) => fixed.some(([own]) => own === name));
  if (taken !== undefined) throw new AimaqError('data-wide-collision', { column: taken });
  const times = [...years].sort((a, b) => a - b);
  const columns = new Map<string, Column>(fixed.map(([name, column]) => [name, repeated(column, times.length)]));
  const length = table.rows * times.length;
  const stacked = Float64Array.from({ length }, (_, i) => times[i % times.length]);
  columns.set(time, { kind: 'number', values: stacked });
  for (const [name, byYear] of variables) columns.set(name, interleaved(byYear, times, table.rows));
  return { rows: table.rows * times.length, columns };
}

function repeated(column: Column, times: number): Column {
  const length = (column.kind === 'number' ? column.values : column.codes).length * times;
  if (column.kind === 'number')
    return { kind: 'number', values: Float64Array.from({ length }, (_, i) => column.values[Math.floor(i / times)]) };
  return {
    kind: 'category',
    levels: column.levels,
    codes: Int32Array.from({ length }, (_, i) => column.codes[Math.floor(i / times)]),
  };
}

/** A year without a column is missing in every row; one text among the years makes the variable a text. */
function interleaved(byYear: ReadonlyMap<number, Column>, times: readonly number[], rows: number): Column {
  const numeric = [...byYear.values()].every((column) => column.kind === 'number' || column.levels.length === 0);
  if (!numeric) {
    const texts: (string | null)[] = [];
    for (let row = 0; row < rows; row++)
      for (const year of times) {
        const column = byYear.get(year);
        texts.push(column === undefined ? null : textOf(column, row));
      }
    return categoryColumn(texts);
  }
  const values = new Float64Array(rows * times.length).fill(Number.NaN);
  times.forEach((year, t) => {
    const column = byYear.get(year);
    if (column?.kind !== 'number') return;
    for (let row = 0; row < rows; row++) values[row * times.length + t] = (column as NumberColumn).values[row];
  });
  return { kind: 'number', values };
}
