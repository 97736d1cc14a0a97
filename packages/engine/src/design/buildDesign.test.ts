import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { categoryColumn, numberColumn, tableOf } from '../data/table.js';
import { parseFormula } from '../formula/index.js';
import { buildDesign } from './buildDesign.js';

const panel = { unit: 'unit', time: 'year' };
const dropped = (formula: string, columns: Parameters<typeof tableOf>[0], options = {}) => {
  const design = buildDesign(tableOf(columns), parseFormula(formula), options);
  return {
    used: design.rows.length,
    ...Object.fromEntries(design.dropped.map(({ reason, count }) => [reason, count])),
  };
};

describe('design: every row that is left out has its reason', () => {
  const columns = {
    unit: categoryColumn(['a', 'a', 'a', 'b', 'b', 'b']),
    year: numberColumn([2019, 2020, 2021, 2019, 2020, 2021]),
    y: numberColumn([1, 2, 3, 4, 5, Number.NaN]),
    x: numberColumn([1, -1, 2, 0, 3, 4]),
    w: numberColumn([1, 1, 0, 1, 1, 1]),
  };
  test('missing, not a number, filter, weight', () => {
    expect(dropped('y ~ x', columns)).toEqual({ used: 5, missing: 1 });
    expect(dropped('y ~ log(x)', columns)).toEqual({ used: 3, missing: 1, 'not-finite': 2 });
    expect(dropped('y ~ x', columns, { where: 'year > 2019' })).toEqual({ used: 3, where: 2, missing: 1 });
    expect(dropped('y ~ x', columns, { weights: { kind: 'analytic', name: 'w' } })).toEqual({
      used: 4,
      missing: 1,
      'zero-weight': 1,
    });
  });
  test('a lag or lead outside the rows of the unit', () => {
    expect(dropped('y ~ l(x)', columns, { panel })).toEqual({ used: 3, 'lag-outside': 2, missing: 1 });
    expect(dropped('x ~ f(x)', columns, { panel })).toEqual({ used: 4, 'lag-outside': 2 });
    expect(dropped('x ~ l(y)', columns, { panel })).toEqual({ used: 4, 'lag-outside': 2 });
    expect(dropped('x ~ f(y)', columns, { panel })).toEqual({ used: 3, 'lag-outside': 2, missing: 1 });
  });
  test('singletons go recursively', () => {
    // b has one row in 1; without it period 9 has one row, and without that a third of c.
    const chain = {
      f: categoryColumn(['a', 'a', 'b', 'c', 'c']),
      g: categoryColumn(['1', '1', '9', '9', '8']),
      y: numberColumn([1, 2, 3, 4, 5]),
      x: numberColumn([1, 2, 3, 4, 5]),
    };
    expect(dropped('y ~ x | f + g', chain)).toEqual({ used: 2, singleton: 3 });
    expect(dropped('y ~ x | f + g', chain, { keepSingletons: true })).toEqual({ used: 5 });
  });
  test('a panel of every fifth year lags by five', () => {
    const five = {
      unit: categoryColumn(['a', 'a', 'a']),
      year: numberColumn([2010, 2015, 2020]),
      x: numberColumn([1, 2, 4]),
    };
    const design = buildDesign(tableOf(five), parseFormula('x ~ l(x)'), { panel });
    expect([...design.y]).toEqual([2, 4]);
  });
});

test('design: no singleton is left, and the rows that are used and those that are dropped make up the table', () => {
  const codes = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 })), {
    minLength: 1,
    maxLength: 30,
  });
  fc.assert(
    fc.property(codes, (rows) => {
      const columns = {
        f: categoryColumn(rows.map(([f]) => String(f))),
        g: categoryColumn(rows.map(([, g]) => String(g))),
        y: numberColumn(rows.map((_, i) => i)),
      };
      let design: ReturnType<typeof buildDesign>;
      try {
        design = buildDesign(tableOf(columns), parseFormula('y ~ 1 | f + g'));
      } catch (error) {
        expect((error as { code: string }).code).toBe('design-empty');
        return;
      }
      expect(design.rows.length + design.dropped.reduce((sum, { count }) => sum + count, 0)).toBe(rows.length);
      for (const effect of design.effects) {
        const counts = effect.levels.map((_, level) => effect.codes.filter((code) => code === level).length);
        expect(Math.min(...counts)).toBeGreaterThan(1);
      }
    }),
  );
});
