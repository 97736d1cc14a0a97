import { describe, expect, it } from 'vitest';
import { parseTable } from './csvTable.js';
import { longTable } from './longTable.js';

function tableOfText(text: string) {
  const read = parseTable(text);
  if (!read.ok) throw new Error(read.issues.map((one) => one.message).join('; '));
  return read.value;
}

describe('longTable', () => {
  it('makes a row of each unit and year, a column of each variable', () => {
    const long = longTable(tableOfText('region,gdp_2019,gdp_2018,jobs 2018\na,2,1,7\nb,4,3,8\n'), 'year');
    expect(long.rows).toBe(4);
    expect([...long.columns.keys()]).toEqual(['region', 'year', 'gdp', 'jobs']);
    const values = (name: string) => {
      const column = long.columns.get(name);
      return column?.kind === 'number' ? [...column.values] : [...(column?.codes ?? [])];
    };
    expect(values('region')).toEqual([0, 0, 1, 1]);
    expect(values('year')).toEqual([2018, 2019, 2018, 2019]);
    expect(values('gdp')).toEqual([1, 2, 3, 4]);
    expect(values('jobs')).toEqual([7, Number.NaN, 8, Number.NaN]);
  });

  it('names a bare year "value"', () => {
    expect([...longTable(tableOfText('region,2018,2019\na,1,2\n'), 'year').columns.keys()]).toEqual([
      'region',
      'year',
      'value',
    ]);
  });

  it('refuses a table without years, and one whose columns would collide', () => {
    expect(() => longTable(tableOfText('region,gdp\na,1\n'), 'year')).toThrow(/no column name ends in a year/);
    expect(() => longTable(tableOfText('region,year,gdp_2018\na,1,2\n'), 'year')).toThrow(/column "year" already/);
  });
});
