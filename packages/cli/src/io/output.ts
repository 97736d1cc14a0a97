/** Where things go: results to standard output, everything else to standard error. */
import type { NoteText, TableView, Words } from '@aimaq/engine/views';
import { isLocale, wordsOf } from '@aimaq/locales';
import { misuse } from '../failure.js';

export const FORMATS = ['text', 'md', 'html', 'latex', 'csv', 'json'] as const;
export type Format = (typeof FORMATS)[number];

export interface OutputOptions {
  readonly json?: boolean;
  readonly format?: string;
  readonly locale?: string;
  readonly quiet?: boolean;
}

export function words(options: OutputOptions): Words {
  const locale = options.locale ?? process.env.AIMAQ_LOCALE ?? 'en';
  if (!isLocale(locale)) throw misuse(`there is no language "${locale}"`, 'use kk, ru or en');
  return wordsOf(locale);
}

export function formatOf(options: OutputOptions): Format {
  if (options.json === true) return 'json';
  const format = options.format ?? 'text';
  const known = FORMATS.find((one) => one === format);
  if (known === undefined) throw misuse(`there is no format "${format}"`, `use ${FORMATS.join(', ')}`);
  return known;
}

export function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

export function printJson(document: unknown): void {
  print(JSON.stringify(document, null, 2));
}

/** To standard error, unless `--quiet`. */
export function say(text: string, options: OutputOptions): void {
  if (options.quiet !== true) process.stderr.write(`${text}\n`);
}

export function sayNotes(notes: readonly NoteText[], options: OutputOptions): void {
  for (const note of notes) {
    const { message, hint } = words(options).note(note);
    say(`warning: ${message}\n         ${hint}`, options);
  }
}

/** Tables in the asked format; text fits the width of the terminal. */
export async function printTables(tables: readonly TableView[], options: OutputOptions): Promise<void> {
  const views = await import('@aimaq/engine/views');
  const format = formatOf(options);
  const width = process.stdout.columns ?? (Number(process.env.COLUMNS) || 100);
  const render = {
    text: (table: TableView) => views.renderText(table, { width }),
    md: views.renderMarkdown,
    html: views.renderHtml,
    latex: views.renderLatex,
    csv: views.renderCsv,
    json: (table: TableView) => `${JSON.stringify(table, null, 2)}\n`,
  }[format];
  print(tables.map((table) => render(table)).join('\n'));
}
