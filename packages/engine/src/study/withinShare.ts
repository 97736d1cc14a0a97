/**
 * How much of a variable the fixed effects leave: the share of its total sum of squares that remains once unit and year
 * means are swept out. A regressor with little left rests on small fluctuations, whatever its coefficient says.
 */
import type { StudyPanel } from '../data/panelTable.js';
import { absorb } from '../design/absorb.js';
import type { Effect } from '../design/design.js';

/** Between 0 and 1, over the cells that are present; null for a variable that does not vary. */
export function withinShare(panel: StudyPanel, variable: string): number | null {
  const cells = (panel.values.get(variable) ?? []).flatMap((row, unit) =>
    row.flatMap((value, year) => (value === null ? [] : [{ unit, year, value }])),
  );
  if (cells.length === 0) return null;
  const values = Float64Array.from(cells, (cell) => cell.value);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const total = squares(values.map((value) => value - mean));
  if (!(total > 1e-20 * squares(values))) return null;
  const effects = [
    effectOf(
      'unit',
      cells.map((cell) => cell.unit),
    ),
    effectOf(
      'year',
      cells.map((cell) => cell.year),
    ),
  ];
  return squares(absorb(effects, [values]).columns[0]) / total;
}

function effectOf(name: string, keys: readonly number[]): Effect {
  const levels = [...new Set(keys)].sort((a, b) => a - b);
  return { name, levels: levels.map(String), codes: Int32Array.from(keys, (key) => levels.indexOf(key)) };
}

function squares(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}
