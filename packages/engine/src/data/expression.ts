/**
 * Expressions that define the variables of a study from indicators, such as
 *   log(chain(grp_volume_index, grp_nominal, 2018) / employed)
 * Arithmetic + − * / ^, parentheses, and the functions log, exp, sqrt, abs, lag(x, years), and
 * chain(index, level, year): the level of that year carried by a "previous year = 100" index.
 * A missing part makes the whole missing; what is not finite (the logarithm of zero) is missing, too, and counted.
 */
import { AimaqError } from '../errors.js';

export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'negate'; readonly of: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: '+' | '-' | '*' | '/' | '^';
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'call'; readonly name: FunctionName; readonly args: readonly Expression[] };

const ARITY = { log: 1, exp: 1, sqrt: 1, abs: 1, lag: 2, chain: 3 } as const;
type FunctionName = keyof typeof ARITY;

/** Value of an indicator in a year, null when missing. */
export type Lookup = (name: string, year: number) => number | null;

/** Errors: data-expression, with the 1-based position. */
export function parseExpression(text: string): Expression {
  const tokens = [...text.matchAll(/\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)|([A-Za-z_][A-Za-z0-9_.]*)|(.))/gy)]
    .map((m) => ({
      number: m[1],
      name: m[2],
      sign: m[3]?.trim() === '' ? undefined : m[3],
      at: m.index + m[0].length - (m[1] ?? m[2] ?? m[3] ?? '').length + 1,
    }))
    .filter((token) => token.number !== undefined || token.name !== undefined || token.sign !== undefined);
  let position = 0;
  const fail = (problem: string): never => {
    throw new AimaqError('data-expression', {
      expression: text,
      position: tokens[position]?.at ?? text.length + 1,
      problem,
    });
  };
  const take = (sign: string): boolean => {
    if (tokens[position]?.sign !== sign) return false;
    position++;
    return true;
  };
  const expect = (sign: string): void => {
    if (!take(sign)) fail(`expected "${sign}"`);
  };
  const sum = (): Expression => {
    let left = product();
    for (;;) {
      const operator = take('+') ? '+' : take('-') ? '-' : undefined;
      if (operator === undefined) return left;
      left = { kind: 'binary', operator, left, right: product() };
    }
  };
  const product = (): Expression => {
    let left = unary();
    for (;;) {
      const operator = take('*') ? '*' : take('/') ? '/' : undefined;
      if (operator === undefined) return left;
      left = { kind: 'binary', operator, left, right: unary() };
    }
  };
  const unary = (): Expression => (take('-') ? { kind: 'negate', of: unary() } : power());
  const power = (): Expression => {
    const base = atom();
    return take('^') ? { kind: 'binary', operator: '^', left: base, right: unary() } : base;
  };
  const atom = (): Expression => {
    const token = tokens[position];
    if (token === undefined) return fail('expected a name, a number or "("');
    if (token.number !== undefined) {
      position++;
      return { kind: 'number', value: Number(token.number) };
    }
    if (take('(')) {
      const inner = sum();
      expect(')');
      return inner;
    }
    if (token.name === undefined) return fail('expected a name, a number or "("');
    position++;
    if (!take('(')) return { kind: 'name', name: token.name };
    const args = [sum()];
    while (take(',')) args.push(sum());
    expect(')');
    if (!(token.name in ARITY))
      return fail(`unknown function "${token.name}"; known are ${Object.keys(ARITY).join(', ')}`);
    const name = token.name as FunctionName;
    if (args.length !== ARITY[name]) return fail(`"${name}" takes ${ARITY[name]} arguments, not ${args.length}`);
    if (name === 'lag' && args[1].kind !== 'number') return fail('the second argument of "lag" is a number of years');
    if (name === 'chain' && args[2].kind !== 'number') return fail('the third argument of "chain" is a year');
    return { kind: 'call', name, args };
  };
  const parsed = sum();
  if (position < tokens.length)
    fail(`unexpected "${tokens[position].number ?? tokens[position].name ?? tokens[position].sign}"`);
  return parsed;
}

/** Names of the indicators on which the expression rests, in order of first use. */
export function namesOf(expression: Expression): string[] {
  const names = new Set<string>();
  const visit = (e: Expression): void => {
    if (e.kind === 'name') names.add(e.name);
    else if (e.kind === 'negate') visit(e.of);
    else if (e.kind === 'binary') {
      visit(e.left);
      visit(e.right);
    } else if (e.kind === 'call') e.args.forEach(visit);
  };
  visit(expression);
  return [...names];
}

/** Value in a year; null when a part is missing or the result is not finite. */
export function evaluate(expression: Expression, lookup: Lookup, year: number): number | null {
  const value = raw(expression, lookup, year);
  return value === null || !Number.isFinite(value) ? null : value;
}

function raw(e: Expression, lookup: Lookup, year: number): number | null {
  switch (e.kind) {
    case 'number':
      return e.value;
    case 'name':
      return lookup(e.name, year);
    case 'negate': {
      const value = raw(e.of, lookup, year);
      return value === null ? null : -value;
    }
    case 'binary': {
      const left = raw(e.left, lookup, year);
      const right = raw(e.right, lookup, year);
      return left === null || right === null ? null : OPERATIONS[e.operator](left, right);
    }
    case 'call':
      return call(e, lookup, year);
  }
}

export const OPERATIONS = {
  '+': (a: number, b: number) => a + b,
  '-': (a: number, b: number) => a - b,
  '*': (a: number, b: number) => a * b,
  '/': (a: number, b: number) => a / b,
  '^': (a: number, b: number) => a ** b,
} as const;

function call(e: Extract<Expression, { kind: 'call' }>, lookup: Lookup, year: number): number | null {
  const [first, second, third] = e.args;
  if (e.name === 'lag') return raw(first, lookup, year - (second.kind === 'number' ? second.value : 0));
  if (e.name === 'chain') return chain(first, second, third.kind === 'number' ? third.value : year, lookup, year);
  const value = raw(first, lookup, year);
  return value === null ? null : Math[e.name](value);
}

/** Level of the base year times the product of index/100 over the years between. */
function chain(index: Expression, level: Expression, base: number, lookup: Lookup, year: number): number | null {
  let value = raw(level, lookup, base);
  for (let y = base + 1; y <= year && value !== null; y++) {
    const step = raw(index, lookup, y);
    value = step === null ? null : (value * step) / 100;
  }
  for (let y = base; y > year && value !== null; y--) {
    const step = raw(index, lookup, y);
    value = step === null ? null : (value / step) * 100;
  }
  return value;
}
