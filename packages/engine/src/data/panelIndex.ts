/**
 * Panel index: which unit and period each row belongs to. Lags and differences follow the time values, never the rows.
 * A unit seen twice in one period is an error, gaps inside a unit's span are reported.
 */
import { AimaqError } from '../errors.js';
import { chosen, everyRow, type Levels, levelsOf } from './levels.js';
import { columnOf, type Table } from './table.js';

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
 * From row `used` on a unit may come again in a period: those rows are only predicted.
 * Errors: data-unknown-column, data-missing-key, data-time-not-number, data-duplicate-key.
 */
export function panelIndex(table: Table, unitName: string, timeName: string, used = table.rows): PanelIndex {
  const unit = keyOf(table, unitName);
  const time = keyOf(table, timeName);
  const values = time.labels.map(Number);
  values.forEach((value, code) => {
    if (!Number.isNaN(value)) return;
    const row = time.codes.indexOf(code) + 1;
    throw new AimaqError('data-time-not-number', { column: timeName, row, value: time.labels[code] });
  });
  const index = indexOf(unit, time, values);
  const { order, times } = index;
  for (let k = 1; k < order.length; k++) {
    const [a, b] = [order[k - 1], order[k]];
    if (index.unit[a] === index.unit[b] && index.time[a] === index.time[b] && Math.max(a, b) < used) {
      throw new AimaqError('data-duplicate-key', {
        unit: index.units[index.unit[a]],
        time: times[index.time[a]],
        first: Math.min(a, b) + 1,
        second: Math.max(a, b) + 1,
      });
    }
  }
  return { unitName, timeName, ...index, gaps: gapsOf(index) };
}

/** Index of the chosen rows, units and periods that are left numbered anew; gaps stay those of the whole table. */
export function chosenIndex(index: PanelIndex, rows: Int32Array): PanelIndex {
  const unit = chosen({ codes: index.unit, labels: index.units }, rows);
  const time = chosen({ codes: index.time, labels: index.times.map(String) }, rows);
  return { ...index, ...indexOf(unit, time, time.labels.map(Number)), step: index.step };
}

function keyOf(table: Table, name: string): Levels {
  const levels = levelsOf(columnOf(table, name));
  const missing = levels.codes.indexOf(-1);
  if (missing >= 0) throw new AimaqError('data-missing-key', { column: name, row: missing + 1 });
  return levels;
}

type RowIndex = Omit<PanelIndex, 'unitName' | 'timeName' | 'gaps'>;

/** `values`: period of each time level, distinct texts of one number being one period. */
function indexOf(unit: Levels, time: Levels, values: readonly number[]): RowIndex {
  const times = [...new Set(values)].sort((a, b) => a - b);
  const position = new Map(times.map((value, p) => [value, p]));
  const positions = Int32Array.from(values, (value) => position.get(value) as number);
  const n = unit.codes.length;
  const own = new Int32Array(n);
  for (let row = 0; row < n; row++) own[row] = positions[time.codes[row]];
  // Two counting sorts, the second one stable: by period, then by unit.
  const byTime = ordered(own, times.length, everyRow(n));
  const order = ordered(unit.codes, unit.labels.length, byTime.order);
  return {
    units: unit.labels,
    times,
    step: stepOf(times),
    unit: unit.codes,
    time: own,
    order: order.order,
    start: order.start,
    balanced: n === unit.labels.length * times.length,
  };
}

function ordered(codes: Int32Array, levels: number, before: Int32Array) {
  const start = new Int32Array(levels + 1);
  for (let row = 0; row < codes.length; row++) start[codes[row] + 1]++;
  for (let g = 0; g < levels; g++) start[g + 1] += start[g];
  const next = start.slice();
  const order = new Int32Array(codes.length);
  for (let i = 0; i < before.length; i++) order[next[codes[before[i]]]++] = before[i];
  return { start, order };
}

function gapsOf({ units, times, time, order, start }: RowIndex): Gap[] {
  const gaps: Gap[] = [];
  for (let g = 0; g < units.length; g++) {
    const first = time[order[start[g]]];
    const last = time[order[start[g + 1] - 1]];
    if (last - first + 1 === start[g + 1] - start[g]) continue;
    const present = new Set(Array.from(order.subarray(start[g], start[g + 1]), (row) => time[row]));
    gaps.push({ unit: units[g], missing: times.slice(first, last + 1).filter((_, p) => !present.has(first + p)) });
  }
  return gaps;
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
