/**
 * The Schur complement D'MD of any terms by its action on a vector, row by row: for terms with slopes, or several large
 * ones, where no graph stands for it. The rows of one level of the eliminated factor are read twice.
 */
import type { Elimination } from './schur.js';

/** out ← D'WMD v with D the large terms. */
export function applyRows({ eliminated, rows, large, weights }: Elimination, v: Float64Array, out: Float64Array): void {
  const { list } = large;
  const { slopes, constant, totals, levels } = eliminated;
  const along = new Float64Array(slopes.length);
  let longest = 0;
  for (let g = 0; g < levels; g++) longest = Math.max(longest, rows.start[g + 1] - rows.start[g]);
  const part = new Float64Array(longest);
  out.fill(0);
  for (let g = 0; g < levels; g++) {
    const low = rows.start[g];
    const high = rows.start[g + 1];
    let sum = 0;
    along.fill(0);
    for (let r = low; r < high; r++) {
      const i = rows.order === undefined ? r : rows.order[r];
      let u = 0;
      for (let t = 0; t < list.length; t++) {
        const { codes, offset, values } = list[t];
        const effect = v[offset + codes[i]];
        u += values === undefined ? effect : values[i] * effect;
      }
      part[r - low] = u;
      const wu = weights === undefined ? u : weights[i] * u;
      sum += wu;
      for (let s = 0; s < slopes.length; s++) along[s] += slopes[s][i] * wu;
    }
    const mean = constant ? sum / totals[g] : 0;
    for (let r = low; r < high; r++) {
      const i = rows.order === undefined ? r : rows.order[r];
      let u = part[r - low] - mean;
      for (let s = 0; s < slopes.length; s++) u -= along[s] * slopes[s][i];
      if (weights !== undefined) u *= weights[i];
      for (let t = 0; t < list.length; t++) {
        const { codes, offset, values } = list[t];
        out[offset + codes[i]] += values === undefined ? u : values[i] * u;
      }
    }
  }
}
