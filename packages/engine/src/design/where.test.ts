import { expect, test } from 'vitest';
import { categoryColumn, numberColumn, tableOf } from '../data/table.js';
import { where } from './where.js';

const table = tableOf({
  year: numberColumn([2000, 2001, 2002, 2003, 2004]),
  x: numberColumn([1, Math.E ** 2, Number.NaN, -4, 0]),
  region: categoryColumn(['a', 'b', 'a', null, 'atyrau']),
  'two words': numberColumn([1, 2, 3, 4, 5]),
});
const rows = (text: string) => {
  const holds = where(text, table);
  return [0, 1, 2, 3, 4].filter(holds);
};

test.each<[string, number[]]>([
  ['year >= 2002', [2, 3, 4]],
  ['year - 2000 > 2', [3, 4]],
  ['(year - 2000) * 2 == 4', [2]],
  ['2003 < year', [4]],
  ['log(x) > 1', [1]],
  ['log(abs(x) + 1) > 1.5', [1, 3]],
  ['x < -3', [3]],
  ['x > -3', [0, 1, 4]],
  ['-x^2 < -10', [1, 3]],
  ['x != 1', [1, 3, 4]],
  ['year - 2000 < x', [0, 1]],
  ['region == a', [0, 2]],
  ['region == "a" | year = 2004', [0, 2, 4]],
  ['region in (a, "atyrau")', [0, 2, 4]],
  ['region %in% c("b")', [1]],
  ['!(region == "a") & year < 2004', [1, 3]],
  ['!(region == "a" | (year > 2000 & year < 2003))', [3, 4]],
  ['year in (2000, 2001 + 1)', [0, 2]],
  ['region < b', [0, 2, 4]],
  ["region in ('a', 'b')", [0, 1, 2]],
  ['year / 2 == 1001', [2]],
  ['year == +2003', [3]],
])('%s', (text, expected) => {
  expect(rows(text)).toEqual(expected);
});

test.each([
  ['year >', 'expected a column or a value'],
  ['year', 'expected a comparison'],
  ['lag(year) > 1', 'one of log'],
  ['== 2000', 'expected a column or a value'],
  ['year > 2000 year', 'expected "&", "|" or the end'],
  ['(year > 2000', 'expected ")"'],
  ['year # 3', 'at position 6'],
])('%s is refused', (text, words) => {
  expect(() => where(text, table)).toThrow(words);
});
test.each(['yaer > 2000', '(yaer - 2) * 2 > 3', 'year > yaer + 3', 'log(yaer) > 1'])(
  '%s: a column that is not there is refused',
  (text) => {
    expect(() => where(text, table)).toThrow('yaer');
  },
);
