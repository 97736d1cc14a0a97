/**
 * Formulas written in TypeScript: the same syntax tree as the text, with column names checked by the compiler.
 *
 *   model<'inv' | 'value' | 'capital' | 'firm' | 'year'>('inv')
 *     .on('value', log('capital'), lag('value', 1, 2))
 *     .effects('firm', effect('year'))
 *     .formula                       // inv ~ value + log(capital) + l(value, 1:2) | firm + year
 */
import type { EffectTerm, Formula, Literal, Term } from './ast.js';

/** A term over the columns `C`; made by the functions below. */
export interface Expression<C extends string = string> {
  readonly term: Term;
  /** Only for the compiler: the columns that the term reads. */
  readonly columns?: C;
}
export type Regressor<C extends string> = C | Expression<C>;

const termOf = (regressor: Regressor<string>): Term =>
  typeof regressor === 'string' ? { kind: 'variable', name: regressor } : regressor.term;
const call = (
  name: string,
  args: readonly Term[],
  options: Readonly<Record<string, Literal | readonly Literal[]>> = {},
) => ({
  term: { kind: 'call', name, args, options } as const,
});
const number = (value: number): Term => ({ kind: 'number', value });
/** `from`, or `from:to` when both are given. */
const steps = (from: number, to: number | undefined): Term =>
  to === undefined ? number(from) : { kind: 'interaction', terms: [number(from), number(to)] };

export const log = <C extends string>(x: Regressor<C>): Expression<C> => call('log', [termOf(x)]);
export const exp = <C extends string>(x: Regressor<C>): Expression<C> => call('exp', [termOf(x)]);
export const sqrt = <C extends string>(x: Regressor<C>): Expression<C> => call('sqrt', [termOf(x)]);
/** I(x^2), I(x^3), … */
export const power = <C extends string>(x: Regressor<C>, exponent: number): Expression<C> =>
  call('I', [{ kind: 'arithmetic', operator: '^', left: termOf(x), right: number(exponent) }]);
export const ratio = <C extends string>(x: Regressor<C>, y: Regressor<C>): Expression<C> =>
  call('I', [{ kind: 'arithmetic', operator: '/', left: termOf(x), right: termOf(y) }]);
/** Value of an earlier period, `lag('x', 1, 2)` of two. */
export const lag = <C extends string>(x: Regressor<C>, from = 1, to?: number): Expression<C> =>
  call('l', [termOf(x), steps(from, to)]);
export const lead = <C extends string>(x: Regressor<C>, from = 1, to?: number): Expression<C> =>
  call('f', [termOf(x), steps(from, to)]);
export const difference = <C extends string>(x: Regressor<C>): Expression<C> => call('d', [termOf(x)]);
export const polynomial = <C extends string>(x: Regressor<C>, degree: number): Expression<C> =>
  call('poly', [termOf(x), number(degree)]);
export const factor = <C extends string>(x: C): Expression<C> => call('factor', [termOf(x)]);
/** i(f, x, ref = …): x in each level of f but the reference. */
export const byLevel = <C extends string>(
  levels: C,
  x?: Regressor<C>,
  ref?: Literal | readonly Literal[],
): Expression<C> =>
  call('i', x === undefined ? [termOf(levels)] : [termOf(levels), termOf(x)], ref === undefined ? {} : { ref });
/** a:b */
export const interaction = <C extends string>(...parts: readonly Regressor<C>[]): Expression<C> => ({
  term: { kind: 'interaction', terms: parts.map(termOf) },
});

export interface EffectExpression<C extends string = string> {
  readonly effect: EffectTerm;
  readonly columns?: C;
}

/** `a^b` with several names; slopes vary over its levels, beside its constant unless `constant` is false. */
export const effect = <C extends string>(
  factors: C | readonly C[],
  { slopes = [], constant = true }: { slopes?: readonly Regressor<C>[]; constant?: boolean } = {},
): EffectExpression<C> => ({
  effect: { factors: typeof factors === 'string' ? [factors] : factors, slopes: slopes.map(termOf), constant },
});

/** A formula under construction; every step gives a new one. */
export interface Model<C extends string> {
  readonly formula: Formula;
  /** Adds regressors. */
  on(...regressors: readonly Regressor<C>[]): Model<C>;
  withoutConstant(): Model<C>;
  /** Adds fixed effects. */
  effects(...effects: readonly (C | EffectExpression<C>)[]): Model<C>;
  instruments(endogenous: readonly Regressor<C>[], excluded: readonly Regressor<C>[]): Model<C>;
}

export function model<C extends string = string>(response: Regressor<C>): Model<C> {
  return modelOf({ response: termOf(response), regressors: [], intercept: true, effects: [] });
}

function modelOf<C extends string>(formula: Formula): Model<C> {
  return {
    formula,
    on: (...regressors) => modelOf({ ...formula, regressors: [...formula.regressors, ...regressors.map(termOf)] }),
    withoutConstant: () => modelOf({ ...formula, intercept: false }),
    effects: (...effects) =>
      modelOf({
        ...formula,
        effects: [
          ...formula.effects,
          ...effects.map((one) => (typeof one === 'string' ? effect(one).effect : one.effect)),
        ],
      }),
    instruments: (endogenous, excluded) =>
      modelOf({ ...formula, instruments: { endogenous: endogenous.map(termOf), excluded: excluded.map(termOf) } }),
  };
}
