import { expect, it } from 'vitest';
import { toCsv } from './csv';

it('quotes what needs quotes and writes absent values as empty cells', () => {
  expect(
    toCsv(
      ['a', 'b'],
      [
        ['x,y', 'say "no"'],
        [null, 1.5],
      ],
    ),
  ).toBe('a,b\r\n"x,y","say ""no"""\r\n,1.5\r\n');
});

it('keeps numbers and disarms texts that a spreadsheet would run', () => {
  expect(toCsv(['v'], [[-1], ['=1+1'], ['@x']])).toBe("v\r\n-1\r\n'=1+1\r\n'@x\r\n");
});
