/** From a table to observations: complete rows with their names, on one scale, or the distances that the table holds. */
import { columnOf, squarable, type Table, textOf } from '../data/table.js';
import { AimaqError, type Note, note } from '../errors.js';
import type { ClusterOptions } from './clusterOptions.js';
import { type Condensed, condensedIndex, distances, type Points } from './distance/distances.js';
import { type GowerVariable, gower } from './distance/gower.js';
import { standardize } from './distance/standardize.js';

export interface Observations {
  readonly labels: readonly string[];
  /** Rows of the table that they stand in. */
  readonly rows: readonly number[];
  readonly columns: readonly string[];
  /** How the columns were put on one scale; `none` where distances were given. */
  readonly scale: string;
  readonly raw: readonly Float64Array[] | null;
  /** Columns on one scale and the same as rows; null where only distances are known. */
  readonly scaled: readonly Float64Array[] | null;
  readonly points: Points | null;
  readonly weights: Float64Array | null;
  /** Distances between all pairs; computed anew at each call. */
  distances(): Condensed;
}

/** Errors: data-unknown-column, data-too-large, cluster-not-numeric, cluster-duplicate-id, cluster-few-observations, cluster-constant-column, cluster-ordinal-text, cluster-unknown-*, cluster-matrix-*, cluster-weights. */
export function readObservations(table: Table, options: ClusterOptions, notes: Note[]): Observations {
  const labels = labelsOf(table, options.id);
  if (options.matrix === true) return fromMatrix(table, labels, options);
  const { columns, distance = 'euclidean', standardize: scale = 'zscore' } = options;
  if (columns.length === 0) throw new AimaqError('cluster-no-columns', {});
  const mixed = distance === 'gower';
  const values = columns.map((name) => numbersOf(table, name, mixed));
  const complete = (row: number) =>
    mixed
      ? values.some((column) => !Number.isNaN(column[row]))
      : values.every((column) => Number.isFinite(column[row]));
  const rows = labels.flatMap((_, row) => (complete(row) ? [row] : []));
  const left = labels.filter((_, row) => !complete(row));
  if (left.length > 0)
    notes.push(note('cluster-incomplete', { count: left.length, ids: left.slice(0, 10).join(', ') }));
  if (rows.length < 2) throw new AimaqError('cluster-few-observations', { n: rows.length, needed: 2 });
  const shared = {
    labels: rows.map((row) => labels[row]),
    rows,
    columns,
    weights: options.weights === undefined ? null : weightsOf(table, options.weights, rows),
  };
  const raw = values.map((column) => Float64Array.from(rows, (row) => column[row]));
  if (mixed) {
    const variables = raw.map(
      (column, j): GowerVariable => ({ kind: kindOf(table, columns[j], options), values: column }),
    );
    return {
      ...shared,
      scale: 'none',
      raw: null,
      scaled: null,
      points: null,
      distances: () => gower(variables, shared.labels),
    };
  }
  const scaled = standardize(raw, columns, scale).columns;
  const points = rows.map((_, i) => Float64Array.from(scaled, (column) => column[i]));
  return { ...shared, scale, raw, scaled, points, distances: () => distances(points, distance) };
}

/** Names of the rows, each once. */
function labelsOf(table: Table, id: string): string[] {
  const ids = columnOf(table, id);
  const seen = new Set<string>();
  return Array.from({ length: table.rows }, (_, row) => {
    const label = textOf(ids, row) ?? `row ${row + 1}`;
    if (seen.has(label)) throw new AimaqError('cluster-duplicate-id', { id: label, column: id });
    seen.add(label);
    return label;
  });
}

/** `codes`: text counts as numbers of its levels, missing as NaN. */
function numbersOf(table: Table, name: string, codes: boolean): Float64Array {
  const column = columnOf(table, name);
  if (column.kind === 'number') return squarable(name, column.values);
  if (!codes) throw new AimaqError('cluster-not-numeric', { column: name });
  return Float64Array.from(column.codes, (code) => (code < 0 ? Number.NaN : code));
}

function kindOf(table: Table, name: string, { nominal = [], ordinal = [] }: ClusterOptions): GowerVariable['kind'] {
  const text = columnOf(table, name).kind === 'category';
  if (text && ordinal.includes(name)) throw new AimaqError('cluster-ordinal-text', { column: name });
  if (text || nominal.includes(name)) return 'nominal';
  return ordinal.includes(name) ? 'ordinal' : 'numeric';
}

function weightsOf(table: Table, name: string, rows: readonly number[]): Float64Array {
  const values = numbersOf(table, name, false);
  return Float64Array.from(rows, (row) => {
    if (!(values[row] > 0) || !Number.isFinite(values[row]))
      throw new AimaqError('cluster-weights', { column: name, row: row + 1 });
    return values[row];
  });
}

/** A square table of distances: a column for each row, under the same names; upper and lower triangle must agree. */
function fromMatrix(table: Table, labels: readonly string[], options: ClusterOptions): Observations {
  const n = labels.length;
  if (n < 2) throw new AimaqError('cluster-few-observations', { n, needed: 2 });
  const columns = labels.map((label) => {
    if (!table.columns.has(label)) throw new AimaqError('cluster-matrix-column', { label });
    return numbersOf(table, label, false);
  });
  const values = new Float64Array((n * (n - 1)) / 2);
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const [upper, lower] = [columns[j][i], columns[i][j]];
      // One triangle may be left empty.
      const value = Number.isNaN(upper) ? lower : upper;
      if (!Number.isFinite(value) || value < 0)
        throw new AimaqError('cluster-matrix-value', { a: labels[i], b: labels[j] });
      if (!Number.isNaN(lower) && Math.abs(lower - value) > 1e-9 * Math.max(1, value))
        throw new AimaqError('cluster-matrix-asymmetric', { a: labels[i], b: labels[j] });
      values[condensedIndex(n, i, j)] = value;
    }
  }
  return {
    labels,
    rows: labels.map((_, i) => i),
    columns: [],
    scale: 'none',
    raw: null,
    scaled: null,
    points: null,
    weights:
      options.weights === undefined
        ? null
        : weightsOf(
            table,
            options.weights,
            labels.map((_, i) => i),
          ),
    distances: () => ({ n, values }),
  };
}
