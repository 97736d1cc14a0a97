import { AimaqError } from '../../errors.js';
import { type ColumnMatrix, columnMatrix } from '../../numeric/columnMatrix.js';
import type { LinearModel } from '../linearModel.js';
import { panelOf } from './panelOf.js';
import { sandwich } from './sandwich.js';

/**
 * Panel-corrected standard errors: errors of different units correlated in the same period, none over time.
 *
 * Formula: M (Σ_t X_t'Ω X_t) M with Ω_ij = Σ_t e_it e_jt / T_ij over the periods that both units have (pairwise).
 * Source: Beck & Katz (1995). The same as plm's vcovBK(cluster = "time") and sandwich's vcovPC(pairwise = TRUE) on
 * balanced panels. With `by` the unit: errors correlated over time inside units, one T×T matrix for all, none between units
 * (vcovBK's cluster = "group"). Errors: inference-needs-panel, inference-pcse-cluster.
 */
export function pcse(model: LinearModel, by: string | null): ColumnMatrix {
  const panel = panelOf(model, 'PCSE');
  if (by !== null && by !== panel.unitName && by !== panel.timeName)
    throw new AimaqError('inference-pcse-cluster', { by, unit: panel.unitName, time: panel.timeName });
  // Inside units the two change places.
  const [unit, time, units, times] =
    by === panel.unitName
      ? [panel.time, panel.unit, panel.times, panel.units]
      : [panel.unit, panel.time, panel.units, panel.times];
  const { X, residuals } = model;
  const k = X.cols;
  const [N, T] = [units.length, times.length];
  const rowAt = new Int32Array(N * T).fill(-1);
  for (let i = 0; i < X.rows; i++) rowAt[unit[i] * T + time[i]] = i;
  const omega = new Float64Array(N * N);
  for (let i = 0; i < N; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      let count = 0;
      for (let t = 0; t < T; t++) {
        const [a, b] = [rowAt[i * T + t], rowAt[j * T + t]];
        if (a < 0 || b < 0) continue;
        sum += residuals[a] * residuals[b];
        count++;
      }
      omega[i * N + j] = count === 0 ? 0 : sum / count;
      omega[j * N + i] = omega[i * N + j];
    }
  }
  const meat = columnMatrix(k, k);
  for (let t = 0; t < T; t++) {
    for (let i = 0; i < N; i++) {
      const row = rowAt[i * T + t];
      if (row < 0) continue;
      for (let j = 0; j < N; j++) {
        const other = rowAt[j * T + t];
        if (other < 0) continue;
        const weight = omega[i * N + j];
        for (let a = 0; a < k; a++)
          for (let b = 0; b < k; b++)
            meat.data[b * k + a] += weight * X.data[a * X.rows + row] * X.data[b * X.rows + other];
      }
    }
  }
  return sandwich(model, meat);
}
