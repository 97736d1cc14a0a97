/**
 * Moments of a balanced panel net of unit and time effects, for any multiset of its units: what bootstraps and
 * permutations over regions need, at the price of small matrices instead of refits.
 */
import type { ColumnMatrix } from '../numeric/columnMatrix.js';
import { columnMatrix } from '../numeric/columnMatrix.js';
import { leastSquaresFromMoments } from '../numeric/normalEquations.js';
import { dot } from '../numeric/sums.js';

/** variable × unit × time, complete. */
export type Cube = readonly (readonly (readonly number[])[])[];

/** The cube of the units in which no value is missing, with their positions; null when fewer than three are left. */
export function cubeOf(
  values: ReadonlyMap<string, readonly (readonly (number | null)[])[]>,
  variables: readonly string[],
): { readonly cube: Cube; readonly units: readonly number[] } | null {
  const grids = variables.map((variable) => values.get(variable) ?? []);
  const units = (grids[0] ?? []).flatMap((_, unit) =>
    grids.every((grid) => grid[unit]?.every((value) => value !== null)) ? [unit] : [],
  );
  if (units.length < 3) return null;
  return { cube: grids.map((grid) => units.map((unit) => grid[unit] as number[])), units };
}

/** Share of a variable's scale below which what its means leave is rounding, as in the fit of a table. */
const ROUNDING = 1e-7;

/**
 * Cross products of the doubly demeaned variables over the units given (repetitions allowed); those of a variable of which
 * the means leave nothing but rounding are zero.
 */
export function twoWayMoments(cube: Cube, units: readonly number[]): ColumnMatrix {
  const V = cube.length;
  const T = cube[0][0].length;
  const moments = columnMatrix(V, V);
  const timeMean = Array.from({ length: V }, () => new Float64Array(T));
  const squares = cube.map((grid) => units.reduce((sum, unit) => sum + dot(grid[unit], grid[unit]), 0));
  const centred = units.map((unit) =>
    cube.map((grid, v) => {
      const mean = grid[unit].reduce((sum, value) => sum + value, 0) / T;
      return grid[unit].map((value, t) => {
        timeMean[v][t] += (value - mean) / units.length;
        return value - mean;
      });
    }),
  );
  for (const unit of centred) {
    for (let v = 0; v < V; v++) for (let t = 0; t < T; t++) unit[v][t] -= timeMean[v][t];
    for (let v = 0; v < V; v++) {
      for (let w = 0; w <= v; w++) {
        let sum = 0;
        for (let t = 0; t < T; t++) sum += unit[v][t] * unit[w][t];
        moments.data[v * V + w] += sum;
        if (w < v) moments.data[w * V + v] += sum;
      }
    }
  }
  for (let v = 0; v < V; v++) {
    if (moments.data[v * V + v] > ROUNDING ** 2 * squares[v]) continue;
    for (let w = 0; w < V; w++) moments.data[v * V + w] = moments.data[w * V + v] = 0;
  }
  return moments;
}

/** Coefficients and within R² of variable 0 on some others; null when they are not identified or it does not vary. */
export function regress(
  moments: ColumnMatrix,
  regressors: readonly number[],
): { coefficients: Float64Array; rSquared: number; residual: number } | null {
  const V = moments.rows;
  const k = regressors.length;
  if ([0, ...regressors].some((v) => moments.data[v * V + v] === 0)) return null;
  const A = columnMatrix(k, k);
  const b = new Float64Array(k);
  regressors.forEach((v, i) => {
    b[i] = moments.data[v];
    regressors.forEach((w, j) => {
      A.data[j * k + i] = moments.data[w * V + v];
    });
  });
  const coefficients = leastSquaresFromMoments(A, b, A);
  if (coefficients === null) return null;
  const explained = coefficients.reduce((sum, value, i) => sum + value * b[i], 0);
  return { coefficients, rSquared: explained / moments.data[0], residual: moments.data[0] - explained };
}
