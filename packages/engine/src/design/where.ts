/**
 * Row filter: `year >= 2018 & region != "atyrau" & !(code in ("a", "b"))`. A comparison with a missing value does not
 * hold. Errors: design-where, with the position.
 */

import { type Column, columnOf, type Table, textOf } from '../data/table.js';
import { AimaqError } from '../errors.js';

type Predicate = (row: number) => boolean;
const TOKEN =
  /\s+|(&&?|\|\|?|!=|==|<=|>=|[<>=!(),])|"([^"]*)"|'([^']*)'|([+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|%?([\p{L}_.][\p{L}\p{N}_.]*)%?/uy;

export function where(text: string, table: Table): Predicate {
  const tokens: { sign?: string; text?: string; number?: string; name?: string; at: number }[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex + 1;
    const m = TOKEN.exec(text);
    if (m === null) throw new AimaqError('design-where', { where: text, position: at, expected: 'a comparison' });
    if (m[1] !== undefined) tokens.push({ sign: m[1], at });
    else if ((m[2] ?? m[3]) !== undefined) tokens.push({ text: m[2] ?? m[3], at });
    else if (m[4] !== undefined) tokens.push({ number: m[4], at });
    else if (m[5] !== undefined) tokens.push({ name: m[5], at });
  }
  let position = 0;
  const fail = (expected: string): never => {
    throw new AimaqError('design-where', { where: text, position: tokens[position]?.at ?? text.length + 1, expected });
  };
  const take = (...signs: string[]): string | undefined => {
    const sign = tokens[position]?.sign;
    if (sign === undefined || !signs.includes(sign)) return undefined;
    position++;
    return sign;
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
    if (take('(') !== undefined) {
      const inner = or();
      if (take(')') === undefined) fail('")"');
      return inner;
    }
    return comparison();
  };
  const comparison = (): Predicate => {
    const name = tokens[position]?.name ?? fail('the name of a column');
    position++;
    const column = columnOf(table, name);
    if (tokens[position]?.name === 'in') {
      position++;
      if (tokens[position]?.name === 'c') position++;
      if (take('(') === undefined) fail('"("');
      const values = [value()];
      while (take(',') !== undefined) values.push(value());
      if (take(')') === undefined) fail('")"');
      return (row) => values.some((v) => compare(column, row, v) === 0);
    }
    const operator = take('==', '=', '!=', '<', '<=', '>', '>=') ?? fail('a comparison such as == or in');
    const against = value();
    return (row) => {
      const order = compare(column, row, against);
      return order !== null && HOLDS[operator](order);
    };
  };
  const value = (): string => {
    const token = tokens[position];
    const found = token?.text ?? token?.number ?? token?.name ?? fail('a value');
    position++;
    return found;
  };
  const predicate = or();
  if (position < tokens.length) fail('"&", "|" or the end');
  return predicate;
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

/** Sign of (cell − value); null when the cell is missing. Numbers are compared as numbers. */
function compare(column: Column, row: number, value: string): number | null {
  const text = textOf(column, row);
  if (text === null) return null;
  const [a, b] = [Number(text), Number(value)];
  if (!Number.isNaN(a) && !Number.isNaN(b)) return a - b;
  return text < value ? -1 : text > value ? 1 : 0;
}
