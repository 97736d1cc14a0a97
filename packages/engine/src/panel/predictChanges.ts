/**
 * Predictions of estimators of changes: the last observation of the unit before the row, and the change that the
 * coefficients expect since then, ŷ = y_before + (x − x_before)'b, with a constant the drift of each step in between.
 */
import type { Design, FreshRows } from '../design/design.js';
import { column } from '../numeric/columnMatrix.js';
import { eachRow, type NotPredicted, type Prediction } from './prediction.js';

export interface Change {
  /** Row of the design from which the change counts. */
  readonly before: number;
  readonly from: number;
  readonly to: number;
  /** Steps from row to row of the unit, rows to predict included. */
  readonly steps: number;
  readonly x: Float64Array;
}

/** `names`: regressors of the design, the constant not among them. */
export function predictChanges(
  design: Design,
  fresh: FreshRows,
  names: readonly string[],
  predict: (change: Change, yBefore: number) => Prediction | NotPredicted,
): (Prediction | NotPredicted)[] {
  const { index } = design;
  if (index === undefined) return Array.from({ length: fresh.count }, () => 'no-earlier-row' as const);
  const columns = names.map((name) => column(design.X, design.names.indexOf(name)));
  const unitOf = new Map(index.units.map((label, code) => [label, code]));
  const timeOf = (row: number) => Number(fresh.label(index.timeName, row) ?? Number.NaN);
  const complete = eachRow(fresh, names, () => ({ fitted: 0, standardError: null, interval: 0 }));
  const waiting = new Map<string | null, number[]>();
  complete.forEach((one, row) => {
    if (typeof one === 'string') return;
    const unit = fresh.label(index.unitName, row);
    waiting.set(unit, [...(waiting.get(unit) ?? []), timeOf(row)]);
  });
  return eachRow(fresh, names, (x, row) => {
    const label = fresh.label(index.unitName, row);
    const unit = unitOf.get(label ?? '');
    const to = timeOf(row);
    if (unit === undefined) return 'no-earlier-row';
    const rows = index.order.subarray(index.start[unit], index.start[unit + 1]);
    const before = rows.findLast((one) => index.times[index.time[one]] < to);
    if (before === undefined) return 'no-earlier-row';
    const from = index.times[index.time[before]];
    const between = (waiting.get(label) ?? []).filter((time) => time > from && time < to).length;
    const change = x.map((value, j) => value - columns[j][before]);
    return predict({ before, from, to, steps: between + 1, x: change }, design.y[before]);
  });
}
