/** The functions that a formula may use: how many arguments, and which named ones. */
export interface FunctionShape {
  readonly least: number;
  readonly most: number;
  readonly options: readonly string[];
}

const one: FunctionShape = { least: 1, most: 1, options: [] };
const shifting: FunctionShape = { least: 1, most: 2, options: [] };

export const FUNCTIONS: Readonly<Record<string, FunctionShape>> = {
  log: one,
  log1p: one,
  log10: one,
  log2: one,
  exp: one,
  expm1: one,
  sqrt: one,
  abs: one,
  I: one,
  l: shifting,
  lag: shifting,
  f: shifting,
  lead: shifting,
  d: shifting,
  diff: shifting,
  factor: one,
  'as.factor': one,
  i: { least: 1, most: 2, options: ['ref'] },
  poly: { least: 1, most: 2, options: ['raw'] },
};
