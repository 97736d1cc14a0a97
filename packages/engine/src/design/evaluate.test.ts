import { describe, expect, test } from 'vitest';
import { refusalOf } from '../../test/refusalOf.js';
import { categoryColumn, numberColumn, tableOf } from '../data/table.js';
import { AimaqError } from '../errors.js';
import { parseFormula } from '../formula/index.js';
import { buildDesign, type DesignOptions } from './buildDesign.js';

const table = tableOf({
  y: numberColumn([1, 2, 4, 8, 16, 32]),
  x: numberColumn([2, 4, 5, 10, 20, 25]),
  w: numberColumn([1, 1, 1, 1, -1, 1]),
  f: categoryColumn(['a', 'b', 'c', 'a', 'b', 'c']),
  g: categoryColumn(['p', 'p', 'q', 'q', 'p', 'q']),
  h: categoryColumn(['p', 'p', null, 'q', 'p', 'q']),
});
const design = (formula: string, options: DesignOptions = {}) => buildDesign(table, parseFormula(formula), options);
const columns = (formula: string) => {
  const { X, names } = design(formula);
  return Object.fromEntries(names.map((name, j) => [name, [...X.data.slice(j * X.rows, (j + 1) * X.rows)]]));
};

describe('columns of a term', () => {
  test.each<[string, (y: number, x: number) => number]>([
    ['log1p(y)', (y) => Math.log1p(y)],
    ['log10(y)', (y) => Math.log10(y)],
    ['log2(y)', (y) => Math.log2(y)],
    ['expm1(y)', (y) => Math.expm1(y)],
    ['sqrt(y)', (y) => Math.sqrt(y)],
    ['abs(y - x)', (y, x) => Math.abs(y - x)],
    ['I(y + x)', (y, x) => y + x],
    ['I(y - 2 * x)', (y, x) => y - 2 * x],
    ['I(y/x)', (y, x) => y / x],
    ['I(x^-0.5)', (_, x) => x ** -0.5],
    ['I(-log(x))', (_, x) => -Math.log(x)],
  ])('%s', (term, value) => {
    const y = [1, 2, 4, 8, 16, 32];
    const x = [2, 4, 5, 10, 20, 25];
    expect(columns(`y ~ ${term} - 1`)).toEqual({ [term]: y.map((one, row) => value(one, x[row])) });
  });

  test('a response may be arithmetic', () => {
    expect([...design('y / x ~ f').y]).toEqual([0.5, 0.5, 0.8, 0.8, 0.8, 32 / 25]);
    expect(design('y / x ~ f').yName).toBe('y/x');
  });

  test('i() of two categories makes a column of each pair of levels, without those of the reference', () => {
    expect(columns('y ~ i(f, g, ref = c("a", "c")) - 1')).toEqual({
      'f::b:g::p': [0, 1, 0, 0, 1, 0],
      'f::b:g::q': [0, 0, 0, 0, 0, 0],
    });
  });

  test('numbers order levels by value, texts by their signs', () => {
    const years = tableOf({ y: numberColumn([1, 2, 3]), year: numberColumn([10, 9, 100]) });
    expect(buildDesign(years, parseFormula('y ~ factor(year) - 1')).names).toEqual([
      'factor(year)9',
      'factor(year)10',
      'factor(year)100',
    ]);
  });
});

describe('what cannot be a design', () => {
  const refused = (formula: string, options?: DesignOptions) => refusalOf(() => design(formula, options));
  test.each<[string, string, string]>([
    ['y ~ l(x, 1.5)', 'l(x, 1.5)', 'the second argument is a whole number or a range such as 1:2'],
    ['y ~ l(x, 2:1)', 'l(x, 2:1)', 'the second argument is a whole number or a range such as 1:2'],
    ['y ~ d(x, z)', 'd(x, z)', 'the second argument is a whole number'],
    ['y ~ factor(x + 1)', 'factor(x + 1)', 'the name of a column is wanted'],
    ['y ~ poly(x, 0)', 'poly(x, 0)', 'the degree is a whole number from 1 on'],
    ['y ~ poly(x, 1.5)', 'poly(x, 1.5)', 'the degree is a whole number from 1 on'],
    ['y ~ i(log(x))', 'i(log(x))', 'the first argument is the name of a column'],
    ['y ~ i(f, x, ref = "z")', 'i(f, x, ref = "z")', '"z" is not a level of f'],
  ])('%s', (formula, call, problem) => {
    expect(refused(formula)).toEqual(['formula-arguments', { call, problem }]);
  });

  test.each<[string, string]>([
    ['y ~ log(f)', 'f'],
    ['y ~ I(x * l(y, 1:2))', 'l(y, 1:2)'],
    ['f ~ x', 'f'],
    ['g ~ x', 'g'],
    ['poly(y, 2) ~ x', 'poly(y, 2)'],
  ])('%s: a category or several columns are not one number a row', (formula, term) => {
    const panel = { unit: 'f', time: 'x' };
    expect(refused(formula, { panel })).toEqual(['design-not-numeric', { term }]);
  });

  test('a lag without a panel, weights of text and below zero, a group that is missing, parts after a bar', () => {
    expect(refused('y ~ l(x)')).toEqual(['design-no-panel', { term: 'l(x)' }]);
    const weighted = (name: string) => refused('y ~ x', { weights: { kind: 'analytic', name } });
    expect(weighted('f')).toEqual(['design-not-numeric', { term: 'f' }]);
    expect(weighted('w')).toEqual(['design-negative-weight', { column: 'w', row: 5 }]);
    expect(refused('y ~ x | lag(x) | l(y)')).toEqual(['design-parts', {}]);
    expect(() => design('y ~ x').groups('h')).toThrow(
      new AimaqError('inference-missing-cluster', { column: 'h', row: 3 }),
    );
    // Of the rows that are used, named as in the table.
    expect(() => design('y ~ x', { where: 'y > 1' }).groups('h')).toThrow(
      new AimaqError('inference-missing-cluster', { column: 'h', row: 3 }),
    );
  });

  test('the first row is weighed like the others', () => {
    const first = (w: number) =>
      buildDesign(tableOf({ y: numberColumn([1, 2, 4]), w: numberColumn([w, 1, 1]) }), parseFormula('y ~ 1'), {
        weights: { kind: 'analytic', name: 'w' },
      }).dropped;
    expect(() => first(-1)).toThrow(new AimaqError('design-negative-weight', { column: 'w', row: 1 }));
    expect(first(0)).toEqual([{ reason: 'zero-weight', count: 1 }]);
    expect(first(Number.NaN)).toEqual([{ reason: 'missing', count: 1 }]);
  });

  test('a row whose effect or slope is missing is left out', () => {
    expect(design('y ~ x | h').dropped).toEqual([{ reason: 'missing', count: 1 }]);
    expect(design('y ~ x | g[log(w)]').dropped).toEqual([{ reason: 'missing', count: 1 }]);
  });
});
