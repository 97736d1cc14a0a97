/**
 * Panel index: which unit and period each row belongs to. Lags and differences follow the time values, never the rows.
 * A unit seen twice in one period is an error, gaps inside a unit's span are reported.
 */
import { AimaqError } from '../errors.js';
import { type Column, columnOf, type Table, textOf } from './table.js';

export interface Gap {
  readonly unit: string;
  /** Periods of the panel that lie inside the unit's own span but have no row. */
  readonly missing: readonly number[];
}

export interface PanelIndex {
  readonly unitName: string;
  readonly timeName: string;
  /** Unit labels, sorted as in the source by first appearance. */
  readonly units: readonly string[];
  /** Distinct periods in increasing order. */
  readonly times: readonly number[];
  /** Largest step of which all distances between periods are multiples (1 in yearly data, 5 in data of every fifth year). */
  readonly step: number;
  /** Per row: position in `units`. */
  readonly unit: Int32Array;
  /** Per row: position in `times`. */
  readonly time: Int32Array;
  /** Rows sorted by (unit, time). */
  readonly order: Int32Array;
  /** First position in `order` of each unit, length units + 1. */
  readonly start: Int32Array;
  readonly balanced: boolean;
  readonly gaps: readonly Gap[];
}

/**
 * Index of a table by a unit column and a time column (numbers, or categories whose levels are numbers).
 * Errors: data-unknown-column, data-missing-key, data-time-not-number, data-duplicate-key.
 */
export function panelIndex(table: Table, unitName: string, timeName: string): PanelIndex {
  const unitColumn = columnOf(table, unitName);
  const times = timeValues(columnOf(table, timeName), timeName, table.rows);
  const units: string[] = [];
  const seen = new Map<string, number>();
  const unit = new Int32Array(table.rows);
  for (let row = 0; row < table.rows; row++) {
    const label = textOf(unitColumn, row);
    if (label === null) throw new AimaqError('data-missing-key', { column: unitName, row: row + 1 });
    let code = seen.get(label);
    if (code === undefined) {
      code = units.push(label) - 1;
      seen.set(label, code);
    }
    unit[row] = code;
  }
  const distinct = [...new Set(times)].sort((a, b) => a - b);
  const position = new Map(distinct.map((t, i) => [t, i]));
  const time = Int32Array.from(times, (t) => position.get(t) as number);

  const order = Int32Array.from({ length: table.rows }, (_, row) => row).sort(
    (a, b) => unit[a] - unit[b] || time[a] - time[b] || a - b,
  );
  const start = new Int32Array(units.length + 1);
  for (let row = 0; row < table.rows; row++) start[unit[row] + 1]++;
  for (let i = 0; i < units.length; i++) start[i + 1] += start[i];

  for (let k = 1; k < order.length; k++) {
    const [a, b] = [order[k - 1], order[k]];
    if (unit[a] === unit[b] && time[a] === time[b]) {
      throw new AimaqError('data-duplicate-key', {
        unit: units[unit[a]],
        time: distinct[time[a]],
        first: Math.min(a, b) + 1,
        second: Math.max(a, b) + 1,
      });
    }
  }
  const gaps: Gap[] = [];
  for (let i = 0; i < units.length; i++) {
    const present = new Set(Array.from(order.subarray(start[i], start[i + 1]), (row) => time[row]));
    const positions = [...present];
    const missing = distinct.filter(
      (_, p) => p > Math.min(...positions) && p < Math.max(...positions) && !present.has(p),
    );
    if (missing.length > 0) gaps.push({ unit: units[i], missing });
  }
  const balanced = table.rows === units.length * distinct.length;
  return {
    unitName,
    timeName,
    units,
    times: distinct,
    step: stepOf(distinct),
    unit,
    time,
    order,
    start,
    balanced,
    gaps,
  };
}

/** Greatest common divisor of the distances, up to rounding in times such as 2020.25. */
function stepOf(times: readonly number[]): number {
  let step = 0;
  for (let i = 1; i < times.length; i++) {
    let [a, b] = [step, times[i] - times[i - 1]];
    while (b > 1e-6 * Math.max(a, b)) [a, b] = [b, Math.abs(a - b * Math.round(a / b))];
    step = a;
  }
  return step || 1;
}

function timeValues(column: Column, name: string, rows: number): Float64Array {
  const values = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const text = textOf(column, row);
    if (text === null) throw new AimaqError('data-missing-key', { column: name, row: row + 1 });
    const value = Number(text);
    if (Number.isNaN(value)) throw new AimaqError('data-time-not-number', { column: name, row: row + 1, value: text });
    values[row] = value;
  }
  return values;
}
