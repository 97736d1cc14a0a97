/** Syntax tree to text; parsing the text gives the tree back. */
import type { EffectTerm, Formula, Literal, Term } from './ast.js';

export function printFormula(formula: Formula): string {
  const terms = formula.regressors.map(printTerm);
  if (!formula.intercept) terms.push('0');
  let text = `${printTerm(formula.response)} ~ ${terms.length > 0 ? terms.join(' + ') : '1'}`;
  for (const term of formula.except ?? []) text += ` - ${printTerm(term)}`;
  for (const part of formula.parts ?? []) text += ` | ${part.map(printTerm).join(' + ')}`;
  if (formula.effects.length > 0 || formula.instruments !== undefined)
    text += ` | ${formula.effects.map(printEffect).join(' + ') || '0'}`;
  if (formula.instruments !== undefined) {
    const { endogenous, excluded } = formula.instruments;
    text += ` | ${endogenous.map(printTerm).join(' + ')} ~ ${excluded.map(printTerm).join(' + ')}`;
  }
  return text;
}

export function printEffect(effect: EffectTerm): string {
  const factors = effect.factors.map(printName).join('^');
  if (effect.slopes.length === 0) return factors;
  const slopes = effect.slopes.map(printTerm).join(', ');
  return effect.constant ? `${factors}[${slopes}]` : `${factors}[[${slopes}]]`;
}

export function printTerm(term: Term): string {
  switch (term.kind) {
    case 'variable':
      return printName(term.name);
    case 'constant':
    case 'number':
      return String(term.value);
    case 'interaction':
      return term.terms.map(printTerm).join(':');
    case 'arithmetic':
      if (isNegation(term)) return `-${operand(term.right, '*', true)}`;
      return `${operand(term.left, term.operator, false)}${SPACED.has(term.operator) ? ` ${term.operator} ` : term.operator}${operand(term.right, term.operator, true)}`;
    case 'call': {
      const options = Object.entries(term.options).map(([name, value]) => `${name} = ${printOption(value)}`);
      return `${term.name}(${[...term.args.map(printTerm), ...options].join(', ')})`;
    }
  }
}

/** As R prints them: a quotient and a power without spaces. */
const SPACED = new Set(['+', '-', '*']);
const STRENGTH = { '+': 1, '-': 1, '*': 2, '/': 2, '^': 3 } as const;

/** `-x` is read as −1 times x. */
function isNegation({ operator, left, right }: Extract<Term, { kind: 'arithmetic' }>): boolean {
  return operator === '*' && left.kind === 'number' && left.value === -1 && right.kind !== 'number';
}

/** Parentheses where the tree would otherwise be read differently. */
function operand(term: Term, operator: keyof typeof STRENGTH, right: boolean): string {
  const text = printTerm(term);
  const negative = term.kind === 'number' && term.value < 0;
  if (term.kind === 'interaction' || (negative && !right)) return `(${text})`;
  if (term.kind !== 'arithmetic') return text;
  const weaker = STRENGTH[term.operator] < STRENGTH[operator];
  const same = STRENGTH[term.operator] === STRENGTH[operator] && (right || operator === '^');
  return weaker || same ? `(${text})` : text;
}

function printName(name: string): string {
  return /^[\p{L}.][\p{L}\p{N}_.]*$/u.test(name) ? name : `\`${name}\``;
}

function printOption(value: Literal | readonly Literal[]): string {
  if (Array.isArray(value)) return `c(${value.map(printLiteral).join(', ')})`;
  return printLiteral(value as Literal);
}

function printLiteral(value: Literal): string {
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}
