/**
 * A table for the terminal: columns as wide as they must be; when the table does not fit, the widest give way and their
 * cells are wrapped, never cut; numbers stay whole, and columns that still do not fit go below, beside the names again.
 * Where there are no rows, title and notes are all.
 */
import type { TableColumn, TableRow, TableView } from '../table/table.js';

export interface TextOptions {
  /** Characters of a line; default 100. */
  readonly width?: number;
}

const GAP = '  ';
const NARROWEST = 12;

export function renderText(table: TableView, options: TextOptions = {}): string {
  const { width = 100 } = options;
  const blocks = aligned(table);
  const rows = blocks.flat();
  if (rows.length === 0)
    return `${[table.title, ...table.notes].flatMap((line) => wrap(line, Math.min(width, 100))).join('\n')}\n`;
  const measured = table.columns.map((column, j): Measured => {
    const cells = rows.map((row) => row[j] ?? '');
    const natural = Math.max(lengthOf(column.heading), ...cells.map(lengthOf));
    return { natural, least: Math.min(natural, column.kind === 'number' ? whole(column.heading, cells) : NARROWEST) };
  });
  const firstNumber = table.columns.findIndex((column) => column.kind !== 'text');
  const parts = folded(measured, Math.max(1, firstNumber), width).map((columns) => {
    const widths = shrink(
      columns.map((j) => measured[j]),
      width - GAP.length * (columns.length - 1),
    );
    const total = widths.reduce((sum, one) => sum + one, GAP.length * (widths.length - 1));
    return { columns, widths, total: Math.max(1, total) };
  });
  const total = Math.max(...parts.map((part) => part.total));
  const rule = '─'.repeat(total);
  const out = wrap(table.title, Math.max(total, Math.min(width, 40)));
  for (const { columns, widths } of parts) {
    const line = (cells: readonly string[]): string[] =>
      printRow(
        columns.map((j) => cells[j]),
        columns.map((j) => table.columns[j]),
        widths,
      );
    out.push(rule, ...line(table.columns.map((column) => column.heading)), rule);
    blocks.forEach((block, i) => {
      if (block.length === 0) return;
      if (i > 0) out.push(rule);
      for (const row of block) out.push(...line(row));
    });
  }
  out.push(rule, ...table.notes.flatMap((note) => wrap(note, Math.max(total, Math.min(width, 100)))));
  return `${out.join('\n')}\n`;
}

interface Measured {
  readonly natural: number;
  /** What the column cannot do without. */
  readonly least: number;
}

/** Width at which every number stays whole: an interval may break at its space, a padded number may not. */
function whole(heading: string, cells: readonly string[]): number {
  const longest = (text: string) => Math.max(...text.split(' ').map(lengthOf));
  return Math.max(longest(heading), ...cells.map((cell) => (/\S \S/.test(cell) ? longest(cell) : lengthOf(cell))));
}

/** Positions of the columns that stand beside each other; every part begins with the columns that name the rows. */
function folded(columns: readonly Measured[], names: number, width: number): number[][] {
  const lead = Array.from({ length: names }, (_, j) => j);
  const start = lead.reduce((sum, j) => sum + columns[j].least + GAP.length, -GAP.length);
  const parts = [[...lead]];
  let used = start;
  for (let j = names; j < columns.length; j++) {
    const more = GAP.length + columns[j].least;
    if (used + more > width && parts[parts.length - 1].length > names) {
      parts.push([...lead]);
      used = start;
    }
    parts[parts.length - 1].push(j);
    used += more;
  }
  return parts;
}

/** The cells of a number column get spaces behind them, so that their decimal signs stand under each other. */
function aligned(table: TableView): readonly (readonly TableRow[])[] {
  const rows = table.blocks.flat();
  const sign = rows.some((row) => row.some((cell, j) => table.columns[j].kind === 'number' && /\d\.\d/.test(cell)))
    ? '.'
    : ',';
  const decimals = (cell: string): number => {
    const at = cell.lastIndexOf(sign);
    return at < 0 || !/^\d+$/.test(cell.slice(at + 1)) ? 0 : cell.length - at;
  };
  const most = table.columns.map((column, j) => {
    if (column.kind !== 'number') return 0;
    const found = rows.map((row) => decimals(row[j]));
    // A comma before three digits everywhere separates thousands.
    return sign === ',' && found.every((count) => count === 0 || count === 4) ? 0 : Math.max(0, ...found);
  });
  const pad = (cell: string, j: number) =>
    most[j] === 0 || !/^\D*\d/.test(cell) || /[[;]/.test(cell) ? cell : cell + ' '.repeat(most[j] - decimals(cell));
  return table.blocks.map((block) => block.map((row) => row.map(pad)));
}

function printRow(cells: readonly string[], columns: readonly TableColumn[], widths: readonly number[]): string[] {
  const wrapped = cells.map((cell, j) => wrap(cell, widths[j]));
  const height = Math.max(1, ...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, i) =>
    wrapped
      .map((lines, j) => align(lines[i] ?? '', widths[j], columns[j].kind))
      .join(GAP)
      .trimEnd(),
  );
}

function align(text: string, width: number, kind: TableColumn['kind']): string {
  const space = Math.max(0, width - lengthOf(text));
  if (kind === 'text') return text + ' '.repeat(space);
  if (kind === 'number') return ' '.repeat(space) + text;
  const before = Math.floor(space / 2);
  return ' '.repeat(before) + text + ' '.repeat(space - before);
}

/** Takes from the widest column that can give until the columns fit. */
function shrink(columns: readonly Measured[], room: number): number[] {
  const widths = columns.map((column) => column.natural);
  let sum = widths.reduce((a, b) => a + b, 0);
  while (sum > room) {
    const spare = widths.map((one, j) => (one > columns[j].least ? one : 0));
    const widest = spare.indexOf(Math.max(...spare));
    if (spare[widest] === 0) break;
    widths[widest]--;
    sum--;
  }
  return widths;
}

function wrap(text: string, width: number): string[] {
  if (lengthOf(text) <= width) return [text];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    let rest = word;
    if (line !== '' && lengthOf(line) + 1 + lengthOf(rest) > width) {
      lines.push(line);
      line = '';
    }
    while (lengthOf(rest) > width) {
      const letters = [...rest];
      lines.push(letters.slice(0, width).join(''));
      rest = letters.slice(width).join('');
    }
    line = line === '' ? rest : `${line} ${rest}`;
  }
  lines.push(line);
  return lines;
}

function lengthOf(text: string): number {
  return [...text].length;
}
