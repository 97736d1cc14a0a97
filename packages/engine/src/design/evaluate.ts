/**
 * Values of a term on every row of the table: NaN where something is missing. Lags, leads and differences follow the
 * time index of the panel in its own steps (a panel of every fifth year lags by five), never the rows, and are formed before
 * any row is left out. Column names are those of R: `log(x)`, `a:b`, `regionb` for a category, `f::level:x` for i().
 */
import { OPERATIONS } from '../data/expression.js';
import type { PanelIndex } from '../data/panelIndex.js';
import { columnOf, type Table, textOf } from '../data/table.js';
import { AimaqError } from '../errors.js';
import type { Term } from '../formula/ast.js';
import { FUNCTIONS, printTerm } from '../formula/index.js';
import { polynomial } from './polynomial.js';

export interface NamedColumn {
  readonly name: string;
  readonly values: Float64Array;
  /** Of a power, what double precision could not hold. */
  readonly low?: Float64Array;
}

export interface Source {
  readonly table: Table;
  readonly index: PanelIndex | undefined;
  /** Rows of the sample; those after them are only predicted. */
  readonly used?: number;
  /** Filled for rows whose lag, lead or difference has no value: 1 as the unit has no row then, 2 as that row has none. */
  readonly shifts?: Uint8Array;
}

const MATH: Readonly<Record<string, (x: number) => number>> = {
  log: Math.log,
  exp: Math.exp,
  sqrt: Math.sqrt,
  abs: Math.abs,
  log1p: Math.log1p,
  expm1: Math.expm1,
  log10: Math.log10,
  log2: Math.log2,
  I: (x) => x,
};
const LAGS: Readonly<Record<string, number>> = { l: 1, lag: 1, f: -1, lead: -1 };
/** Beyond it the plain power is as good as any. */
const MAX_POWER = 20;

/** Whether a category inside a term loses its first level (treatment coding) or keeps all. */
export type Coding = (category: Term) => boolean;
const TREATMENT: Coding = () => true;

/** Columns of a term. Errors: formula-arguments, design-not-numeric, design-no-panel, data-unknown-column. */
export function columnsOf(term: Term, source: Source, contrasts: Coding = TREATMENT): NamedColumn[] {
  switch (term.kind) {
    case 'variable':
      return variable(term, source, contrasts);
    case 'constant':
    case 'number':
      return [{ name: String(term.value), values: new Float64Array(source.table.rows).fill(term.value) }];
    case 'arithmetic':
      return [{ name: printTerm(term), values: numeric(term, source) }];
    case 'interaction':
      return term.terms
        .map((part) => columnsOf(part, source, contrasts))
        .reduce((left, right) => right.flatMap((b) => left.map((a) => product(a, b))));
    case 'call':
      return call(term, source, contrasts);
  }
}

function variable(term: Extract<Term, { kind: 'variable' }>, source: Source, contrasts: Coding): NamedColumn[] {
  const { name } = term;
  const column = columnOf(source.table, name);
  if (column.kind === 'number') return [{ name, values: column.values }];
  return dummies(name, name, source, contrasts(term));
}

/** Whether a term is a category: it gives one column a level. */
export function isCategory(term: Term, { table }: Source): boolean {
  if (term.kind === 'variable') return columnOf(table, term.name).kind === 'category';
  return term.kind === 'call' && (term.name === 'factor' || term.name === 'as.factor');
}

/** One 0/1 column per level, levels in sorted order as R's factor(). */
function dummies(prefix: string, name: string, source: Source, contrasts: boolean): NamedColumn[] {
  const column = columnOf(source.table, name);
  const labels = Array.from({ length: source.table.rows }, (_, row) => textOf(column, row));
  const levels = [...new Set(labels.filter((label): label is string => label !== null))].sort(inOrder);
  return levels.slice(contrasts ? 1 : 0).map((level) => ({
    name: `${prefix}${level}`,
    values: Float64Array.from(labels, (label) => (label === null ? Number.NaN : label === level ? 1 : 0)),
  }));
}

/** Numbers by value, texts by code unit: the same on every machine. */
function inOrder(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  if (!Number.isNaN(x) && !Number.isNaN(y)) return x - y;
  return a < b ? -1 : a > b ? 1 : 0;
}

function product(a: NamedColumn, b: NamedColumn): NamedColumn {
  return { name: `${a.name}:${b.name}`, values: a.values.map((value, row) => value * b.values[row]) };
}

/** Values of a term that is one number a row. */
function numeric(term: Term, source: Source): Float64Array {
  const { rows } = source.table;
  if (term.kind === 'number' || term.kind === 'constant') return new Float64Array(rows).fill(term.value);
  if (term.kind === 'variable') {
    const column = columnOf(source.table, term.name);
    if (column.kind !== 'number') throw new AimaqError('design-not-numeric', { term: term.name });
    return column.values;
  }
  if (term.kind === 'arithmetic') {
    const left = numeric(term.left, source);
    const right = numeric(term.right, source);
    const apply = OPERATIONS[term.operator];
    return left.map((value, row) => apply(value, right[row]));
  }
  const columns = columnsOf(term, source);
  if (columns.length !== 1) throw new AimaqError('design-not-numeric', { term: printTerm(term) });
  return columns[0].values;
}

function call(term: Extract<Term, { kind: 'call' }>, source: Source, contrasts: Coding): NamedColumn[] {
  const bad = (problem: string): never => {
    throw new AimaqError('formula-arguments', { call: printTerm(term), problem });
  };
  const math = MATH[term.name];
  if (math !== undefined) {
    const exact = term.name === 'I' ? power(term.args[0], source) : undefined;
    if (exact !== undefined) return [{ name: printTerm(term), ...exact }];
    const values = numeric(term.args[0], source);
    return [{ name: printTerm(term), values: values.map(math) }];
  }
  if (term.name in LAGS) {
    const steps = term.args.length > 1 ? integers(term.args[1]) : [1];
    if (steps === null) return bad('the second argument is a whole number or a range such as 1:2');
    const inner = numeric(term.args[0], source);
    return steps.map((step) => ({
      name: `${term.name}(${printTerm(term.args[0])}, ${step})`,
      values: shifted(inner, step * LAGS[term.name], source, term),
    }));
  }
  if (term.name === 'd' || term.name === 'diff') {
    const steps = term.args.length > 1 ? integers(term.args[1]) : [1];
    if (steps === null) return bad('the second argument is a whole number');
    const inner = numeric(term.args[0], source);
    return steps.map((step) => {
      const before = shifted(inner, step, source, term);
      return {
        name: `${term.name}(${printTerm(term.args[0])}, ${step})`,
        values: inner.map((value, row) => value - before[row]),
      };
    });
  }
  if (term.name === 'factor' || term.name === 'as.factor') {
    const [of] = term.args;
    if (of?.kind !== 'variable') return bad('the name of a column is wanted');
    return dummies(printTerm(term), of.name, source, contrasts(term));
  }
  if (term.name === 'i') return interacted(term, source, contrasts, bad);
  if (term.name === 'poly') {
    const degree = integers(term.args[1] ?? { kind: 'number', value: 1 })?.[0];
    if (degree === undefined || degree < 1) return bad('the degree is a whole number from 1 on');
    const raw = term.options.raw === true;
    return polynomial(numeric(term.args[0], source), degree, raw, source.used).map((column, d) => ({
      name: `poly(${printTerm(term.args[0])}, ${degree}${raw ? ', raw = TRUE' : ''})${d + 1}`,
      ...column,
    }));
  }
  return bad(`there is no function ${term.name}; known are ${Object.keys(FUNCTIONS).join(', ')}`);
}

/** A whole power from 2 on, with what double precision could not hold of it. */
function power(term: Term, source: Source): { values: Float64Array; low: Float64Array } | undefined {
  if (term.kind !== 'arithmetic' || term.operator !== '^' || term.right.kind !== 'number') return undefined;
  const degree = term.right.value;
  if (!Number.isInteger(degree) || degree < 2 || degree > MAX_POWER) return undefined;
  const { values, low } = polynomial(numeric(term.left, source), degree, true)[degree - 1];
  return low === undefined ? undefined : { values, low };
}

/**
 * i(f, x, ref = v): x in each level of f but the reference; i(f, g): each combination; i(f, ref = v): the dummies of f,
 * where without a reference the first level is it, as in treatment coding.
 */
function interacted(
  term: Extract<Term, { kind: 'call' }>,
  source: Source,
  contrasts: Coding,
  bad: (problem: string) => never,
): NamedColumn[] {
  const [factor, by] = term.args;
  if (factor?.kind !== 'variable') return bad('the first argument is the name of a column');
  const reference = term.options.ref;
  const left = (Array.isArray(reference) ? reference : reference === undefined ? [] : [reference]).map(String);
  const all = dummies('', factor.name, source, false);
  for (const level of left) {
    if (!all.some((column) => column.name === level)) bad(`"${level}" is not a level of ${factor.name}`);
  }
  if (by === undefined && reference === undefined && contrasts(term)) left.push(all[0]?.name ?? '');
  const kept = all
    .filter((column) => !left.includes(column.name))
    .map((column) => ({ name: `${factor.name}::${column.name}`, values: column.values }));
  if (by === undefined) return kept;
  const second =
    by.kind === 'variable' && isCategory(by, source)
      ? dummies(`${by.name}::`, by.name, source, false)
      : [{ name: printTerm(by), values: numeric(by, source) }];
  return kept.flatMap((column) => second.map((other) => product(column, other)));
}

function integers(term: Term): number[] | null {
  if (term.kind === 'number' && Number.isInteger(term.value)) return [term.value];
  if (term.kind !== 'interaction' || term.terms.length !== 2) return null;
  const [from, to] = term.terms;
  if (from.kind !== 'number' || to.kind !== 'number' || to.value < from.value) return null;
  return Array.from({ length: to.value - from.value + 1 }, (_, i) => from.value + i);
}

/** Value `lag` steps of the panel earlier, by its time values; NaN where that period has no row. */
function shifted(values: Float64Array, lag: number, source: Source, term: Term): Float64Array {
  const { index, used = values.length } = source;
  if (index === undefined) throw new AimaqError('design-no-panel', { term: printTerm(term) });
  const { times, step, order, start } = index;
  const back = times.map((time) => positionOf(times, time - lag * step, step));
  const result = new Float64Array(values.length).fill(Number.NaN);
  const rowAt = new Int32Array(times.length).fill(-1);
  for (let unit = 0; unit + 1 < start.length; unit++) {
    const rows = order.subarray(start[unit], start[unit + 1]);
    // The rows stand in their order in the table: of two in a period the one of the sample, not the one to predict.
    for (const row of rows) if (rowAt[index.time[row]] < 0) rowAt[index.time[row]] = row;
    for (const row of rows) {
      const from = back[index.time[row]];
      const found = from < 0 ? -1 : rowAt[from];
      // What is only predicted says nothing about the sample, not even by a lead.
      const earlier = row < used && found >= used ? -1 : found;
      if (earlier >= 0) result[row] = values[earlier];
      if (source.shifts !== undefined && Number.isNaN(result[row])) source.shifts[row] = earlier < 0 ? 1 : 2;
    }
    for (const row of rows) rowAt[index.time[row]] = -1;
  }
  return result;
}

/** Position of a time among increasing ones, −1 without; times that are multiples of a fraction meet within a thousandth. */
function positionOf(times: readonly number[], time: number, step: number): number {
  let low = 0;
  let high = times.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const difference = times[middle] - time;
    if (Math.abs(difference) <= step / 1000) return middle;
    if (difference < 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
