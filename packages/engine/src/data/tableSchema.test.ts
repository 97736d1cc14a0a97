import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { readCsv } from './csv.js';
import { checkTable, TableSchemaSchema } from './tableSchema.js';

/** Findings of a CSV text as code, line, column and parameters. */
function check(text: string, schema: unknown) {
  const csv = readCsv(text);
  if (!csv.ok) throw new Error(csv.issues.map((one) => one.message).join('; '));
  const { rows, issues } = checkTable('f.csv', csv.value, v.parse(TableSchemaSchema, schema));
  return {
    cells: rows.map((row) => row.cells),
    issues: issues.map(({ code, file, row, column, params }) => [code, `${file}:${row}:${column}`, params]),
  };
}
const field = (type: string, constraints = {}) => ({ fields: [{ name: 'x', type, constraints }] });

describe('checkTable', () => {
  test('reads every type, and what stands for missing as null', () => {
    const fields = ['string', 'number', 'integer', 'boolean', 'date'].map((type) => ({ name: type, type }));
    const text = 'string,number,integer,boolean,date\na,-1.5e2,7,true,2022-06-08\n-, .5,+3,false,-\n';
    expect(check(text, { fields, missingValues: ['-'] })).toEqual({
      cells: [
        { string: 'a', number: -150, integer: 7, boolean: true, date: '2022-06-08' },
        { string: null, number: 0.5, integer: 3, boolean: false, date: null },
      ],
      issues: [],
    });
  });

  test('a table of other columns than declared is not read', () => {
    expect(check('y\n1\n', field('number'))).toEqual({
      cells: [],
      issues: [
        ['data-missing-column', 'f.csv:1:x', { column: 'x' }],
        ['data-undeclared-column', 'f.csv:1:y', { column: 'y' }],
      ],
    });
  });

  test.each([
    ['number', 'x1', 'a number with a decimal point'],
    ['number', '1,5', 'a number with a decimal point'],
    ['number', '1e999', 'a number with a decimal point'],
    ['integer', '1.5', 'a whole number'],
    ['boolean', 'yes', 'true or false'],
    ['date', '8.6.2022', 'a date such as 2022-06-08'],
  ])('%s is not %s', (type, value, wanted) => {
    expect(check(`x\n"${value}"\n`, field(type)).issues).toEqual([
      ['data-wrong-type', 'f.csv:2:x', { column: 'x', value, type: wanted }],
    ]);
  });

  test('bounds are allowed, what lies beyond is not', () => {
    const { issues } = check('x\n1\n5\n0.9\n5.1\n', field('number', { minimum: 1, maximum: 5 }));
    expect(issues).toEqual([
      ['data-below-minimum', 'f.csv:4:x', { column: 'x', value: '0.9', minimum: 1 }],
      ['data-above-maximum', 'f.csv:5:x', { column: 'x', value: '5.1', maximum: 5 }],
    ]);
  });

  test('a list, a required value and a unique value are held to', () => {
    const fields = [
      { name: 'id', type: 'string', constraints: { required: true, unique: true } },
      { name: 'kind', type: 'string', constraints: { enum: ['a', 'b'] } },
      { name: 'free', type: 'string', constraints: { unique: true } },
    ];
    expect(check('id,kind,free\nu,a,\n,b,\nu,c,\n', { fields }).issues).toEqual([
      ['data-missing-value', 'f.csv:3:id', { column: 'id', value: '' }],
      ['data-not-unique', 'f.csv:4:id', { column: 'id', value: 'u', first: 2 }],
      ['data-not-in-list', 'f.csv:4:kind', { column: 'kind', value: 'c', allowed: 'a, b' }],
    ]);
  });

  test('a row whose key of several columns stands above is a duplicate, one that shares a part of it is not', () => {
    const fields = ['region', 'year'].map((name) => ({ name, type: 'string' }));
    expect(check('region,year\na,1\na,2\nb,1\na,2\n', { fields, primaryKey: ['region', 'year'] }).issues).toEqual([
      ['data-duplicate-row', 'f.csv:5:region', { key: 'a, 2', columns: 'region, year', first: 3 }],
    ]);
  });

  test.each(['region', ['region']])('a key of one column is unique (%j)', (primaryKey) => {
    const fields = ['region', 'name'].map((name) => ({ name, type: 'string' }));
    expect(check('region,name\na,A\nb,A\na,B\n', { fields, primaryKey }).issues).toEqual([
      ['data-not-unique', 'f.csv:4:region', { column: 'region', value: 'a', first: 2 }],
    ]);
  });
});
