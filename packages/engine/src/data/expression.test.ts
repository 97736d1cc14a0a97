import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AimaqError } from '../errors.js';
import { evaluate, type Lookup, namesOf, OPERATIONS, parseExpression } from './expression.js';

/** Two indicators; `index` is "previous year = 100", `gap` has no figure in 2020. */
const FIGURES: Record<string, Record<number, number>> = {
  level: { 2018: 200, 2019: 231, 2020: 242, 2021: 300 },
  index: { 2018: 90, 2019: 110, 2020: 120, 2021: 125 },
  gap: { 2018: 1, 2019: 2, 2021: 4 },
};
const lookup: Lookup = (name, year) => FIGURES[name]?.[year] ?? null;
const figure = (text: string, year = 2019) => evaluate(parseExpression(text), lookup, year);

describe('expression', () => {
  test.each([
    ['2 + 3 * 4', 14],
    ['(2 + 3) * 4', 20],
    ['8 - 3 - 2', 3],
    ['8 / 4 / 2', 1],
    ['2 ^ 3 ^ 2', 512],
    ['-2 ^ 2', -4],
    ['2 ^ -1', 0.5],
    ['--3', 3],
    ['.5 + 1e2 - 2.5E-1', 100.25],
    ['level / index', 2.1],
    ['log(exp(2)) + sqrt(9) + abs(-1)', 6],
    ['lag(level, 1)', 200],
    ['level - lag(level, 1)', 31],
  ])('%s is %s', (text, value) => {
    expect(figure(text)).toBeCloseTo(value, 12);
  });

  test('means what its parentheses say, for any tree of operations', () => {
    const leaf = fc.integer({ min: 1, max: 9 }).map((value) => ({ text: String(value), value }));
    const { tree } = fc.letrec<{ tree: { text: string; value: number } }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc
          .tuple(tie('tree'), fc.constantFrom('+' as const, '-' as const, '*' as const, '/' as const), tie('tree'))
          .map(([a, sign, b]) => ({
            text: `(${a.text}) ${sign} (${b.text})`,
            value: OPERATIONS[sign](a.value, b.value),
          })),
      ),
    }));
    fc.assert(
      fc.property(tree, ({ text, value }) => {
        expect(figure(text)).toBe(Number.isFinite(value) ? value : null);
      }),
    );
  });

  test('a chained level is the base year carried forth and back by the index', () => {
    const chained = (year: number) => figure('chain(index, level, 2019)', year);
    expect(chained(2019)).toBe(231);
    expect(chained(2021)).toBeCloseTo(231 * 1.2 * 1.25, 10);
    expect(chained(2018)).toBeCloseTo(231 / 1.1, 10);
    expect(chained(2017)).toBeCloseTo(231 / 1.1 / 0.9, 10);
  });

  test('is missing where a part is missing or the value is not finite', () => {
    expect(figure('gap + 1', 2020)).toBeNull();
    expect(figure('1 - gap', 2020)).toBeNull();
    expect(figure('-gap', 2020)).toBeNull();
    expect(figure('log(gap)', 2020)).toBeNull();
    expect(figure('lag(gap, 1)', 2021)).toBeNull();
    expect(figure('chain(gap, level, 2019)', 2021)).toBeNull();
    expect(figure('chain(gap, level, 2021)', 2018)).toBeNull();
    expect(figure('chain(index, gap, 2020)', 2021)).toBeNull();
    expect(figure('log(0)')).toBeNull();
    expect(figure('1 / 0')).toBeNull();
    expect(figure('sqrt(0 - 1)')).toBeNull();
  });

  test('names its indicators in order of first use', () => {
    expect(namesOf(parseExpression('-level * log(index / lag(gap, 2)) + level'))).toEqual(['level', 'index', 'gap']);
  });

  test.each([
    ['', 1, 'expected a name, a number or "("'],
    ['1 +', 4, 'expected a name, a number or "("'],
    ['2 * )', 5, 'expected a name, a number or "("'],
    ['(level', 7, 'expected ")"'],
    ['log(level', 10, 'expected ")"'],
    ['level index', 7, 'unexpected "index"'],
    ['level 2', 7, 'unexpected "2"'],
    ['1 , 2', 3, 'unexpected ","'],
    ['ln(level)', 10, 'unknown function "ln"; known are log, exp, sqrt, abs, lag, chain'],
    ['log(level, 2)', 14, '"log" takes 1 arguments, not 2'],
    ['lag(level, index)', 18, 'the second argument of "lag" is a number of years'],
    ['chain(index, level, level)', 27, 'the third argument of "chain" is a year'],
  ])('%j is refused at position %i', (expression, position, problem) => {
    expect(() => parseExpression(expression)).toThrow(
      new AimaqError('data-expression', { expression, position, problem }),
    );
  });
});
