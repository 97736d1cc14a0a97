/**
 * The correlation of a panel taken apart: within = of the deviations from unit means, between = of the unit means, over
 * the rows where both variables are present. Within two ways is left to the estimators, which sweep unbalanced panels.
 */
import type { PanelIndex } from '../data/panelIndex.js';
import { productMoment } from './pearson.js';

export function panelCorrelation(
  x: Float64Array,
  y: Float64Array,
  index: PanelIndex,
): { readonly within: number | null; readonly between: number | null } {
  const units = index.units.length;
  const count = new Int32Array(units);
  const meanX = new Float64Array(units);
  const meanY = new Float64Array(units);
  const rows: number[] = [];
  for (let row = 0; row < x.length; row++) {
    if (Number.isNaN(x[row]) || Number.isNaN(y[row])) continue;
    rows.push(row);
    const unit = index.unit[row];
    count[unit]++;
    meanX[unit] += x[row];
    meanY[unit] += y[row];
  }
  for (let unit = 0; unit < units; unit++) {
    meanX[unit] /= count[unit];
    meanY[unit] /= count[unit];
  }
  const present = Array.from(count, (_, unit) => unit).filter((unit) => count[unit] > 0);
  const deviation = (values: Float64Array, means: Float64Array) =>
    Float64Array.from(rows, (row) => {
      const d = values[row] - means[index.unit[row]];
      // What is left of a value that does not vary within its unit is rounding.
      return Math.abs(d) <= 1e-14 * Math.abs(values[row]) ? 0 : d;
    });
  return {
    within: productMoment(deviation(x, meanX), deviation(y, meanY)),
    between: productMoment(
      Float64Array.from(present, (unit) => meanX[unit]),
      Float64Array.from(present, (unit) => meanY[unit]),
    ),
  };
}
