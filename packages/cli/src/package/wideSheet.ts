/**
 * A sheet as statistical offices publish it (a title, years along one side, regions along the other, notes below) to
 * figures by row name and year. Marks for “none”, “not available” and “confidential” are counted, never turned to zero.
 */
import { decimalSigns, MISSING, numberIn } from '@aimaq/engine/data';
import { EXIT } from '../exitCode.js';
import { Failure, finding } from '../failure.js';

export interface WideSheet {
  readonly title: string | null;
  readonly years: readonly number[];
  readonly rows: readonly WideRow[];
  /** How often each mark stands where a figure should. */
  readonly marks: ReadonlyMap<string, number>;
}

export interface WideRow {
  readonly name: string;
  /** 1-based row or column of the sheet. */
  readonly line: number;
  readonly values: ReadonlyMap<number, number>;
}

const YEAR = /^((?:19|20)\d{2})(?:\.0)?\s*(?:г\.?|год[а]?|ж\.?|жыл[ы]?)?\s*(?:[*¹²³⁴⁵]+|\d\))?$/iu;
const CONFIDENTIAL = new Set(['x', 'х', 'X', 'Х']);

/** `matches` says whether a cell names a region: the column with most of them is that of the names. */
export function wideSheet(
  given: readonly (readonly string[])[],
  matches: (cell: string) => boolean,
  file: string,
): WideSheet {
  const upright = given.map((row) => row.map((cell) => cell.trim()));
  const most = (rows: readonly (readonly string[])[]) => Math.max(0, ...rows.map((row) => row.filter(isYear).length));
  const turned = transpose(upright);
  const across = most(upright) >= most(turned);
  const rows = across ? upright : turned;
  const header = rows.findIndex((row) => row.filter(isYear).length === most(rows));
  const years = (rows[header] ?? []).map((cell) => Number(YEAR.exec(cell)?.[1] ?? Number.NaN));
  if (most(rows) === 0) throw new Failure(EXIT.invalid, [finding('no-years', {}, { file })]);
  const twice = years.find((year, j) => !Number.isNaN(year) && years.indexOf(year) !== j);
  if (twice !== undefined)
    throw new Failure(EXIT.invalid, [finding('year-twice', { year: twice }, { file, line: header + 1 })]);
  const body = rows.slice(header + 1);
  const width = Math.max(...rows.map((row) => row.length));
  const matched = Array.from({ length: width }, (_, j) => body.filter((row) => matches(row[j] ?? '')).length);
  const names = matched.indexOf(Math.max(...matched));
  const cells = body.map((row) => years.map((year, j) => (Number.isNaN(year) ? '' : (row[j] ?? ''))));
  const { signs } = decimalSigns([cells.flat()], ';');
  const heads = rows[header] ?? [];
  const firstYear = years.findIndex((year) => !Number.isNaN(year));
  const nameless = Array.from({ length: width }, (_, j) => j).find(
    (j) =>
      j > firstYear &&
      (heads[j] ?? '') === '' &&
      body.some((row) => matches(row[names] ?? '') && numberIn(row[j] ?? '', signs[0]) !== undefined),
  );
  if (nameless !== undefined)
    throw new Failure(EXIT.invalid, [
      finding(
        across ? 'column-without-year' : 'row-without-year',
        { position: nameless + 1 },
        { file, line: across ? header + 1 : nameless + 1 },
      ),
    ]);
  const marks = new Map<string, number>();
  const found = body.map((row, i): WideRow => {
    const values = new Map<number, number>();
    years.forEach((year, j) => {
      const cell = (row[j] ?? '').replace(/\s*(?:[*¹²³⁴⁵]+|\d\))$/u, '');
      if (Number.isNaN(year) || cell === '') return;
      const value = numberIn(cell, signs[0]);
      if (value !== undefined) values.set(year, value);
      else if (MISSING.has(cell) || CONFIDENTIAL.has(cell)) marks.set(cell, (marks.get(cell) ?? 0) + 1);
      else if ((row[names] ?? '') !== '' && matches(row[names] ?? ''))
        throw new Failure(EXIT.invalid, [
          finding(
            'figure-not-number',
            { cell, name: row[names] ?? '', year },
            { file, line: across ? header + i + 2 : undefined },
          ),
        ]);
    });
    return { name: row[names] ?? '', line: header + i + 2, values };
  });
  const title = upright
    .slice(0, across ? header : 1)
    .flat()
    .find((cell) => cell.length > 3 && !isYear(cell));
  return {
    title: title ?? null,
    years: years.filter((year) => !Number.isNaN(year)).sort((a, b) => a - b),
    rows: found.filter((row) => row.name !== '' && row.values.size > 0),
    marks,
  };
}

function isYear(cell: string): boolean {
  return YEAR.test(cell);
}

function transpose(rows: readonly (readonly string[])[]): string[][] {
  const width = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: width }, (_, j) => rows.map((row) => row[j] ?? ''));
}
