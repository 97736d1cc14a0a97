export type { EffectTerm, Formula, Literal, Term } from './ast.js';
export * as build from './builder.js';
export { FUNCTIONS } from './functions.js';
export { parseFormula, parseFormulas } from './parser.js';
export { printEffect, printFormula, printTerm } from './print.js';
export { variablesOf } from './variables.js';
