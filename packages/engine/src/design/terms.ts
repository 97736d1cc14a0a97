/** What R decides about the terms of a formula before it makes columns: what `.` stands for, how categories are coded. */
import type { Table } from '../data/table.js';
import type { Formula, Term } from '../formula/ast.js';
import { printTerm, variablesOf } from '../formula/index.js';
import { type Coding, isCategory, type Source } from './evaluate.js';

/** `.` stands for all columns but those of the response, the effects, the instruments and `others` (panel, weights). */
export function expandDot(formula: Formula, table: Table, others: readonly string[]): Formula['regressors'] {
  if (!formula.regressors.some((term) => term.kind === 'variable' && term.name === '.')) return formula.regressors;
  const { response, except = [], instruments } = formula;
  const used = new Set<string>([
    ...others,
    ...formula.effects.flatMap((effect) => effect.factors),
    ...variablesOf(response),
    ...[...(instruments?.endogenous ?? []), ...(instruments?.excluded ?? [])].flatMap(variablesOf),
    // What is named beside the dot is not meant twice.
    ...[...except, ...formula.regressors].flatMap((term) =>
      term.kind === 'variable' && term.name !== '.' ? [term.name] : [],
    ),
  ]);
  return formula.regressors.flatMap((term) =>
    term.kind === 'variable' && term.name === '.'
      ? [...table.columns.keys()].filter((name) => !used.has(name)).map((name) => ({ kind: 'variable' as const, name }))
      : [term],
  );
}

/** Columns that the row itself must have: those of all terms, not of the effects. */
export function variablesRead({ response, instruments }: Formula, terms: readonly Term[]): string[] {
  const all = [response, ...terms, ...(instruments?.endogenous ?? []), ...(instruments?.excluded ?? [])];
  return [...new Set(all.flatMap(variablesOf))];
}

/**
 * R's rule of coding: a category keeps all its levels where the term without it is not in the model, else it loses its
 * first; without a constant the first category keeps all of them.
 */
export function coding(term: Term, terms: readonly Term[], constant: boolean, source: Source): Coding {
  const parts = (one: Term) => (one.kind === 'interaction' ? one.terms : [one]);
  const key = (list: readonly Term[]) => list.map(printTerm).sort().join(':');
  const known = new Set(terms.map((one) => key(parts(one))));
  const categorical = (part: Term) =>
    isCategory(part, source) || (part.kind === 'call' && part.name === 'i' && part.args.length === 1);
  const first = constant ? undefined : terms.flatMap(parts).find(categorical);
  const own = parts(term);
  return (category) => {
    if (
      first !== undefined &&
      printTerm(category) === printTerm(first) &&
      terms.find((t) => parts(t).includes(first)) === term
    )
      return false;
    const rest = own.filter((part) => part !== category);
    return rest.length === 0 || known.has(key(rest));
  };
}
