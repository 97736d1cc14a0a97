/**
 * Which instruments a dynamic panel formula means. Three ways to write it:
 *   y ~ l(y, 1) + x                                    lags of y from the second on instrument y; x instruments itself
 *   y ~ x | l(y, 1) + w ~ l(y, 2:99) + l(w, 2:4) + z   w is endogenous, too; z is an instrument from outside
 *   y ~ lag(y, 1) + w + x | lag(y, 2:99) + lag(w, 2:4) plm's way: what the second part names is instrumented
 * A regressor whose variable has GMM instruments, and every lag of the response, does not instrument itself.
 */
import { AimaqError } from '../errors.js';
import type { Formula, Term } from '../formula/ast.js';
import { printTerm } from '../formula/index.js';

export interface LagSequence {
  readonly of: Term;
  readonly from: number;
  readonly to: number;
}

export interface DynamicFormula {
  readonly sequences: readonly LagSequence[];
  /** Terms that instrument themselves, or come from outside. */
  readonly standard: readonly Term[];
}

const LAGS = new Set(['l', 'lag']);

/** The formula whose rows and columns the design holds: all regressors, no instruments, no effects. */
export function regressorsOnly(formula: Formula): Formula {
  const { response, intercept } = formula;
  return {
    response,
    intercept,
    effects: [],
    regressors: [...formula.regressors, ...(formula.instruments?.endogenous ?? [])],
  };
}

/** Errors: panel-gmm-instruments-syntax. */
export function dynamicFormula(formula: Formula): DynamicFormula {
  const { regressors, instruments, parts, response } = formula;
  const fromParts = parts?.[0]?.map((term) => sequence(term, true));
  const excluded = (instruments?.excluded ?? []).filter((term) => term.kind !== 'constant');
  const sequences = fromParts ?? excluded.flatMap((term) => (isSequence(term) ? [sequence(term, false)] : []));
  if (sequences.length === 0) sequences.push({ of: response, from: 2, to: Number.POSITIVE_INFINITY });
  const outside = parts?.[1] ?? excluded.filter((term) => !isSequence(term));
  const instrumented = new Set([response, ...sequences.map((one) => one.of)].map(printTerm));
  const own = parts?.[1] !== undefined ? [] : regressors.filter((term) => !instrumented.has(printTerm(base(term))));
  return { sequences, standard: [...own, ...outside] };
}

function isSequence(term: Term): boolean {
  return term.kind === 'call' && LAGS.has(term.name) && term.args[1]?.kind === 'interaction';
}

function sequence(term: Term, single: boolean): LagSequence {
  const fail = (): never => {
    throw new AimaqError('panel-gmm-instruments-syntax', { term: printTerm(term) });
  };
  if (term.kind !== 'call' || !LAGS.has(term.name)) return fail();
  const [of, lags] = term.args;
  const [from, to] = lags?.kind === 'interaction' ? lags.terms : [lags, lags];
  if (of === undefined || from?.kind !== 'number' || to?.kind !== 'number') return fail();
  if ((!single && from === to) || from.value < 0 || to.value < from.value) return fail();
  return { of, from: from.value, to: to.value };
}

/** The variable inside lags, leads and differences. */
function base(term: Term): Term {
  return term.kind === 'call' && /^(l|lag|f|lead|d|diff)$/.test(term.name) && term.args[0] !== undefined
    ? base(term.args[0])
    : term;
}
