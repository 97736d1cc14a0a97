/**
 * The correlation of a panel taken apart: within = of the deviations from unit means, between = of the unit means, within
 * two ways = net of unit and period effects, over the rows where both variables are present.
 */
import type { PanelIndex } from '../data/panelIndex.js';
import { absorb } from '../design/absorb.js';
import { productMoment } from './pearson.js';

export function panelCorrelation(
  x: Float64Array,
  y: Float64Array,
  index: PanelIndex,
): { readonly within: number | null; readonly between: number | null; readonly withinTwoWays: number | null } {
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
    withinTwoWays: twoWays(x, y, rows, index),
    within: productMoment(deviation(x, meanX), deviation(y, meanY)),
    between: productMoment(
      Float64Array.from(present, (unit) => meanX[unit]),
      Float64Array.from(present, (unit) => meanY[unit]),
    ),
  };
}

/** Of what both effects leave; what is left by rounding alone counts as nothing. */
function twoWays(x: Float64Array, y: Float64Array, rows: readonly number[], index: PanelIndex): number | null {
  if (rows.length === 0) return null;
  const effect = (name: string, codes: Int32Array) => {
    const seen = [...new Set(Array.from(rows, (row) => codes[row]))];
    const at = new Map(seen.map((code, i) => [code, i]));
    return { name, codes: Int32Array.from(rows, (row) => at.get(codes[row]) as number), levels: seen.map(String) };
  };
  const effects = [effect(index.unitName, index.unit), effect(index.timeName, index.time)];
  const columns = [x, y].map((values) => Float64Array.from(rows, (row) => values[row]));
  const [a, b] = absorb(effects, columns).columns.map((left, j) => {
    const size = Math.max(...columns[j].map(Math.abs));
    return left.map((value) => (Math.abs(value) <= 1e-13 * size ? 0 : value));
  });
  return productMoment(a, b);
}
