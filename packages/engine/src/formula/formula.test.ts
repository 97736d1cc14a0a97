import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Term } from './ast.js';
import { parseFormula, parseFormulas, printFormula } from './index.js';

const texts = (formula: string) => parseFormulas(formula).map(printFormula);

describe('formula: reads fixest dialect', () => {
  test('three parts, functions, options', () => {
    const f = parseFormula('y ~ x1 + log(x2) + i(region, x3, ref = "akmola") | region + year | w ~ z1 + z2');
    expect(f.effects.map((e) => e.factors[0])).toEqual(['region', 'year']);
    expect(f.instruments?.excluded).toHaveLength(2);
    expect(printFormula(f)).toBe('y ~ x1 + log(x2) + i(region, x3, ref = "akmola") | region + year | w ~ z1 + z2');
  });
  test('crossing, interactions and removal', () => {
    expect(texts('y ~ a*b - a')).toEqual(['y ~ b + a:b']);
    expect(texts('y ~ a:b:c + a - 1')).toEqual(['y ~ a:b:c + a + 0']);
    expect(texts('y ~ 0 + a')).toEqual(['y ~ a + 0']);
    expect(texts('y ~ 1')).toEqual(['y ~ 1']);
  });
  test('several models in one text', () => {
    expect(texts('c(y1, log(y2)) ~ x + csw0(a, b)')).toEqual([
      'y1 ~ x',
      'y1 ~ x + a',
      'y1 ~ x + a + b',
      'log(y2) ~ x',
      'log(y2) ~ x + a',
      'log(y2) ~ x + a + b',
    ]);
    expect(texts('y ~ sw(a, b + c) | f')).toEqual(['y ~ a | f', 'y ~ b + c | f']);
  });
  test('combined effects and varying slopes', () => {
    expect(texts('y ~ x | a^b + c[z] + d[[z, log(w)]]')).toEqual(['y ~ x | a^b + c[z] + d[[z, log(w)]]']);
  });
  test('instruments without fixed effects, both ways', () => {
    expect(texts('y ~ x | w ~ z')).toEqual(['y ~ x | 0 | w ~ z']);
    expect(texts('y ~ x | 0 | w ~ z')).toEqual(['y ~ x | 0 | w ~ z']);
  });
  test('names of other scripts and in backticks', () => {
    expect(texts('`y z` ~ доход + қала')).toEqual(['`y z` ~ доход + қала']);
  });
  test.each([
    ['y ~ ', 5, 'the end'],
    ['y x', 3, '"x"'],
    ['y ~ x |', 8, 'the end'],
    ['y ~ log(x', 10, 'the end'],
    ['y ~ x^2', 6, '"^"'],
    ['y ~ x | a | b', 13, '"b"'],
  ])('an error in "%s" names position %i', (formula, position, found) => {
    try {
      parseFormulas(formula);
      expect.unreachable();
    } catch (error) {
      expect((error as { params: Record<string, unknown> }).params).toMatchObject({ position, found });
    }
  });
});

const name = fc.constantFrom('a', 'b', 'x1', 'log_y', 'доход');
const inner: fc.Arbitrary<Term> = fc.letrec<{ term: Term }>((tie) => ({
  term: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    name.map((n): Term => ({ kind: 'variable', name: n })),
    fc.integer({ min: 2, max: 9 }).map((value): Term => ({ kind: 'number', value })),
    fc
      .tuple(fc.constantFrom('+', '-', '*', '/', '^') as fc.Arbitrary<'+'>, tie('term'), tie('term'))
      .map(([operator, left, right]): Term => ({ kind: 'arithmetic', operator, left, right })),
    tie('term').map((arg): Term => ({ kind: 'call', name: 'exp', args: [arg], options: {} })),
  ),
})).term;

test('formula: printing and parsing again gives the same tree', () => {
  fc.assert(
    fc.property(fc.array(inner, { minLength: 1, maxLength: 3 }), name, (args, effect) => {
      const formula = parseFormula(
        `y ~ ${args.map((arg) => printFormula({ response: { kind: 'call', name: 'I', args: [arg], options: {} }, regressors: [], intercept: true, effects: [] }).split(' ~ ')[0]).join(' + ')} | ${effect}`,
      );
      expect(parseFormula(printFormula(formula))).toEqual(formula);
      const first = formula.regressors[0];
      expect(first.kind === 'call' && first.args[0]).toEqual(args[0]);
    }),
  );
});
