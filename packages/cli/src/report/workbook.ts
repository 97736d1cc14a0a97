/** Tables as an XLSX workbook, one sheet each: what is a number is written as a number, notes stand below. */
import type { TableColumn, TableView } from '@aimaq/engine/views';
import writeWorkbook, { type Row } from 'write-excel-file/node';

const NAME_LENGTH = 31;
const WIDEST = 60;

export async function workbookOf(tables: readonly TableView[], locale: string): Promise<Buffer> {
  const names = new Set<string>();
  const sheets = tables.map((table) => ({
    sheet: sheetName(table.title, names),
    data: rowsOf(table, locale),
    columns: table.columns.map((column, j) => ({ width: widthOf(table, column, j) })),
    stickyRowsCount: 1,
  }));
  return writeWorkbook(sheets).toBuffer();
}

function rowsOf(table: TableView, locale: string): Row[] {
  const body = table.blocks.flat().map(
    (cells): Row =>
      cells.map((cell, j) => {
        const number = table.columns[j]?.kind === 'number' ? numberIn(cell, locale) : undefined;
        if (number !== undefined) return { value: number, type: Number };
        return cell === '' ? null : { value: cell, type: String, wrap: true, alignVertical: 'top' as const };
      }),
  );
  return [
    table.columns.map(({ heading, kind }) => ({
      value: heading,
      type: String,
      fontWeight: 'bold' as const,
      bottomBorderStyle: 'thin' as const,
      align: kind === 'text' ? ('left' as const) : ('right' as const),
    })),
    ...body,
    [null],
    [{ value: table.title, type: String, fontWeight: 'bold' as const }],
    ...table.notes.map((note): Row => [{ value: note, type: String }]),
  ];
}

/** The number of a cell written in the language; cells with stars, intervals or “< 0.001” stay texts. */
function numberIn(cell: string, locale: string): number | undefined {
  const plain = cell
    .replace(/[\u00a0\u202f]/g, '')
    .replace('\u2212', '-')
    .replace(/^\+/, '');
  const bare = locale === 'en' ? plain.replaceAll(',', '') : plain.replace(',', '.');
  return /^-?\d+(\.\d+)?$/.test(bare) ? Number(bare) : undefined;
}

/** Excel allows 31 characters, some signs not at all, and no name twice. */
function sheetName(title: string, taken: Set<string>): string {
  const base =
    title
      .replace(/[\\/*?:[\]]/g, ' ')
      .trim()
      .slice(0, NAME_LENGTH) || 'Table';
  let name = base;
  for (let number = 2; taken.has(name.toLowerCase()); number++)
    name = `${base.slice(0, NAME_LENGTH - String(number).length - 1)} ${number}`;
  taken.add(name.toLowerCase());
  return name;
}

function widthOf(table: TableView, column: TableColumn, j: number): number {
  const cells = table.blocks.flat().map((row) => (row[j] ?? '').length);
  return Math.min(WIDEST, Math.max(8, column.heading.length, ...cells) + 2);
}
