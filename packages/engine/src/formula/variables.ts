/** Names of the columns that a term reads. */
import type { Term } from './ast.js';

export function variablesOf(term: Term): string[] {
  switch (term.kind) {
    case 'variable':
      return [term.name];
    case 'constant':
    case 'number':
      return [];
    case 'interaction':
      return term.terms.flatMap(variablesOf);
    case 'arithmetic':
      return [...variablesOf(term.left), ...variablesOf(term.right)];
    case 'call':
      return term.args.flatMap(variablesOf);
  }
}
