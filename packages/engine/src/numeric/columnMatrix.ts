/**
 * Dense matrix stored by columns in one Float64Array: element (i, j) is `data[j * rows + i]`.
 * A column is a view, not a copy, which is what least squares and demeaning walk along.
 */
export interface ColumnMatrix {
  readonly rows: number;
  readonly cols: number;
  readonly data: Float64Array;
  /** What double precision could not hold, element by element: data + low is meant. Least squares refines with it. */
  readonly low?: Float64Array;
}

export function columnMatrix(rows: number, cols: number): ColumnMatrix {
  return { rows, cols, data: new Float64Array(rows * cols) };
}

/** View (not copy) of column `j`. */
export function column(matrix: ColumnMatrix, j: number): Float64Array {
  return matrix.data.subarray(j * matrix.rows, (j + 1) * matrix.rows);
}

/** Matrix whose columns are copies of `columns`, all of the same length. */
export function fromColumns(columns: readonly Float64Array[], rows = columns[0]?.length ?? 0): ColumnMatrix {
  const matrix = columnMatrix(rows, columns.length);
  columns.forEach((values, j) => {
    matrix.data.set(values, j * rows);
  });
  return matrix;
}

/** New matrix of the chosen columns, in the order given. */
export function selectColumns(matrix: ColumnMatrix, keep: readonly number[]): ColumnMatrix {
  const pick = (from: ColumnMatrix) =>
    fromColumns(
      keep.map((j) => column(from, j)),
      matrix.rows,
    );
  const { low } = matrix;
  return low === undefined ? pick(matrix) : { ...pick(matrix), low: pick({ ...matrix, data: low }).data };
}
