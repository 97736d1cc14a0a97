/** Where things go: results to standard output or a file, everything else to standard error. */
import { extname } from 'node:path';
import {
  type NoteText,
  pageHtml,
  renderCsv,
  renderHtml,
  renderLatex,
  renderMarkdown,
  renderText,
  type TableView,
  type Words,
} from '@aimaq/engine/views';
import { misuse } from '../failure.js';
import { localeOf, wordsOf } from '../words.js';
import { writeWhole } from './files.js';

export const FORMATS = ['text', 'md', 'html', 'latex', 'csv', 'xlsx', 'docx', 'json'] as const;
export type Format = (typeof FORMATS)[number];

const ENDINGS: Readonly<Record<string, Format>> = {
  '.txt': 'text',
  '.md': 'md',
  '.html': 'html',
  '.htm': 'html',
  '.tex': 'latex',
  '.csv': 'csv',
  '.xlsx': 'xlsx',
  '.docx': 'docx',
  '.json': 'json',
};

export interface OutputOptions {
  readonly json?: boolean;
  readonly format?: string;
  readonly out?: string;
  readonly locale?: string;
  readonly quiet?: boolean;
  readonly color?: boolean;
}

export function words(options: OutputOptions): Words {
  const locale = localeOf(options.locale);
  if (locale === undefined)
    throw misuse('unknown-language', { name: options.locale ?? process.env.AIMAQ_LOCALE ?? '' });
  return wordsOf(locale);
}

/** `--json`, else `--format`, else the ending of `--out`, else text. */
export function formatOf(options: OutputOptions): Format {
  if (options.json === true) return 'json';
  if (options.format === undefined) {
    const ending = options.out === undefined ? '' : extname(options.out).toLowerCase();
    return ENDINGS[ending] ?? 'text';
  }
  const known = FORMATS.find((one) => one === options.format);
  if (known === undefined) throw misuse('unknown-format', { name: options.format, known: FORMATS.join(', ') });
  return known;
}

export function print(text: string | Uint8Array): void {
  process.stdout.write(typeof text !== 'string' || text.endsWith('\n') ? text : `${text}\n`);
}

/** To standard output, or whole into the file of `--out`. */
export async function deliver(content: string | Uint8Array, options: OutputOptions): Promise<void> {
  if (options.out === undefined) {
    if (typeof content !== 'string' && process.stdout.isTTY === true) throw misuse('not-for-terminal');
    print(content);
    return;
  }
  await writeWhole(options.out, typeof content === 'string' && !content.endsWith('\n') ? `${content}\n` : content);
  say(words(options).text('cli.run.written', { folder: options.out }), options);
}

export async function printJson(document: unknown, options: OutputOptions = {}): Promise<void> {
  await deliver(JSON.stringify(document, null, 2), options);
}

/** To standard error, unless `--quiet`. */
export function say(text: string, options: OutputOptions): void {
  if (options.quiet !== true) process.stderr.write(`${text}\n`);
}

export function sayNotes(notes: readonly NoteText[], options: OutputOptions): void {
  for (const note of notes) {
    const reader = words(options);
    const { message, hint } = reader.note(note);
    const label = reader.text('cli.say.warning');
    say(`${label}: ${message}\n${' '.repeat(label.length + 2)}${hint}`, options);
  }
}

/** Width of the terminal; in a pipe COLUMNS, else 100. */
export function widthOf(): number {
  return process.stdout.columns ?? (Number(process.env.COLUMNS) || 100);
}

/** Tables in the asked format; text fits the width of the terminal. */
export async function printTables(tables: readonly TableView[], options: OutputOptions): Promise<void> {
  await deliver(await renderTables(tables, options), options);
}

async function renderTables(tables: readonly TableView[], options: OutputOptions): Promise<string | Uint8Array> {
  const { locale } = words(options);
  const joined = (render: (table: TableView) => string) => tables.map(render).join('\n');
  switch (formatOf(options)) {
    case 'text':
      return joined((table) => renderText(table, { width: widthOf() }));
    case 'md':
      return joined(renderMarkdown);
    case 'html':
      return pageHtml({ locale, title: tables[0]?.title ?? '', body: joined(renderHtml) });
    case 'latex':
      return joined(renderLatex);
    case 'csv':
      return joined(renderCsv);
    case 'xlsx':
      return (await import('../report/workbook.js')).workbookOf(tables, locale);
    case 'docx':
      return (await import('../report/document.js')).documentOfTables(tables, locale);
    case 'json':
      return JSON.stringify(tables, null, 2);
  }
}
