import { describe, expect, it } from 'vitest';
import { parseTable } from './csvTable.js';

function read(text: string) {
  const outcome = parseTable(text, { file: 'f.csv' });
  if (!outcome.ok) return { issues: outcome.issues.map((one) => one.code), rows: outcome.issues.map((one) => one.row) };
  const columns = Object.fromEntries(
    [...outcome.value.columns].map(([name, column]) => [
      name,
      column.kind === 'number' ? [...column.values] : [...column.codes].map((code) => column.levels[code] ?? null),
    ]),
  );
  return { columns, notes: outcome.notes.map((one) => one.code) };
}

describe('parseTable: habits of spreadsheets', () => {
  it('obeys sep= and keeps line numbers', () => {
    expect(read('sep=;\na;b\n1,5;x\n').columns).toEqual({ a: [1.5], b: ['x'] });
    expect(read('sep=;\na;b\n1\n')).toEqual({ issues: ['data-ragged-row'], rows: [3] });
  });

  it('leaves out blank rows below the table and says so', () => {
    expect(read('a,b\n1,2\n,\n,\n')).toEqual({ columns: { a: [1], b: [2] }, notes: ['data-blank-rows'] });
  });

  it('drops an empty column without a name, and names a filled one', () => {
    expect(read('a,\n1,\n').columns).toEqual({ a: [1] });
    expect(read('a,\n1,2\n')).toEqual({ columns: { a: [1], column2: [2] }, notes: ['data-unnamed-column'] });
  });

  it('reads ="001" as its text and formula errors as missing, with a note', () => {
    expect(read('a,b\n="001",#N/A\n="x",2\n')).toEqual({
      columns: { a: ['001', 'x'], b: [Number.NaN, 2] },
      notes: ['data-formula-errors'],
    });
  });

  it('refuses numbers beyond the doubles', () => {
    expect(read('a\n1\n1e999\n')).toEqual({ issues: ['data-number-too-large'], rows: [3] });
  });

  it('reads separated thousands and says where a comma is ambiguous', () => {
    expect(read('a;b\n1 234,5;1,234\n').columns).toEqual({ a: [1234.5], b: [1.234] });
    expect(read('a,b\nx,"1,234"\n')).toEqual({ columns: { a: ['x'], b: [1234] }, notes: ['data-ambiguous-comma'] });
  });
});
