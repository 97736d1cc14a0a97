/**
 * Formula text to syntax tree, in fixest's dialect:
 *   y ~ x1 + log(x2) + i(region, x3, ref = "a") | region + year | endogenous ~ z1 + z2
 * One text may stand for several models (`c(y1, y2)`, `sw`, `sw0`, `csw`, `csw0`, `mvsw`); they are expanded here.
 * Every error names the position and what was expected.
 */
import { AimaqError } from '../errors.js';
import type { EffectTerm, Formula, Literal, Term } from './ast.js';
import { type Token, tokenize } from './lexer.js';

const STEPWISE = new Set(['sw', 'sw0', 'csw', 'csw0', 'mvsw']);

interface SignedTerm {
  readonly term: Term;
  readonly minus: boolean;
}

/** All models of the text. Errors: formula-syntax, formula-character. */
export function parseFormulas(text: string): Formula[] {
  const tokens = tokenize(text);
  let position = 0;
  const peek = (): Token => tokens[position];
  const fail = (expected: string): never => {
    const found = peek().kind === 'end' ? 'the end' : `"${peek().text}"`;
    throw new AimaqError('formula-syntax', { formula: text, position: peek().at, expected, found });
  };
  const take = (sign: string): boolean => {
    if (peek().kind !== 'sign' || peek().text !== sign) return false;
    position++;
    return true;
  };
  const expect = (sign: string): void => {
    if (!take(sign)) fail(`"${sign}"`);
  };

  // --- terms: arithmetic only inside calls, where + and * mean what they say -------------------------------------
  const arithmetic = (): Term => {
    let left = arithmeticProduct();
    for (;;) {
      const operator = take('+') ? '+' : take('-') ? '-' : undefined;
      if (operator === undefined) return left;
      left = { kind: 'arithmetic', operator, left, right: arithmeticProduct() };
    }
  };
  const arithmeticProduct = (): Term => {
    let left = range();
    for (;;) {
      const operator = take('*') ? '*' : take('/') ? '/' : undefined;
      if (operator === undefined) return left;
      left = { kind: 'arithmetic', operator, left, right: range() };
    }
  };
  const range = (): Term => {
    const first = negation();
    return take(':') ? { kind: 'interaction', terms: [first, negation()] } : first;
  };
  const negation = (): Term => {
    if (!take('-')) return power();
    const inner = power();
    if (inner.kind === 'number') return { kind: 'number', value: -inner.value };
    return { kind: 'arithmetic', operator: '*', left: { kind: 'number', value: -1 }, right: inner };
  };
  const power = (): Term => {
    const base = atom(arithmetic);
    return take('^') ? { kind: 'arithmetic', operator: '^', left: base, right: negation() } : base;
  };
  const atom = (inside: () => Term): Term => {
    const token = peek();
    if (token.kind === 'number') {
      position++;
      return { kind: 'number', value: Number(token.text) };
    }
    if (take('(')) {
      const inner = inside();
      expect(')');
      return inner;
    }
    if (token.kind !== 'name') return fail('a variable, a function or a number');
    position++;
    return take('(') ? call(token.text) : { kind: 'variable', name: token.text };
  };
  const call = (name: string): Term => {
    const args: Term[] = [];
    const options: Record<string, Literal | readonly Literal[]> = {};
    while (!take(')')) {
      if (args.length + Object.keys(options).length > 0) expect(',');
      if (peek().kind === 'name' && tokens[position + 1]?.text === '=' && tokens[position + 1].kind === 'sign') {
        const option = peek().text;
        position += 2;
        options[option] = optionValue();
      } else if (STEPWISE.has(name)) {
        const sum = signedTerms();
        args.push({ kind: 'call', name: 'sum', args: sum.map((s) => s.term), options: {} });
      } else args.push(arithmetic());
      if (peek().kind === 'end') fail('")"');
    }
    return { kind: 'call', name, args, options };
  };
  const literal = (): Literal => {
    const token = peek();
    const minus = take('-');
    const value = peek();
    if (value.kind === 'number') {
      position++;
      return minus ? -Number(value.text) : Number(value.text);
    }
    if (minus || (token.kind !== 'string' && token.kind !== 'name')) return fail('a value');
    position++;
    if (token.kind === 'name' && (token.text === 'TRUE' || token.text === 'FALSE')) return token.text === 'TRUE';
    return token.text;
  };
  const optionValue = (): Literal | readonly Literal[] => {
    if (!(peek().kind === 'name' && peek().text === 'c' && tokens[position + 1]?.text === '(')) return literal();
    position += 2;
    const values = [literal()];
    while (take(',')) values.push(literal());
    expect(')');
    return values;
  };

  // --- right-hand side: + separates terms, * crosses, : multiplies -----------------------------------------------
  const signedTerms = (): SignedTerm[] => {
    const terms: SignedTerm[] = [];
    let minus = take('-');
    if (!minus) take('+');
    for (;;) {
      for (const term of crossed()) terms.push({ term, minus });
      if (take('+')) minus = false;
      else if (take('-')) minus = true;
      else return terms;
    }
  };
  const crossed = (): Term[] => {
    let terms = [interaction()];
    while (take('*')) {
      const right = interaction();
      terms = [...terms, right, ...terms.map((left) => joined(left, right))];
    }
    return terms;
  };
  const interaction = (): Term => {
    let term = rhsAtom();
    while (take(':')) term = joined(term, rhsAtom());
    return term;
  };
  const rhsAtom = (): Term => {
    const term = atom(() => {
      const inner = crossed();
      if (inner.length !== 1) fail('one term in parentheses; write the sum out');
      return inner[0];
    });
    if (peek().text === '^' && peek().kind === 'sign') fail('I(x^2) for a power');
    return term.kind === 'number' && (term.value === 0 || term.value === 1)
      ? { kind: 'constant', value: term.value }
      : term;
  };

  // --- fixed effects ---------------------------------------------------------------------------------------------
  const effect = (): EffectTerm => {
    const factors = [factorName()];
    while (take('^') || take(':')) factors.push(factorName());
    if (take('[[')) {
      const slopes = slopeList();
      expect(']]');
      return { factors, slopes, constant: false };
    }
    if (take('[')) {
      const slopes = slopeList();
      expect(']');
      return { factors, slopes, constant: true };
    }
    return { factors, slopes: [], constant: true };
  };
  const factorName = (): string => {
    const token = peek();
    if (token.kind !== 'name') return fail('the name of a fixed effect');
    position++;
    return token.text;
  };
  const slopeList = (): Term[] => {
    const slopes = [arithmetic()];
    while (take(',')) slopes.push(arithmetic());
    return slopes;
  };
  const effects = (): EffectTerm[] => {
    if (peek().kind === 'number' && peek().text === '0') {
      position++;
      return [];
    }
    const terms = [effect()];
    while (take('+')) terms.push(effect());
    return terms;
  };

  // --- the whole -------------------------------------------------------------------------------------------------
  const left = arithmetic();
  expect('~');
  const right = signedTerms();
  let fixed: EffectTerm[] = [];
  let instruments: Formula['instruments'];
  for (let part = 0; take('|'); part++) {
    const bar = position;
    const next = tokens.findIndex((t, i) => i >= bar && t.kind === 'sign' && (t.text === '|' || t.text === '~'));
    if (next >= 0 && tokens[next].text === '~') {
      const endogenous = signedTerms().map((s) => s.term);
      expect('~');
      instruments = { endogenous, excluded: signedTerms().map((s) => s.term) };
    } else if (part === 0) fixed = effects();
    else fail('instruments as "endogenous ~ instrument"');
  }
  if (peek().kind !== 'end') fail('"+", "|" or the end');

  const responses = left.kind === 'call' && left.name === 'c' ? left.args : [left];
  return responses.flatMap((response) => expand(right).map((terms) => model(response, terms, fixed, instruments)));
}

/** The one model of the text. Errors: formula-several when the text stands for more. */
export function parseFormula(text: string): Formula {
  const formulas = parseFormulas(text);
  if (formulas.length !== 1) throw new AimaqError('formula-several', { formula: text, count: formulas.length });
  return formulas[0];
}

function joined(left: Term, right: Term): Term {
  const parts = (term: Term) => (term.kind === 'interaction' ? term.terms : [term]);
  return { kind: 'interaction', terms: [...parts(left), ...parts(right)] };
}

/** Right-hand sides after stepwise calls are written out; several such calls are crossed. */
function expand(terms: readonly SignedTerm[]): SignedTerm[][] {
  let sides: SignedTerm[][] = [[]];
  for (const signed of terms) {
    const { term } = signed;
    const choices: SignedTerm[][] =
      term.kind === 'call' && STEPWISE.has(term.name)
        ? stepwise(
            term.name,
            term.args
              .map((arg) => (arg.kind === 'call' ? arg.args : [arg]))
              .map((list) => list.map((t) => ({ term: t, minus: false }))),
          )
        : [[signed]];
    sides = sides.flatMap((side) => choices.map((choice) => [...side, ...choice]));
  }
  return sides;
}

function stepwise(name: string, steps: SignedTerm[][]): SignedTerm[][] {
  if (name === 'sw') return steps;
  if (name === 'sw0') return [[], ...steps];
  if (name === 'mvsw') {
    return Array.from({ length: 2 ** steps.length }, (_, mask) => steps.filter((_, i) => (mask >> i) & 1).flat());
  }
  const growing = steps.map((_, i) => steps.slice(0, i + 1).flat());
  return name === 'csw' ? growing : [[], ...growing];
}

function model(
  response: Term,
  terms: readonly SignedTerm[],
  effects: readonly EffectTerm[],
  instruments: Formula['instruments'],
): Formula {
  let intercept = true;
  const regressors: Term[] = [];
  for (const { term, minus } of terms) {
    if (term.kind === 'constant') intercept = (term.value === 1) !== minus;
    else if (minus) {
      const text = JSON.stringify(term);
      const index = regressors.findIndex((other) => JSON.stringify(other) === text);
      if (index >= 0) regressors.splice(index, 1);
    } else if (!regressors.some((other) => JSON.stringify(other) === JSON.stringify(term))) regressors.push(term);
  }
  const formula = { response, regressors, intercept, effects };
  return instruments === undefined ? formula : { ...formula, instruments };
}
