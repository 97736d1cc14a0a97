/** CSV text to a columnar table with inferred types. */
import type { Outcome } from '../errors.js';
import { type CsvOptions, readCsv } from './csv.js';
import { type InferredTable, inferTable } from './textTable.js';

export function parseTable(text: string, options: CsvOptions = {}): Outcome<InferredTable & { delimiter: string }> {
  const read = readCsv(text, options);
  if (!read.ok) return read;
  const table = inferTable({ ...read.value, file: options.file ?? '' });
  if (!table.ok) return table;
  const notes = [...read.notes, ...table.notes];
  return { ok: true, notes, value: { ...table.value, delimiter: read.value.delimiter } };
}
