/**
 * CSV text to a columnar table with inferred types: a column is numeric when every value that is not missing is a
 * number. Where the delimiter is a semicolon or tab, a decimal comma is understood. Missing: empty, NA, N/A, NaN, null, "." and "…".
 */
import { issue, type Note, note, type Outcome } from '../errors.js';
import { type CsvOptions, readCsv } from './csv.js';
import { type Column, categoryColumn, numberColumn, type Table } from './table.js';

const MISSING = new Set(['', 'NA', 'N/A', 'NaN', 'null', 'NULL', '.', '…', '...', '-', '–']);
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const COMMA_NUMBER = /^[+-]?(\d+,?\d*|,\d+)([eE][+-]?\d+)?$/;
/** Share of numbers from which a column of otherwise text is suspected to hold typing errors. */
const MOSTLY_NUMBERS = 0.8;

export function parseTable(text: string, options: CsvOptions = {}): Outcome<Table> {
  const read = readCsv(text, options);
  if (!read.ok) return read;
  const { header, records, lines, delimiter } = read.value;
  const file = options.file ?? '';
  if (records.length === 0) return { ok: false, issues: [issue('data-no-rows', {}, { file })] };
  const columns = new Map<string, Column>();
  const notes: Note[] = [];
  header.forEach((name, j) => {
    const raw = records.map((record) => record[j].trim());
    const present = raw.filter((value) => !MISSING.has(value));
    const comma = delimiter !== ',' && present.some((value) => value.includes(','));
    const pattern = comma ? COMMA_NUMBER : NUMBER;
    // Thousands separated by (no-break) spaces, as spreadsheets print them.
    const plain = (value: string) => value.replace(/(?<=\d)[\u00a0\u202f ](?=\d{3}(\D|$))/g, '').replace('\u2212', '-');
    const numbers = present.filter((value) => pattern.test(plain(value))).length;
    if (present.length > 0 && numbers === present.length) {
      columns.set(
        name,
        numberColumn(
          Float64Array.from(raw, (value) => (MISSING.has(value) ? Number.NaN : Number(plain(value).replace(',', '.')))),
        ),
      );
      return;
    }
    if (numbers >= MOSTLY_NUMBERS * present.length && numbers < present.length) {
      const at = raw.findIndex((value) => !MISSING.has(value) && !pattern.test(plain(value)));
      notes.push(note('data-mostly-numbers', { column: name, row: lines[at], value: raw[at] }));
    }
    columns.set(name, categoryColumn(raw.map((value) => (MISSING.has(value) ? null : value))));
  });
  return { ok: true, value: { rows: records.length, columns }, notes };
}
