import { expect, test } from 'vitest';
import { note } from './errors.js';

test('numbers in a sentence are short and written as the words of a language write them; parameters are whole', () => {
  const params = { indicator: 'output', year: 2021, sum: 41489, total: -1234567.891, percent: 0.0012345678 };
  const found = note('data-total-differs', params);
  expect(found.message).toBe(
    'output 2021: the regions add up to 41,489, the national row says −1,234,567.9 (0.001235 %)',
  );
  expect(found.params).toEqual(params);
  const small = { ...params, sum: -0.0000123456, total: 99999.5, percent: 10000 };
  expect(note('data-total-differs', small).message).toContain(
    'add up to −0.00001235, the national row says 99,999.5 (10,000 %)',
  );
});
