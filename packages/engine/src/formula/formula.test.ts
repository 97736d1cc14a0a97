import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AimaqError } from '../errors.js';
import type { Term } from './ast.js';
import { build, parseFormula, parseFormulas, printFormula } from './index.js';

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
  test('groups, powers of groups and what a dot leaves out', () => {
    expect(texts('y ~ (a + b):c')).toEqual(['y ~ a:c + b:c']);
    expect(texts('y ~ (a + b) * c')).toEqual(['y ~ a + b + c + a:c + b:c']);
    expect(texts('y ~ (a + b + c)^2')).toEqual(['y ~ a + b + c + a:b + a:c + b:c']);
    expect(texts('y ~ a*b*c - a:b:c')).toEqual(['y ~ a + b + a:b + c + a:c + b:c']);
    expect(texts('y ~ b:a - a:b + a:a')).toEqual(['y ~ a']);
    expect(texts('y ~ . - a + log(b)')).toEqual(['y ~ . + log(b) - a']);
  });
  test('variables of an interaction stand in the order in which the text names them', () => {
    expect(texts('y ~ x + f:x')).toEqual(['y ~ x + x:f']);
  });
  test('numbers with a sign, quotients without spaces, as R prints them', () => {
    expect(texts('log(a/b) ~ exp(-x / 10) + I(-(a - 1)^2 * -b) + I(a - -b)')).toEqual([
      'log(a/b) ~ exp(-x/10) + I(-(a - 1)^2 * (-b)) + I(a - -b)',
    ]);
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
    expect(texts('y ~ sw0(a, log(b)) + z')).toEqual(['y ~ z', 'y ~ a + z', 'y ~ log(b) + z']);
    expect(texts('y ~ mvsw(a, b)')).toEqual(['y ~ 1', 'y ~ a', 'y ~ b', 'y ~ a + b']);
    expect(texts('y ~ x | csw0(f, g^h[z])')).toEqual(['y ~ x', 'y ~ x | f', 'y ~ x | f + g^h[z]']);
    expect(texts('y ~ x | f + sw(g, h)')).toEqual(['y ~ x | f + g', 'y ~ x | f + h']);
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
    ['y ~ 2 * x', 5, '"2"'],
    ['y ~ a / b', 7, '"/"'],
    ['y ~ (a + b', 11, 'the end'],
    ['y ~ i(a, keep = 1)', 10, '"keep"'],
    ['y ~ log(a, b)', 12, '"b"'],
    ['y ~ log()', 9, '")"'],
    ['y ~ x | f[z', 12, 'the end'],
    ['y ~ x | w ~', 12, 'the end'],
    ['y ~ (a + b)^x', 13, '"x"'],
    ['y ~ log(x = 1)', 9, '"x"'],
    ['y ~ l(x, 1, 2)', 13, '"2"'],
    ['y ~ x ) z', 7, '")"'],
  ])('an error in "%s" names position %i', (formula, position, found) => {
    try {
      parseFormulas(formula);
      expect.unreachable();
    } catch (error) {
      expect((error as { params: Record<string, unknown> }).params).toMatchObject({ position, found });
    }
  });
});

test('formula: an unknown function is named with its position', () => {
  expect(() => parseFormulas('y ~ x + lgo(z)')).toThrow('position 9: there is no function "lgo()"');
  expect(() => parseFormulas('y ~ log(csw(a, b))')).toThrow('position 9');
  expect(() => parseFormulas('log(c(a, b)) ~ x')).toThrow('position 5');
});

test('formula: a sign that means nothing is named with its position, several models are refused where one is wanted', () => {
  expect(() => parseFormulas('y ~ x; z')).toThrow(
    new AimaqError('formula-character', { formula: 'y ~ x; z', position: 6, character: ';' }),
  );
  expect(() => parseFormula('c(y, z) ~ sw(a, b)')).toThrow(
    new AimaqError('formula-several', { formula: 'c(y, z) ~ sw(a, b)', count: 4 }),
  );
});

test('formula: what stands for something else says what to write', () => {
  expect(() => parseFormulas('y ~ a / b')).toThrow('expected I(a / b) for a quotient');
});

test('formula: options are texts in either quotes, names, numbers with a sign, truth', () => {
  const option = (text: string) => {
    const [term] = parseFormula(`y ~ i(f, x, ref = ${text})`).regressors;
    return term.kind === 'call' ? term.options.ref : undefined;
  };
  expect(['"b c"', "'b c'", 'b', '-3', '2.5', 'TRUE', 'FALSE', 'c("a", -1)'].map(option)).toEqual([
    'b c',
    'b c',
    'b',
    -3,
    2.5,
    true,
    false,
    ['a', -1],
  ]);
  expect(texts('y ~ poly(x, 2, raw = FALSE)')).toEqual(['y ~ poly(x, 2, raw = FALSE)']);
  expect(() => option('-b')).toThrow('expected a value');
  expect(() => option('=')).toThrow('expected a value');
});

test('formula: effects grow by sums', () => {
  expect(texts('y ~ x | sw(f + g, h)')).toEqual(['y ~ x | f + g', 'y ~ x | h']);
  expect(texts('y ~ x | csw(f, g + h)')).toEqual(['y ~ x | f', 'y ~ x | f + g + h']);
});

test('formula: the builder gives the tree of the text', () => {
  type Column = 'y' | 'x' | 'w' | 'z' | 'region' | 'year';
  const {
    model,
    log,
    exp,
    sqrt,
    power,
    ratio,
    lag,
    lead,
    difference,
    polynomial,
    factor,
    byLevel,
    interaction,
    effect,
  } = build;
  const made = model<Column>(log('y'))
    .on('x', log(ratio('x', 'w')), exp('x'), sqrt('x'), power('x', 2), lag('x'), lag(log('x'), 1, 2), lead('x', 2))
    .on(difference('x'), polynomial('x', 3), factor('year'), byLevel('region', 'x', 'akmola'), byLevel('year'))
    .on(interaction('x', log('w')))
    .effects(
      'region',
      effect(['region', 'year'], { slopes: ['z'] }),
      effect('year', { slopes: ['z'], constant: false }),
    )
    .instruments(['w'], ['z', lag('z')]);
  const text =
    'log(y) ~ x + log(I(x / w)) + exp(x) + sqrt(x) + I(x^2) + l(x, 1) + l(log(x), 1:2) + f(x, 2) + d(x) + poly(x, 3) + ' +
    'factor(year) + i(region, x, ref = "akmola") + i(year) + x:log(w) | region + region^year[z] + year[[z]] | w ~ z + l(z, 1)';
  expect(made.formula).toEqual(parseFormula(text));
  expect(model<string>('y').on('x').withoutConstant().formula).toEqual(parseFormula('y ~ x - 1'));
  // @ts-expect-error a column that the table does not have
  model<Column>('y').on('population');
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
