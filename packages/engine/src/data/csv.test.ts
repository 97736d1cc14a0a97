import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsv, scanCsv } from './csv.js';

const rowsOf = (text: string) => {
  const read = scanCsv(text);
  if (!read.ok) return read.issues.map(({ code, row }) => [code, row]);
  return read.value.rows;
};

describe('scanCsv', () => {
  test('gives back what was quoted, whatever stands in it', () => {
    const sign = fc.constantFrom('a', '"', ',', ';', '\n', '\r', ' ', 'я');
    const field = fc.array(sign, { maxLength: 6 }).map((signs) => signs.join(''));
    const rows = fc.array(fc.array(field, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 4 });
    const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(rows, fc.constantFrom('\n', '\r\n'), fc.boolean(), (table, end, last) => {
        const text = table.map((row) => row.map(quoted).join(',')).join(end) + (last ? end : '');
        const read = scanCsv(text, { delimiter: ',' });
        expect(read.ok && read.value.rows).toEqual(table);
      }),
    );
  });

  test('skips a byte-order mark and lines without a sign, takes either line end, none at the end, and an empty last field', () => {
    expect(rowsOf('\ufeffa,b\r\n\r\n1,2\n\n3,')).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', ''],
    ]);
    expect(rowsOf('a,b\n1,2\n')).toEqual(rowsOf('a,b\r1,2'));
  });

  test.each([
    ['a;b\n1,5;2\n', ';'],
    ['a\tb,c\td\n', '\t'],
    ['a|b\n', '|'],
    ['"a;b;c",d\n', ','],
    ['a\n', ','],
    ['\n\na;b\n', ';'],
    ['sep=|\na,b\n', '|'],
  ])('in %j the delimiter is %j', (text, delimiter) => {
    const read = scanCsv(text);
    expect(read.ok && read.value.delimiter).toBe(delimiter);
  });

  test('faults carry their line', () => {
    expect(rowsOf(' \n\n')).toEqual([['data-empty-file', undefined]]);
    expect(rowsOf('a,b\n1,\0\n')).toEqual([['data-not-text', 2]]);
    expect(rowsOf('\n\0')).toEqual([['data-not-text', 2]]);
    expect(rowsOf('a,b\n"x\ny",1\n"z,1\n')).toEqual([['data-open-quote', 4]]);
    expect(rowsOf('a,b\n"x\ny"z,1\n')).toEqual([['data-text-after-quote', 3]]);
  });
});

describe('readCsv', () => {
  test('keeps the lines of its records, also below quoted line ends and blank lines', () => {
    const read = readCsv('a,b\n1,"x\ny"\n\n2,z\n,\n');
    expect(read).toMatchObject({
      value: {
        header: ['a', 'b'],
        records: [
          ['1', 'x\ny'],
          ['2', 'z'],
        ],
        lines: [2, 5],
      },
      notes: [{ code: 'data-blank-rows', params: { count: 1 } }],
    });
  });

  test('refuses columns of one name and rows of another length, all at once', () => {
    const read = readCsv('a, a,,\n1,2,3,4\n1,2,3\n', { file: 'f.csv' });
    expect(read.ok ? [] : read.issues.map(({ code, file, row, params }) => [code, file, row, params])).toEqual([
      ['data-duplicate-column', 'f.csv', 1, { column: 'a' }],
      ['data-ragged-row', 'f.csv', 3, { found: 3, expected: 4 }],
    ]);
  });
});
