/** Rows as CSV (RFC 4180): comma, quotes doubled, one line a row. Numbers are given by the caller in full precision. */
import type { TableView } from '../table/table.js';

export type CsvCell = string | number | null;

export function csvText(header: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return [header, ...rows].map((row) => `${row.map(field).join(',')}\n`).join('');
}

/** The table as printed, without its notes. */
export function renderCsv(table: TableView): string {
  return csvText(
    table.columns.map((column) => column.heading),
    table.blocks.flat(),
  );
}

function field(cell: CsvCell): string {
  if (cell === null) return '';
  const text = String(cell);
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replace(/"/g, '""')}"` : text;
}
