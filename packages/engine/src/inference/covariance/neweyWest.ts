import { type ColumnMatrix, columnMatrix } from '../../numeric/columnMatrix.js';
import type { LinearModel } from '../linearModel.js';
import { panelOf } from './panelOf.js';
import { sandwich } from './sandwich.js';

/**
 * Newey–West inside units: heteroskedastic errors, correlated over time up to a lag within a unit.
 *
 * Formula: as Driscoll–Kraay with Γ_l = Σ_i Σ_t x_it e_it e_{i,t−l} x_{i,t−l}'; a pair exists where both periods are there.
 * Source: Newey & West (1987); Petersen (2009) for panels. Errors: inference-needs-panel.
 */
export function neweyWest(model: LinearModel, lag: number): ColumnMatrix {
  const { unit, time, times, units } = panelOf(model, 'NW');
  const { X, residuals } = model;
  const k = X.cols;
  const T = times.length;
  const rowAt = new Int32Array(units.length * T).fill(-1);
  for (let i = 0; i < X.rows; i++) rowAt[unit[i] * T + time[i]] = i;
  const meat = columnMatrix(k, k);
  for (let i = 0; i < X.rows; i++) {
    for (let l = 0; l <= Math.min(lag, time[i]); l++) {
      const before = rowAt[unit[i] * T + time[i] - l];
      if (before < 0) continue;
      const weight = (1 - l / (lag + 1)) * residuals[i] * residuals[before];
      for (let a = 0; a < k; a++) {
        for (let b = 0; b < k; b++) {
          meat.data[b * k + a] += weight * X.data[a * X.rows + i] * X.data[b * X.rows + before];
          if (l > 0) meat.data[b * k + a] += weight * X.data[b * X.rows + i] * X.data[a * X.rows + before];
        }
      }
    }
  }
  return sandwich(model, meat);
}
