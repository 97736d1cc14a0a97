/**
 * Polynomial columns of degree 1 … d: powers when raw (with the rest that a double cannot hold), else orthonormal ones by the three-term recurrence
 * (Kennedy & Gentle, 1980, pp. 342–347), which is what R's poly() gives. They are orthonormal on the first `used` rows.
 */
import { powers } from '../numeric/powers.js';

export function polynomial(
  x: Float64Array,
  degree: number,
  raw: boolean,
  used = x.length,
): { readonly values: Float64Array; readonly low?: Float64Array }[] {
  if (raw) {
    const { rows, data, low } = powers(x, degree);
    return Array.from({ length: degree }, (_, d) => {
      const [from, to] = [(d + 1) * rows, (d + 2) * rows];
      return { values: data.slice(from, to), low: low.slice(from, to) };
    });
  }
  const rows = Array.from({ length: used }, (_, row) => row).filter((row) => !Number.isNaN(x[row]));
  const inner = (a: Float64Array, b: Float64Array) => rows.reduce((sum, row) => sum + a[row] * b[row], 0);
  const columns: { values: Float64Array }[] = [];
  let before = new Float64Array(x.length);
  let current = new Float64Array(x.length).fill(1);
  let squareBefore = 1;
  for (let d = 1; d <= degree; d++) {
    const square = inner(current, current);
    const shift =
      inner(
        current.map((value, row) => value * x[row]).map((value) => (Number.isNaN(value) ? 0 : value)),
        current,
      ) / square;
    const next = current.map(
      (value, row) => (x[row] - shift) * value - (d > 1 ? (square / squareBefore) * before[row] : 0),
    );
    before = current;
    squareBefore = square;
    current = next;
    const length = Math.sqrt(inner(next, next));
    columns.push({ values: next.map((value) => value / length) });
  }
  return columns;
}
