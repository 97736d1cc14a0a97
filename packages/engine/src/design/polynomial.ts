/**
 * Polynomial columns of degree 1 … d: powers when raw, else orthonormal ones by the three-term recurrence
 * (Kennedy & Gentle, 1980, pp. 342–347), which is what R's poly() gives.
 */
export function polynomial(x: Float64Array, degree: number, raw: boolean): Float64Array[] {
  if (raw) return Array.from({ length: degree }, (_, d) => x.map((value) => value ** (d + 1)));
  const rows = Array.from(x.keys()).filter((row) => !Number.isNaN(x[row]));
  const inner = (a: Float64Array, b: Float64Array) => rows.reduce((sum, row) => sum + a[row] * b[row], 0);
  const columns: Float64Array[] = [];
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
    columns.push(next.map((value) => value / length));
  }
  return columns;
}
