import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { chosen, crossed, type Levels, levelsOf } from './levels.js';
import { categoryColumn, numberColumn } from './table.js';

const texts = ({ codes, labels }: Levels) => Array.from(codes, (code) => (code < 0 ? null : labels[code]));
const firstAppearance = ({ codes }: Levels) => {
  let next = 0;
  for (const code of codes) if (code === next) next++;
  return next;
};

test('levels: every row keeps its text, codes count up by first appearance; integers, decimals and categories alike', () => {
  const value = fc.oneof(fc.integer({ min: -3, max: 9 }), fc.constant(Number.NaN), fc.constant(1e9), fc.constant(0.5));
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 40 }), fc.array(fc.nat(39)), (values, picks) => {
      const shown = values.map((one) => (Number.isNaN(one) ? null : String(one)));
      for (const column of [numberColumn(values), categoryColumn(shown)]) {
        const levels = levelsOf(column);
        expect(texts(levels)).toEqual(shown);
        expect(firstAppearance(levels)).toBe(levels.labels.length);
        const rows = Int32Array.from(picks.filter((row) => row < values.length));
        const some = chosen(levels, rows);
        expect(texts(some)).toEqual(Array.from(rows, (row) => shown[row]));
        expect(firstAppearance(some)).toBe(some.labels.length);
      }
      const pairs = crossed(levelsOf(numberColumn(values)), levelsOf(categoryColumn([...shown].reverse())));
      const other = [...shown].reverse();
      expect(texts(pairs)).toEqual(shown.map((a, i) => (a === null || other[i] === null ? null : `${a}_${other[i]}`)));
    }),
  );
});
