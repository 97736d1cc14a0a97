/**
 * CSV text to records with their line numbers: RFC 4180 with the habits of spreadsheets (byte-order mark, semicolon or
 * tab, both line ends). Every fault is an `Issue` with file and line; nothing is repaired silently.
 */
import { type Issue, issue, note, type Outcome } from '../errors.js';

export interface CsvRecords {
  readonly header: readonly string[];
  readonly records: readonly (readonly string[])[];
  /** 1-based line of each record. */
  readonly lines: readonly number[];
  readonly delimiter: string;
}

export interface CsvOptions {
  readonly file?: string;
  readonly delimiter?: string;
}

export interface CsvRows {
  /** Rows of any length; lines without any sign in them are left out. */
  readonly rows: readonly (readonly string[])[];
  readonly lines: readonly number[];
  readonly delimiter: string;
}

/** Fields without a look at their number: for sheets that are not tables yet. */
export function scanCsv(text: string, { file = '', delimiter }: CsvOptions = {}): Outcome<CsvRows> {
  const unmarked = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  // Excel writes its separator in a line of its own; the line stays blank, so that line numbers hold.
  const declared = /^sep=(.)\r?(?=\n)/i.exec(unmarked);
  const source = declared === null ? unmarked : unmarked.slice(declared[0].length);
  const zero = source.indexOf('\0');
  if (zero >= 0) return { ok: false, issues: [issue('data-not-text', {}, { file, row: lineOf(source, zero) })] };
  if (source.trim() === '') return { ok: false, issues: [issue('data-empty-file', {}, { file })] };
  const separator = delimiter ?? declared?.[1] ?? detectDelimiter(source);
  const separatorCode = separator.charCodeAt(0);
  const rows: string[][] = [];
  const lines: number[] = [];
  let fields: string[] = [];
  let line = 1;
  let start = 1;
  let i = 0;
  const endRow = () => {
    if (fields.length > 1 || fields[0] !== '') {
      rows.push(fields);
      lines.push(start);
    }
    fields = [];
  };
  while (i <= source.length) {
    let value = '';
    if (source[i] === '"') {
      const opened = line;
      i++;
      for (;;) {
        const end = source.indexOf('"', i);
        if (end < 0) {
          return { ok: false, issues: [issue('data-open-quote', {}, { file, row: opened })] };
        }
        value += source.slice(i, end);
        i = end + 1;
        if (source[i] !== '"') break;
        value += '"';
        i++;
      }
      line += value.split('\n').length - 1;
      if (i < source.length && source[i] !== separator && source[i] !== '\n' && source[i] !== '\r') {
        return { ok: false, issues: [issue('data-text-after-quote', {}, { file, row: line })] };
      }
    } else {
      let end = i;
      for (; end < source.length; end++) {
        const code = source.charCodeAt(end);
        if (code === separatorCode || code === LINE_FEED || code === CARRIAGE_RETURN) break;
      }
      value = source.slice(i, end);
      i = end;
    }
    fields.push(value);
    if (i >= source.length) {
      endRow();
      break;
    }
    if (source[i] === separator) {
      i++;
      if (i === source.length) {
        fields.push('');
        endRow();
        break;
      }
      continue;
    }
    if (source[i] === '\r' && source[i + 1] === '\n') i++;
    i++;
    endRow();
    line++;
    start = line;
    if (i === source.length) break;
  }
  return { ok: true, value: { rows, lines, delimiter: separator }, notes: [] };
}

export function readCsv(text: string, options: CsvOptions = {}): Outcome<CsvRecords> {
  const scanned = scanCsv(text, options);
  if (!scanned.ok) return scanned;
  const { file = '' } = options;
  const { delimiter } = scanned.value;
  const rows = [...scanned.value.rows];
  const lines = [...scanned.value.lines];
  const issues: Issue[] = [];
  // Lines of nothing but separators are what a spreadsheet leaves below its table.
  let blank = 0;
  while (rows.length > 1 && rows[rows.length - 1].every((field) => field === '')) {
    rows.pop();
    lines.pop();
    blank++;
  }
  const [header, ...records] = rows;
  const names = header.map((name) => name.trim());
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name) && name !== '')
      issues.push(issue('data-duplicate-column', { column: name }, { file, row: lines[0], column: name }));
    seen.add(name);
  }
  records.forEach((record, r) => {
    if (record.length !== names.length) {
      issues.push(
        issue('data-ragged-row', { found: record.length, expected: names.length }, { file, row: lines[r + 1] }),
      );
    }
  });
  if (issues.length > 0) return { ok: false, issues };
  const notes = blank === 0 ? [] : [note('data-blank-rows', { count: blank })];
  return { ok: true, value: { header: names, records, lines: lines.slice(1), delimiter }, notes };
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** The candidate that occurs most often in the first line outside quotes; a comma when none does. */
function detectDelimiter(text: string): string {
  const first = text
    .trimStart()
    .split(/\r?\n/, 1)[0]
    .replace(/"[^"]*"/g, '');
  let best = ',';
  let most = 0;
  for (const candidate of [',', ';', '\t', '|']) {
    const count = first.split(candidate).length - 1;
    if (count > most) {
      best = candidate;
      most = count;
    }
  }
  return best;
}

function lineOf(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}
