/** The coefficients of several factors in one vector: a term is one function (constant or slope) with its own stretch. */
import type { Factor } from './factor.js';

export interface Term {
  readonly codes: Int32Array;
  readonly levels: number;
  /** Position of its first coefficient. */
  readonly offset: number;
  /** Value on each row; absent for a constant. */
  readonly values?: Float64Array;
}

export interface Terms {
  readonly list: readonly Term[];
  readonly size: number;
  /** Diagonal of D'WD. */
  readonly squares: Float64Array;
}

export function termsOf(factors: readonly Factor[]): Terms {
  const list: Term[] = [];
  const parts: Float64Array[] = [];
  let size = 0;
  for (const { codes, levels, constant, totals, slopes } of factors) {
    if (constant) {
      list.push({ codes, levels, offset: size });
      parts.push(totals);
      size += levels;
    }
    for (const values of slopes) {
      // Orthonormal inside each level; one where the slope has vanished, so that its coefficient is just zero.
      list.push({ codes, levels, offset: size, values });
      parts.push(new Float64Array(levels).fill(1));
      size += levels;
    }
  }
  const squares = new Float64Array(size);
  list.forEach(({ offset }, t) => {
    squares.set(parts[t], offset);
  });
  return { list, size, squares };
}

/** values ← values − D v. */
export function subtractTerms(values: Float64Array, { list }: Terms, v: Float64Array): void {
  for (const { codes, offset, levels, values: slope } of list) {
    const own = v.subarray(offset, offset + levels);
    if (slope === undefined) for (let i = 0; i < values.length; i++) values[i] -= own[codes[i]];
    else for (let i = 0; i < values.length; i++) values[i] -= slope[i] * own[codes[i]];
  }
}

/** D'W values. */
export function termSums({ list, size }: Terms, values: Float64Array, weights?: Float64Array): Float64Array {
  const sums = new Float64Array(size);
  for (const { codes, offset, levels, values: slope } of list) {
    const own = sums.subarray(offset, offset + levels);
    if (slope === undefined && weights === undefined)
      for (let i = 0; i < values.length; i++) own[codes[i]] += values[i];
    else for (let i = 0; i < values.length; i++) own[codes[i]] += (slope?.[i] ?? 1) * (weights?.[i] ?? 1) * values[i];
  }
  return sums;
}
