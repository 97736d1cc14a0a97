import { type ColumnMatrix, columnMatrix } from '../../numeric/columnMatrix.js';
import type { LinearModel } from '../linearModel.js';
import { panelOf } from './panelOf.js';
import { groupScores, sandwich } from './sandwich.js';

/**
 * Driscoll–Kraay: errors correlated between units in any way, over time up to a lag.
 *
 * Formula: M (Γ_0 + Σ_l w_l (Γ_l + Γ_l')) M, Γ_l = Σ_t h_t h_{t−l}', h_t = Σ_i x_it e_it, w_l = 1 − l/(L+1) (Bartlett).
 * Periods that are present are taken as consecutive, as in plm's vcovSCC and fixest's DK.
 * Source: Driscoll & Kraay (1998). Meant for many periods; with six it says little.
 * Errors: inference-needs-panel.
 */
export function driscollKraay(model: LinearModel, lag: number): ColumnMatrix {
  const { time, times } = panelOf(model, 'DK');
  const T = times.length;
  const k = model.X.cols;
  const { data } = groupScores(model, time, T);
  const meat = columnMatrix(k, k);
  for (let a = 0; a < k; a++) {
    for (let b = 0; b < k; b++) {
      for (let l = 0; l <= lag; l++) {
        const weight = 1 - l / (lag + 1);
        for (let t = l; t < T; t++) {
          meat.data[b * k + a] += weight * data[a * T + t] * data[b * T + t - l];
          if (l > 0) meat.data[b * k + a] += weight * data[b * T + t] * data[a * T + t - l];
        }
      }
    }
  }
  return sandwich(model, meat);
}
