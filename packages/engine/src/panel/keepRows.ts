/** The design of some of its rows; levels, units and periods that are left empty go. */
import type { PanelIndex } from '../data/panelIndex.js';
import type { Design, DroppedRows, Effect, Groups } from '../design/design.js';
import { column, fromColumns } from '../numeric/columnMatrix.js';

/** `rows` are positions in the design, increasing; why the others went is added to the count of dropped rows. */
export function keepRows(design: Design, rows: Int32Array, reason: DroppedRows['reason']): Design {
  const pick = (values: Float64Array) => Float64Array.from(rows, (row) => values[row]);
  const { index, weights } = design;
  const lost = design.y.length - rows.length;
  return {
    ...design,
    rows: Int32Array.from(rows, (row) => design.rows[row]),
    y: pick(design.y),
    X: fromColumns(
      design.names.map((_, j) => pick(column(design.X, j))),
      rows.length,
    ),
    effects: design.effects.map((effect) => ({
      ...compact(effect.codes, effect.levels, rows),
      name: effect.name,
      ...(effect.slope === undefined ? {} : { slope: pick(effect.slope) }),
    })),
    ...(weights === undefined ? {} : { weights: { ...weights, values: pick(weights.values) } }),
    ...(index === undefined ? {} : { index: partOf(index, rows) }),
    dropped: [...design.dropped, { reason, count: lost }],
    groups: (by): Groups => {
      const all = design.groups(by);
      const { codes, levels } = compact(all.codes, all.labels, rows);
      return { codes, count: levels.length, labels: levels };
    },
    columns: (term) => design.columns(term).map(({ name, values }) => ({ name, values: pick(values) })),
  };
}

function compact(codes: Int32Array, labels: readonly string[], rows: Int32Array): Pick<Effect, 'codes' | 'levels'> {
  const levels: string[] = [];
  const seen = new Map<number, number>();
  const renumbered = Int32Array.from(rows, (row) => {
    let code = seen.get(codes[row]);
    if (code === undefined) {
      code = levels.push(labels[codes[row]]) - 1;
      seen.set(codes[row], code);
    }
    return code;
  });
  return { codes: renumbered, levels };
}

function partOf(index: PanelIndex, rows: Int32Array): PanelIndex {
  const { codes: unit, levels: units } = compact(index.unit, index.units, rows);
  const periods = [...new Set(Array.from(rows, (row) => index.time[row]))].sort((a, b) => a - b);
  const time = Int32Array.from(rows, (row) => periods.indexOf(index.time[row]));
  const order = Int32Array.from(rows.keys()).sort((a, b) => unit[a] - unit[b] || time[a] - time[b]);
  const start = new Int32Array(units.length + 1);
  for (const code of unit) start[code + 1]++;
  for (let i = 0; i < units.length; i++) start[i + 1] += start[i];
  return {
    ...index,
    units,
    times: periods.map((period) => index.times[period]),
    unit,
    time,
    order,
    start,
    balanced: rows.length === units.length * periods.length,
  };
}
