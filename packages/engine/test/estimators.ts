/** Comparing a document with the values of another program, each counted in a ledger. */
import { expect } from 'vitest';
import type { EstimateDocument } from '../src/result/documents/estimate.js';
import { distance, type Ledger } from './oracles.js';

export interface Vcov {
  readonly names: string[];
  readonly values: number[][];
}

/** A number of the document, or another that follows from it, with the reason why the peer prints another. */
export type Ours =
  | number
  | null
  | undefined
  | { readonly value: number; readonly theirs: (value: number) => number; readonly reason: string };

export const estimateOf = (ours: EstimateDocument, term: string) =>
  ours.coefficients.find((c) => c.term === term)?.estimate;

/** Numbers of a model with the names on the way to them. */
export function* leaves(value: unknown, path: readonly string[] = []): Generator<[string[], number]> {
  if (typeof value === 'number') yield [[...path], value];
  else if (typeof value === 'object' && value !== null && !Array.isArray(value))
    for (const [key, inner] of Object.entries(value)) yield* leaves(inner, [...path, key]);
}

/** A difference by definition is still compared: what follows from it must agree. */
export function comparing(ledger: Ledger) {
  function enter(file: string, key: string, ours: Ours, theirs: number, tolerance = 1e-8): void {
    if (typeof ours === 'object' && ours !== null) {
      expect(distance(ours.value, ours.theirs(theirs)), `${file}: ${key}`).toBeLessThan(tolerance);
      ledger.differs(file, key, ours.reason);
      return;
    }
    expect(ours, `${file}: ${key}`).toBeTypeOf('number');
    expect(distance(ours as number, theirs), `${file}: ${key}`).toBeLessThan(tolerance);
    ledger.agreed(file, key);
  }

  /** The lower triangle, each entry in units of its standard errors. */
  function enterVcov(file: string, key: string, ours: EstimateDocument, { names, values }: Vcov, tolerance = 1e-8) {
    const at = names.map((name) => ours.covariance.terms.indexOf(name));
    names.forEach((a, i) => {
      names.slice(0, i + 1).forEach((b, j) => {
        const size = Math.sqrt(values[i][i] * values[j][j]);
        const difference = ours.covariance.values[at[i]][at[j]] - values[i][j];
        expect(Math.abs(difference) / size, `${file}: ${key} ${a} ${b}`).toBeLessThan(tolerance);
        ledger.agreed(file, `${key}.vcov.${a},${b}`);
      });
    });
  }

  return { enter, enterVcov };
}
