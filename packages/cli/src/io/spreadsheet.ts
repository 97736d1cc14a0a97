/** A sheet of an XLSX workbook as rows of texts: numbers in full, dates as ISO 8601, truth values as 1 and 0. */
import { EXIT } from '../exitCode.js';
import { Failure, finding, misuse } from '../failure.js';

export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

/** `wanted`: name or number (from 1) of the sheet; the first one by default. */
export async function readSheetRows(bytes: Uint8Array, file: string, wanted?: string): Promise<Sheet> {
  const { default: readWorkbook } = await import('read-excel-file/node');
  let sheets: Awaited<ReturnType<typeof readWorkbook>>;
  try {
    sheets = await readWorkbook(Buffer.from(bytes));
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new Failure(EXIT.invalid, [finding('not-workbook', { said }, { file })], cause);
  }
  const names = sheets.map(({ sheet }) => sheet);
  const at = wanted === undefined ? 0 : names.includes(wanted) ? names.indexOf(wanted) : Number(wanted) - 1;
  const sheet = sheets[at];
  if (sheet === undefined) throw misuse('no-sheet', { file, name: wanted ?? '', known: names.join(', ') });
  return { name: sheet.sheet, rows: sheet.data.map((row) => row.map(textOf)) };
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().replace(/T00:00:00\.000Z$/, '');
  if (typeof cell === 'boolean') return cell ? '1' : '0';
  return String(cell);
}
