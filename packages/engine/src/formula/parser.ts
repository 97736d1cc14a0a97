/**
 * Formula text to syntax tree, in fixest's dialect:
 *   y ~ x1 + log(x2) + i(region, x3, ref = "a") | region + year | endogenous ~ z1 + z2
 * One text may stand for several models (`c(y1, y2)`, `sw`, `sw0`, `csw`, `csw0`, `mvsw`); they are expanded here.
 * Every error names the position and what was expected.
 */
import { AimaqError } from '../errors.js';
import type { EffectTerm, Formula, Literal, Term } from './ast.js';
import { FUNCTIONS } from './functions.js';
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
    return take('(') ? call(token) : { kind: 'variable', name: token.text };
  };
  /** Whether `c(…)` and `csw(…)` may stand at this place. */
  let place: 'left' | 'right' | 'inside' = 'left';
  const call = ({ text: name, at }: Token): Term => {
    const several = place === 'left' ? name === 'c' : place === 'right' && STEPWISE.has(name);
    const shape = FUNCTIONS[name];
    if (shape === undefined && !several)
      throw new AimaqError('formula-unknown-function', {
        formula: text,
        position: at,
        name,
        known: Object.keys(FUNCTIONS).join(', '),
      });
    const outer = place;
    place = 'inside';
    const args: Term[] = [];
    const options: Record<string, Literal | readonly Literal[]> = {};
    while (!take(')')) {
      if (args.length + Object.keys(options).length > 0) expect(',');
      if (peek().kind === 'name' && tokens[position + 1]?.text === '=' && tokens[position + 1].kind === 'sign') {
        const option = peek().text;
        if (shape?.options.includes(option) !== true)
          fail(shape?.options.length ? `the option ${shape.options.join(' or ')}` : 'an argument without a name');
        position += 2;
        options[option] = optionValue();
      } else if (STEPWISE.has(name)) {
        const sum = signedTerms();
        args.push({ kind: 'call', name: 'sum', args: sum.map((s) => s.term), options: {} });
      } else if (shape !== undefined && args.length === shape.most) fail(`")" after ${counted(shape.most)}`);
      else args.push(arithmetic());
      if (peek().kind === 'end') fail('")"');
    }
    place = outer;
    if (args.length < (shape?.least ?? 1)) {
      position--;
      fail('an argument');
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

  // --- right-hand side: + separates terms, * crosses, : multiplies, (…)^n crosses up to n -----------------------
  /** Variables in the order in which the text first names them: R orders those of an interaction so. */
  const appearance: string[] = [];
  const inOrder = (term: Term): Term =>
    term.kind === 'interaction'
      ? { ...term, terms: [...term.terms].sort((a, b) => appearance.indexOf(keyOf(a)) - appearance.indexOf(keyOf(b))) }
      : term;
  const signedTerms = (): SignedTerm[] => {
    const terms: SignedTerm[] = [];
    let minus = take('-');
    if (!minus) take('+');
    for (;;) {
      for (const term of crossed()) terms.push({ term: inOrder(term), minus });
      if (take('+')) minus = false;
      else if (take('-')) minus = true;
      else return terms;
    }
  };
  const crossed = (): Term[] => {
    let terms = interaction();
    while (take('*')) {
      const right = interaction();
      terms = [...terms, ...right, ...joinedAll(terms, right)];
    }
    return terms;
  };
  const interaction = (): Term[] => {
    let terms = rhsAtom();
    while (take(':')) terms = joinedAll(terms, rhsAtom());
    return terms;
  };
  const rhsAtom = (): Term[] => {
    if (take('(')) return group();
    if (peek().kind === 'number' && peek().text !== '0' && peek().text !== '1')
      fail('a variable; arithmetic goes into I(…)');
    const term = atom(arithmetic);
    if (peek().text === '^' && peek().kind === 'sign') fail('I(x^2) for a power');
    if (peek().text === '/' && peek().kind === 'sign') fail('I(a / b) for a quotient');
    if (!appearance.includes(keyOf(term))) appearance.push(keyOf(term));
    return [term.kind === 'number' ? { kind: 'constant', value: term.value === 0 ? 0 : 1 } : term];
  };
  const group = (): Term[] => {
    let terms = crossed();
    while (take('+')) terms = [...terms, ...crossed()];
    expect(')');
    if (!take('^')) return terms;
    const token = peek();
    if (token.kind !== 'number' || !/^[1-9]$/.test(token.text)) return fail('a whole power from 1 to 9');
    position++;
    let all = terms;
    for (let power = 1; power < Number(token.text); power++) all = [...all, ...joinedAll(all, terms)];
    return all;
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
  /** All lists of effects that the text stands for: several with `| csw0(region, year)`. */
  const effects = (): EffectTerm[][] => {
    if (peek().kind === 'number' && peek().text === '0') {
      position++;
      return [[]];
    }
    let lists = effectStep();
    while (take('+')) {
      const more = effectStep();
      lists = lists.flatMap((list) => more.map((step) => [...list, ...step]));
    }
    return lists;
  };
  const effectStep = (): EffectTerm[][] => {
    const name = peek().text;
    if (!(peek().kind === 'name' && STEPWISE.has(name) && tokens[position + 1]?.text === '(')) return [[effect()]];
    position += 2;
    const steps = [effectSum()];
    while (take(',')) steps.push(effectSum());
    expect(')');
    return stepwise(name, steps);
  };
  const effectSum = (): EffectTerm[] => {
    const terms = [effect()];
    while (take('+')) terms.push(effect());
    return terms;
  };

  // --- the whole -------------------------------------------------------------------------------------------------
  const left = arithmetic();
  expect('~');
  place = 'right';
  const right = signedTerms();
  place = 'inside';
  let fixed: EffectTerm[][] = [[]];
  let instruments: Formula['instruments'];
  const parts: Term[][] = [];
  if (asPlm(tokens.slice(0, position), tokens.slice(position)))
    while (take('|')) parts.push(signedTerms().map((s) => s.term));
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
  return responses.flatMap((response) =>
    fixed.flatMap((list) => expand(right).map((terms) => model(response, terms, list, { instruments, parts }))),
  );
}

/** The one model of the text. Errors: formula-several when the text stands for more. */
export function parseFormula(text: string): Formula {
  const formulas = parseFormulas(text);
  if (formulas.length !== 1) throw new AimaqError('formula-several', { formula: text, count: formulas.length });
  return formulas[0];
}

/** Every term of the left with every one of the right; a variable met twice counts once, as in R. */
function joinedAll(left: readonly Term[], right: readonly Term[]): Term[] {
  return left.flatMap((a) => right.map((b) => joined(a, b)));
}

const LAGS = new Set(['l', 'lag']);

/** Parts without ~ are instruments as plm writes them when they begin with a lag, or the last repeats regressors. */
function asPlm(before: readonly Token[], rest: readonly Token[]): boolean {
  const isSign = (token: Token, text: string) => token.kind === 'sign' && token.text === text;
  if (rest.some((token) => isSign(token, '~')) || !isSign(rest[0], '|')) return false;
  if (LAGS.has(rest[1].text) && isSign(rest[2], '(')) return true;
  const bars = rest.flatMap((token, i) => (isSign(token, '|') ? [i] : []));
  const known = new Set(before.map((token) => token.text));
  const last = rest.slice(bars[bars.length - 1]).filter((token) => token.kind === 'name');
  return bars.length > 1 && last.length > 0 && last.every((token) => known.has(token.text));
}

function joined(left: Term, right: Term): Term {
  const parts = (term: Term) => (term.kind === 'interaction' ? term.terms : [term]);
  const terms = new Map([...parts(left), ...parts(right)].map((part) => [JSON.stringify(part), part]));
  const [first, ...others] = terms.values();
  return others.length === 0 ? first : { kind: 'interaction', terms: [first, ...others] };
}

function counted(count: number): string {
  return count === 1 ? 'one argument' : `${count} arguments`;
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

function stepwise<T>(name: string, steps: T[][]): T[][] {
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
  { instruments, parts }: { instruments: Formula['instruments']; parts: readonly (readonly Term[])[] },
): Formula {
  let intercept = true;
  const regressors: Term[] = [];
  const except: Term[] = [];
  const same = (term: Term) => (other: Term) => keyOf(other) === keyOf(term);
  for (const { term, minus } of terms) {
    if (term.kind === 'constant') intercept = (term.value === 1) !== minus;
    else if (!minus) {
      if (!regressors.some(same(term))) regressors.push(term);
    } else {
      const index = regressors.findIndex(same(term));
      if (index >= 0) regressors.splice(index, 1);
      else if (regressors.some((other) => other.kind === 'variable' && other.name === '.')) except.push(term);
    }
  }
  return {
    response,
    regressors,
    ...(except.length === 0 ? {} : { except }),
    intercept,
    effects,
    ...(instruments === undefined ? {} : { instruments }),
    ...(parts.length === 0 ? {} : { parts }),
  };
}

/** The order of the variables of an interaction does not matter. */
function keyOf(term: Term): string {
  return term.kind === 'interaction'
    ? term.terms
        .map((part) => JSON.stringify(part))
        .sort()
        .join(':')
    : JSON.stringify(term);
}
