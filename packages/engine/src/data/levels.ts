/**
 * Levels of a column as integer codes in the order of first appearance, −1 where missing: what fixed effects, clusters
 * and panels are made of. Integers of a narrow range are looked up in an array, everything else in a map.
 */
import type { Column } from './table.js';

export interface Levels {
  readonly codes: Int32Array;
  readonly labels: readonly string[];
}

export function levelsOf(column: Column): Levels {
  if (column.kind === 'category') return renumbered(column.codes, column.levels);
  const { codes, values } = distinct(column.values);
  return { codes, labels: values.map(String) };
}

/** Codes of the distinct values, in the order of first appearance; NaN is missing. */
function distinct(values: Float64Array): { codes: Int32Array; values: number[] } {
  const found: number[] = [];
  const codes = new Int32Array(values.length);
  const range = integerRange(values);
  if (range !== null && range.max - range.min < 4 * values.length + 1024) {
    const seen = new Int32Array(range.max - range.min + 1).fill(-1);
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (Number.isNaN(value)) {
        codes[i] = -1;
        continue;
      }
      const at = value - range.min;
      if (seen[at] < 0) seen[at] = found.push(value) - 1;
      codes[i] = seen[at];
    }
    return { codes, values: found };
  }
  const seen = new Map<number, number>();
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (Number.isNaN(value)) {
      codes[i] = -1;
      continue;
    }
    let code = seen.get(value);
    if (code === undefined) {
      code = found.push(value) - 1;
      seen.set(value, code);
    }
    codes[i] = code;
  }
  return { codes, values: found };
}

/**
 * 0, 1, … : the rows themselves, or a level for each of them. A loop: ten million calls of a function that fills an array
 * cost as much as sweeping out an effect.
 */
export function everyRow(count: number): Int32Array {
  const rows = new Int32Array(count);
  for (let row = 0; row < count; row++) rows[row] = row;
  return rows;
}

/** Levels of the pairs that occur, labels joined by `_`; missing where either is. */
export function crossed(a: Levels, b: Levels): Levels {
  const key = new Float64Array(a.codes.length);
  for (let i = 0; i < key.length; i++)
    key[i] = a.codes[i] < 0 || b.codes[i] < 0 ? Number.NaN : a.codes[i] * b.labels.length + b.codes[i];
  const { codes, values } = distinct(key);
  const labels = values.map(
    (pair) => `${a.labels[Math.floor(pair / b.labels.length)]}_${b.labels[pair % b.labels.length]}`,
  );
  return { codes, labels };
}

/** Levels of the chosen rows only, numbered anew by first appearance; the same object where nothing changes. */
export function chosen(levels: Levels, rows: Int32Array | null): Levels {
  if (rows === null) return levels;
  const codes = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) codes[i] = levels.codes[rows[i]];
  return renumbered(codes, levels.labels);
}

function renumbered(codes: Int32Array, labels: readonly string[]): Levels {
  const seen = new Int32Array(labels.length).fill(-1);
  const found: string[] = [];
  let same = true;
  for (let i = 0; i < codes.length; i++) {
    const old = codes[i];
    if (old < 0 || seen[old] >= 0) continue;
    seen[old] = found.push(labels[old]) - 1;
    if (seen[old] !== old) same = false;
  }
  if (same && found.length === labels.length) return { codes, labels };
  const next = new Int32Array(codes.length);
  for (let i = 0; i < codes.length; i++) next[i] = codes[i] < 0 ? -1 : seen[codes[i]];
  return { codes: next, labels: found };
}

function integerRange(values: Float64Array): { min: number; max: number } | null {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (Number.isNaN(value)) continue;
    if (!Number.isSafeInteger(value)) return null;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return min <= max ? { min, max } : null;
}
