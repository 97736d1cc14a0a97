/**
 * Partial correlations of Pearson: of each pair given all the other variables, over the rows where all are present:
 * −S_ij/√(S_ii S_jj) with S the inverse of the correlation matrix. Null where a variable is a combination of others.
 */
import { fromColumns } from '../numeric/columnMatrix.js';
import { leastSquares } from '../numeric/leastSquares.js';

/** k×k, or null with fewer rows than needed or a singular matrix. */
export function partialCorrelations(columns: readonly Float64Array[]): readonly (readonly number[])[] | null {
  const k = columns.length;
  const rows = Array.from(columns[0].keys()).filter((row) => columns.every((values) => Number.isFinite(values[row])));
  if (rows.length <= k) return null;
  const centred = columns.map((values) => {
    const mean = rows.reduce((sum, row) => sum + values[row], 0) / rows.length;
    return Float64Array.from(rows, (row) => values[row] - mean);
  });
  const { bread: S, rank } = leastSquares(fromColumns(centred), new Float64Array(rows.length));
  if (rank < k) return null;
  const at = (i: number, j: number) => S.data[j * k + i];
  return columns.map((_, i) =>
    columns.map((__, j) => (i === j ? 1 : -at(i, j) / (Math.sqrt(at(i, i)) * Math.sqrt(at(j, j))))),
  );
}
