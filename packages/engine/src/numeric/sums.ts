/**
 * Error-free transformations and compensated sums, as if computed in twice the working precision.
 * Knuth (1969) twoSum; Dekker (1971) and Veltkamp's splitting for the product; Ogita, Rump & Oishi (2005).
 */
import { type ColumnMatrix, column } from './columnMatrix.js';

/** 2^27 + 1: splits a 53-bit significand in two halves. */
const SPLITTER = 134_217_729;

/** Rounding error of the product a · b, exact barring overflow. `product` must be a * b. */
export function productError(a: number, b: number, product: number): number {
  const ca = SPLITTER * a;
  const aHigh = ca - (ca - a);
  const aLow = a - aHigh;
  const cb = SPLITTER * b;
  const bHigh = cb - (cb - b);
  const bLow = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

/** Rounding error of the sum a + b, exact. `sum` must be a + b. */
export function sumError(a: number, b: number, sum: number): number {
  const z = sum - a;
  return a - (sum - z) + (b - z);
}

/** Σ x_i with one compensation term. */
export function compensatedSum(values: ArrayLike<number>): number {
  let sum = 0;
  let rest = 0;
  for (let i = 0; i < values.length; i++) {
    const x = values[i];
    const next = sum + x;
    rest += sumError(sum, x, next);
    sum = next;
  }
  return sum + rest;
}

export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** X'X (symmetric) and, in the same way, A'B, for column matrices with the same rows. */
export function crossProduct(a: ColumnMatrix, b: ColumnMatrix = a): ColumnMatrix {
  const symmetric = a === b;
  const data = new Float64Array(a.cols * b.cols);
  for (let j = 0; j < b.cols; j++) {
    const bj = column(b, j);
    for (let i = 0; i < (symmetric ? j + 1 : a.cols); i++) {
      data[j * a.cols + i] = dot(column(a, i), bj);
      if (symmetric) data[i * a.cols + j] = data[j * a.cols + i];
    }
  }
  return { rows: a.cols, cols: b.cols, data };
}

/** A · B for column matrices. */
export function multiply(a: ColumnMatrix, b: ColumnMatrix): ColumnMatrix {
  const data = new Float64Array(a.rows * b.cols);
  for (let j = 0; j < b.cols; j++) {
    for (let l = 0; l < a.cols; l++) {
      const factor = b.data[j * b.rows + l];
      if (factor === 0) continue;
      for (let i = 0; i < a.rows; i++) data[j * a.rows + i] += a.data[l * a.rows + i] * factor;
    }
  }
  return { rows: a.rows, cols: b.cols, data };
}

/** A · x. */
export function multiplyVector(a: ColumnMatrix, x: ArrayLike<number>): Float64Array {
  const result = new Float64Array(a.rows);
  for (let j = 0; j < a.cols; j++) {
    const factor = x[j];
    for (let i = 0; i < a.rows; i++) result[i] += a.data[j * a.rows + i] * factor;
  }
  return result;
}

export function transpose(a: ColumnMatrix): ColumnMatrix {
  const data = new Float64Array(a.rows * a.cols);
  for (let j = 0; j < a.cols; j++) for (let i = 0; i < a.rows; i++) data[i * a.cols + j] = a.data[j * a.rows + i];
  return { rows: a.cols, cols: a.rows, data };
}
