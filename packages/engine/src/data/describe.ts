/**
 * What is in a table, column by column, and how a panel varies: overall, between units (of unit means) and within
 * (deviations from them, the grand mean added back), as xtsum gives it. Quartiles are Hyndman & Fan (1996) type 7.
 */
import { type PanelIndex, panelIndex } from './panelIndex.js';
import type { NumberColumn, Table } from './table.js';

export interface NumberSummary {
  readonly name: string;
  readonly kind: 'number';
  readonly n: number;
  readonly missing: number;
  readonly mean: number | null;
  /** Divisor n − 1; null with fewer than two values. */
  readonly standardDeviation: number | null;
  readonly min: number | null;
  readonly lowerQuartile: number | null;
  readonly median: number | null;
  readonly upperQuartile: number | null;
  readonly max: number | null;
  readonly between: number | null;
  readonly within: number | null;
}

export interface CategorySummary {
  readonly name: string;
  readonly kind: 'category';
  readonly n: number;
  readonly missing: number;
  readonly levels: number;
  /** The most frequent levels, at most five. */
  readonly frequent: readonly { readonly level: string; readonly count: number }[];
}

export interface TableSummary {
  readonly rows: number;
  readonly columns: readonly (NumberSummary | CategorySummary)[];
  readonly panel: {
    readonly unit: string;
    readonly time: string;
    readonly units: number;
    readonly times: readonly number[];
    readonly balanced: boolean;
    readonly gaps: readonly { readonly unit: string; readonly missing: readonly number[] }[];
  } | null;
}

/** Errors: those of `panelIndex`. */
export function describeTable(table: Table, panel?: { readonly unit: string; readonly time: string }): TableSummary {
  const index = panel === undefined ? undefined : panelIndex(table, panel.unit, panel.time);
  const columns = [...table.columns].map(([name, column]): NumberSummary | CategorySummary => {
    if (column.kind === 'number') return numberSummary(name, column, name === panel?.time ? undefined : index);
    const counts = new Array<number>(column.levels.length).fill(0);
    let missing = 0;
    for (const code of column.codes) {
      if (code < 0) missing++;
      else counts[code]++;
    }
    const frequent = column.levels
      .map((level, i) => ({ level, count: counts[i] }))
      .sort((a, b) => b.count - a.count)
      .slice(0, 5);
    return { name, kind: 'category', n: table.rows - missing, missing, levels: column.levels.length, frequent };
  });
  return {
    rows: table.rows,
    columns,
    panel:
      index === undefined
        ? null
        : {
            unit: index.unitName,
            time: index.timeName,
            units: index.units.length,
            times: index.times,
            balanced: index.balanced,
            gaps: index.gaps.map((gap) => ({ unit: gap.unit, missing: gap.missing })),
          },
  };
}

function numberSummary(name: string, column: NumberColumn, index: PanelIndex | undefined): NumberSummary {
  const sorted = column.values.filter((value) => !Number.isNaN(value)).sort();
  const n = sorted.length;
  return {
    name,
    kind: 'number',
    n,
    missing: column.values.length - n,
    mean: n === 0 ? null : meanOf(sorted),
    standardDeviation: deviation(sorted),
    min: quantile(sorted, 0),
    lowerQuartile: quantile(sorted, 0.25),
    median: quantile(sorted, 0.5),
    upperQuartile: quantile(sorted, 0.75),
    max: quantile(sorted, 1),
    ...(index === undefined ? { between: null, within: null } : parts(column.values, index)),
  };
}

function parts(values: Float64Array, index: PanelIndex): { between: number | null; within: number | null } {
  const sum = new Float64Array(index.units.length);
  const count = new Int32Array(index.units.length);
  values.forEach((value, row) => {
    if (Number.isNaN(value)) return;
    sum[index.unit[row]] += value;
    count[index.unit[row]]++;
  });
  const means = sum.map((total, unit) => total / count[unit]);
  const deviations = values.map((value, row) => value - means[index.unit[row]]).filter((value) => !Number.isNaN(value));
  return { between: deviation(means.filter((mean) => !Number.isNaN(mean))), within: deviation(deviations) };
}

function meanOf(values: Float64Array): number {
  const first = values.reduce((sum, value) => sum + value, 0) / values.length;
  // A second pass takes out what rounding left in the first.
  return first + values.reduce((sum, value) => sum + (value - first), 0) / values.length;
}

function deviation(values: Float64Array): number | null {
  if (values.length < 2) return null;
  const mean = meanOf(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

function quantile(sorted: Float64Array, p: number): number | null {
  if (sorted.length === 0) return null;
  const at = (sorted.length - 1) * p;
  const low = Math.floor(at);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
}
