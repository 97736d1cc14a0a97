/**
 * Texts in rows and columns to a columnar table with inferred types: a column is numeric when every value that is not
 * missing is a number. Nothing is lost silently: what was taken for missing or read as text against the look of the
 * column is said in a note.
 */
import { type Issue, issue, type Note, note, type Outcome } from '../errors.js';
import { type DecimalSign, decimalSigns, FORMULA_ERROR, MISSING, numberIn } from './numberText.js';
import { type Column, categoryColumn, numberColumn, type Table } from './table.js';

export interface TextRows {
  readonly header: readonly string[];
  readonly records: readonly (readonly string[])[];
  /** 1-based line or row of each record in its file. */
  readonly lines: readonly number[];
  readonly delimiter: string;
  readonly file: string;
}

/** Share of numbers from which a column of otherwise text is suspected to hold typing errors. */
const MOSTLY_NUMBERS = 0.8;

/** `decimals` names the sign of the numeric columns, for whoever wants to show how the file was read. */
export interface InferredTable extends Table {
  readonly decimals: ReadonlySet<DecimalSign>;
}

export function inferTable({ header, records, lines, delimiter, file }: TextRows): Outcome<InferredTable> {
  const named = header.map((name, j) => ({ name, j })).filter(({ name, j }) => name !== '' || hasValues(records, j));
  if (records.length === 0) return { ok: false, issues: [issue('data-no-rows', {}, { file })] };
  const notes: Note[] = [];
  const issues: Issue[] = [];
  const texts = named.map(({ j }) => records.map((record) => valueIn(record[j] ?? '')));
  const { signs, ambiguous } = decimalSigns(texts, delimiter);
  const columns = new Map<string, Column>();
  const decimals = new Set<DecimalSign>();
  named.forEach(({ name: given, j }, c) => {
    const name = given === '' ? `column${j + 1}` : given;
    if (given === '') notes.push(note('data-unnamed-column', { name, position: j + 1 }));
    const column = inferColumn(texts[c], signs[c]);
    if (column.errors > 0) notes.push(note('data-formula-errors', { column: name, count: column.errors }));
    if (column.infinite !== undefined) {
      const value = texts[c][column.infinite];
      issues.push(
        issue('data-number-too-large', { column: name, value }, { file, row: lines[column.infinite], column: name }),
      );
    }
    if (column.kind === 'number') {
      columns.set(name, numberColumn(column.values));
      if (column.fractions) decimals.add(signs[c]);
      if (ambiguous.includes(c)) {
        const value = texts[c].find((text) => text.includes(',')) ?? '';
        const said = numberIn(value, signs[c]) ?? 0;
        notes.push(note('data-ambiguous-comma', { column: name, value, said: String(said) }));
      }
      return;
    }
    if (column.numbers >= MOSTLY_NUMBERS * column.present && column.odd !== undefined)
      notes.push(note('data-mostly-numbers', { column: name, row: lines[column.odd], value: texts[c][column.odd] }));
    columns.set(name, categoryColumn(texts[c].map((value) => (isMissing(value) ? null : value))));
  });
  if (issues.length > 0) return { ok: false, issues };
  return { ok: true, value: { rows: records.length, columns, decimals }, notes };
}

type Inferred = { readonly errors: number; readonly infinite?: number } & (
  | { readonly kind: 'number'; readonly values: Float64Array; readonly fractions: boolean }
  | { readonly kind: 'text'; readonly numbers: number; readonly present: number; readonly odd?: number }
);

function inferColumn(texts: readonly string[], sign: DecimalSign): Inferred {
  const values = new Float64Array(texts.length);
  let present = 0;
  let numbers = 0;
  let errors = 0;
  let odd: number | undefined;
  let infinite: number | undefined;
  let fractions = false;
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i];
    values[i] = Number.NaN;
    if (MISSING.has(text)) continue;
    if (FORMULA_ERROR.test(text)) {
      errors++;
      continue;
    }
    present++;
    const value = numberIn(text, sign);
    if (value === undefined) {
      odd ??= i;
      continue;
    }
    numbers++;
    values[i] = value;
    if (!Number.isFinite(value)) infinite ??= i;
    fractions ||= !Number.isInteger(value);
  }
  const found = { errors, ...(infinite === undefined || odd !== undefined ? {} : { infinite }) };
  if (present > 0 && numbers === present) return { ...found, kind: 'number', values, fractions };
  return { ...found, kind: 'text', numbers, present, ...(odd === undefined ? {} : { odd }) };
}

function isMissing(text: string): boolean {
  return MISSING.has(text) || FORMULA_ERROR.test(text);
}

/** Spreadsheets write ="001" to keep a text from becoming a number. */
function valueIn(cell: string): string {
  const text = cell.trim();
  return text.startsWith('="') && text.endsWith('"') ? text.slice(2, -1) : text;
}

function hasValues(records: readonly (readonly string[])[], j: number): boolean {
  return records.some((record) => (record[j] ?? '').trim() !== '');
}
