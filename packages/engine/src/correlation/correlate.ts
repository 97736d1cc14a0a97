/**
 * Correlations of the columns of a table, each pair over the rows where both are present, p-values adjusted for the
 * number of pairs; with three columns or more also given the others, with a panel also within and between units (Pearson).
 */
import { type PanelIndex, panelIndex } from '../data/panelIndex.js';
import { columnOf, squarable, type Table } from '../data/table.js';
import { AimaqError, type Note, note } from '../errors.js';
import { ADJUSTMENTS, type AdjustmentMethod, adjust } from '../inference/multiplicity.js';
import type { CorrelationDocument } from '../result/documents/correlation.js';
import type { Association } from './association.js';
import { kendall } from './kendall.js';
import { panelCorrelation } from './panelCorrelation.js';
import { partialCorrelations } from './partial.js';
import { pearson } from './pearson.js';
import { spearman } from './spearman.js';

export const CORRELATIONS = { pearson, spearman, kendall } as const satisfies Record<
  string,
  (x: Float64Array, y: Float64Array, level?: number) => Association
>;
export type CorrelationMethod = keyof typeof CORRELATIONS;

export interface CorrelateOptions {
  readonly method?: string;
  readonly panel?: { readonly unit: string; readonly time: string };
  readonly adjust?: string;
  readonly level?: number;
}

/** Errors: data-unknown-column, data-too-large, correlation-unknown-method, correlation-unknown-adjustment, correlation-not-numeric, correlation-few-columns. */
export function correlateTable(
  table: Table,
  columns: readonly string[],
  options: CorrelateOptions = {},
): CorrelationDocument {
  const { method = 'pearson', level = 0.95 } = options;
  const associate = CORRELATIONS[methodOf(method)];
  const adjustment = adjustmentOf(options.adjust ?? 'holm');
  if (new Set(columns).size < 2) throw new AimaqError('correlation-few-columns', { count: new Set(columns).size });
  const values = columns.map((name) => numbers(table, name));
  const index = options.panel === undefined ? undefined : panelIndex(table, options.panel.unit, options.panel.time);

  const given = method === 'pearson' && values.length > 2 ? partialCorrelations(values) : null;
  const notes: Note[] = [];
  const pairs = columns.flatMap((x, i) =>
    columns.slice(i + 1).map((y, k) => {
      const [a, b] = complete(values[i], values[i + 1 + k]);
      const found = associate(a, b, level);
      if (found.estimate === null) notes.push(note('correlation-undefined', { x, y, n: a.length }));
      const partial = given === null ? null : given[i][i + 1 + k];
      return {
        x,
        y,
        ...found,
        partial,
        ...parts(values[i], values[i + 1 + k], method === 'pearson' ? index : undefined),
      };
    }),
  );
  const known = pairs.flatMap((pair, i) => (pair.pValue === null ? [] : [{ i, p: pair.pValue }]));
  const adjusted = adjust(
    known.map(({ p }) => p),
    adjustment,
  );
  const adjustedOf = new Map(known.map(({ i }, k) => [i, adjusted[k]]));
  return {
    schema: 'aimaq/correlation@1',
    method,
    adjust: adjustment,
    pairs: pairs.map((pair, i) => ({
      ...pair,
      confidenceInterval: pair.confidenceInterval === null ? null : [...pair.confidenceInterval],
      adjustedPValue: adjustedOf.get(i) ?? null,
    })),
    warnings: notes.map((one) => ({ ...one })),
  };
}

function parts(x: Float64Array, y: Float64Array, index: PanelIndex | undefined) {
  if (index === undefined) return { within: null, between: null, withinTwoWays: null };
  return panelCorrelation(x, y, index);
}

function complete(x: Float64Array, y: Float64Array): readonly [Float64Array, Float64Array] {
  const rows = Array.from(x, (_, i) => i).filter((i) => Number.isFinite(x[i]) && Number.isFinite(y[i]));
  return [Float64Array.from(rows, (i) => x[i]), Float64Array.from(rows, (i) => y[i])];
}

function numbers(table: Table, name: string): Float64Array {
  const column = columnOf(table, name);
  if (column.kind !== 'number') throw new AimaqError('correlation-not-numeric', { column: name });
  return squarable(name, column.values);
}

function methodOf(name: string): CorrelationMethod {
  if (name in CORRELATIONS) return name as CorrelationMethod;
  throw new AimaqError('correlation-unknown-method', { name, known: Object.keys(CORRELATIONS).join(', ') });
}

function adjustmentOf(name: string): AdjustmentMethod {
  const found = ADJUSTMENTS.find((one) => one === name.toLowerCase());
  if (found === undefined)
    throw new AimaqError('correlation-unknown-adjustment', { name, known: ADJUSTMENTS.join(', ') });
  return found;
}
