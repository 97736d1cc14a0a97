/**
 * Row filter: `year >= 2018 & region != "atyrau" & !(code in ("a", "b"))`, `log(x) > 1`, `year - 2000 > y / 2`. A name is a
 * column where the table has one, else a text; a comparison with a missing value does not hold.
 * Errors: design-where, with the position; data-unknown-column.
 */

import { OPERATIONS } from '../data/expression.js';
import { columnOf, type Table, textOf } from '../data/table.js';
import { AimaqError } from '../errors.js';

type Predicate = (row: number) => boolean;
/** What stands on a side of a comparison: text of a cell or as written, or the number that arithmetic makes. */
type Operand = (row: number) => string | number | null;

interface Token {
  readonly sign?: string;
  readonly text?: string;
  readonly number?: number;
  readonly name?: string;
  readonly at: number;
}

const TOKEN =
  /\s+|(&&?|\|\|?|!=|==|<=|>=|[<>=!(),+\-*/^])|"([^"]*)"|'([^']*)'|((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|%?([\p{L}_.][\p{L}\p{N}_.]*)%?/uy;
const MATH: Readonly<Record<string, (x: number) => number>> = {
  log: Math.log,
  log10: Math.log10,
  log2: Math.log2,
  log1p: Math.log1p,
  exp: Math.exp,
  sqrt: Math.sqrt,
  abs: Math.abs,
};
const APPLY: Readonly<Record<string, (a: number, b: number) => number>> = OPERATIONS;

export function where(text: string, table: Table): Predicate {
  const tokens = tokensOf(text);
  let position = 0;
  // On the right, and in a list, a name that is no column is a text: region == atyrau.
  let texts = false;
  const fail = (expected: string): never => {
    throw new AimaqError('design-where', { where: text, position: tokens[position]?.at ?? text.length + 1, expected });
  };
  const take = (...signs: string[]): string | undefined => {
    const sign = tokens[position]?.sign;
    if (sign === undefined || !signs.includes(sign)) return undefined;
    position++;
    return sign;
  };
  const expect = (sign: string) => {
    if (take(sign) === undefined) fail(`"${sign}"`);
  };
  const or = (): Predicate => {
    let left = and();
    while (take('|', '||') !== undefined) {
      const [a, b] = [left, and()];
      left = (row) => a(row) || b(row);
    }
    return left;
  };
  const and = (): Predicate => {
    let left = not();
    while (take('&', '&&') !== undefined) {
      const [a, b] = [left, not()];
      left = (row) => a(row) && b(row);
    }
    return left;
  };
  const not = (): Predicate => {
    if (take('!') !== undefined) {
      const inner = not();
      return (row) => !inner(row);
    }
    if (!opensConditions(tokens, position)) return comparison();
    position++;
    const inner = or();
    expect(')');
    return inner;
  };
  const comparison = (): Predicate => {
    texts = false;
    const left = sum();
    texts = true;
    if (tokens[position]?.name === 'in') {
      position++;
      if (tokens[position]?.name === 'c') position++;
      expect('(');
      const values = [sum()];
      while (take(',') !== undefined) values.push(sum());
      expect(')');
      return (row) => values.some((value) => compare(left(row), value(row)) === 0);
    }
    const operator = take('==', '=', '!=', '<', '<=', '>', '>=') ?? fail('a comparison such as == or in');
    const right = sum();
    return (row) => {
      const order = compare(left(row), right(row));
      return order !== null && HOLDS[operator](order);
    };
  };
  const binary = (left: Operand, operator: string, right: Operand): Operand => {
    const apply = APPLY[operator];
    return (row) => apply(numberOf(left(row)), numberOf(right(row)));
  };
  const sum = (): Operand => {
    let left = product();
    for (let operator = take('+', '-'); operator !== undefined; operator = take('+', '-'))
      left = binary(left, operator, product());
    return left;
  };
  const product = (): Operand => {
    let left = unary();
    for (let operator = take('*', '/'); operator !== undefined; operator = take('*', '/'))
      left = binary(left, operator, unary());
    return left;
  };
  const unary = (): Operand => {
    if (take('-') !== undefined) {
      const of = unary();
      return (row) => -numberOf(of(row));
    }
    if (take('+') !== undefined) return unary();
    const base = atom();
    return take('^') === undefined ? base : binary(base, '^', unary());
  };
  const atom = (): Operand => {
    if (take('(') !== undefined) {
      const inner = sum();
      expect(')');
      return inner;
    }
    const token = tokens[position] ?? fail('a column or a value');
    const value = token.text ?? token.number;
    if (value !== undefined) {
      position++;
      return () => value;
    }
    const name = token.name ?? fail('a column or a value');
    position++;
    if (tokens[position]?.sign === '(') {
      const apply = MATH[name] ?? fail(`a comparison, or one of ${Object.keys(MATH).join(', ')} before "("`);
      position++;
      const of = sum();
      expect(')');
      return (row) => apply(numberOf(of(row)));
    }
    if (texts && !table.columns.has(name) && !((tokens[position]?.sign ?? '') in APPLY)) return () => name;
    const column = columnOf(table, name);
    return (row) => textOf(column, row);
  };
  const predicate = or();
  if (position < tokens.length) fail('"&", "|" or the end');
  return predicate;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex + 1;
    const m = TOKEN.exec(text);
    if (m === null) throw new AimaqError('design-where', { where: text, position: at, expected: 'a comparison' });
    if (m[1] !== undefined) tokens.push({ sign: m[1], at });
    else if ((m[2] ?? m[3]) !== undefined) tokens.push({ text: m[2] ?? m[3], at });
    else if (m[4] !== undefined) tokens.push({ number: Number(m[4]), at });
    else if (m[5] !== undefined) tokens.push({ name: m[5], at });
  }
  return tokens;
}

const CONDITION_ENDS = new Set(['&', '&&', '|', '||', ')']);

/** Whether "(" here groups conditions: arithmetic in parentheses is followed by an operator. */
function opensConditions(tokens: readonly Token[], position: number): boolean {
  if (tokens[position]?.sign !== '(') return false;
  let depth = 0;
  for (let p = position; p < tokens.length; p++) {
    if (tokens[p].sign === '(') depth++;
    else if (tokens[p].sign === ')' && --depth === 0) {
      const after = tokens[p + 1];
      return after === undefined || CONDITION_ENDS.has(after.sign ?? '');
    }
  }
  return true;
}

const HOLDS: Readonly<Record<string, (order: number) => boolean>> = {
  '==': (o) => o === 0,
  '=': (o) => o === 0,
  '!=': (o) => o !== 0,
  '<': (o) => o < 0,
  '<=': (o) => o <= 0,
  '>': (o) => o > 0,
  '>=': (o) => o >= 0,
};

function numberOf(value: string | number | null): number {
  return value === null || value === '' ? Number.NaN : Number(value);
}

/** Sign of the difference; null where a side is missing. Numbers are compared as numbers, texts as texts. */
function compare(left: string | number | null, right: string | number | null): number | null {
  if (left === null || right === null || Number.isNaN(left) || Number.isNaN(right)) return null;
  const [a, b] = [Number(left), Number(right)];
  if (!Number.isNaN(a) && !Number.isNaN(b)) return a === b ? 0 : a - b;
  const [s, t] = [String(left), String(right)];
  return s < t ? -1 : s > t ? 1 : 0;
}
