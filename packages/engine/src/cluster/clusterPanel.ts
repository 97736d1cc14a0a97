/**
 * A panel in `aimaq/cluster@1`: observations are grouped by their means over time, then each period by itself under the
 * names of these groups, with who moved and whether the move is more than noise.
 */
import { type Column, categoryColumn, columnOf, numberColumn, type Table, textOf } from '../data/table.js';
import { AimaqError } from '../errors.js';
import type { ClusterDocument } from '../result/documents/cluster.js';
import type { ClusterOptions } from './clusterOptions.js';
import { clusterTable } from './clusterTable.js';
import { groupsOfYears, type YearsOfData, yearlySpecifications } from './eachYear.js';
import { multiverseDocument } from './encode.js';
import { specificationsOf } from './specifications.js';

/** Errors: cluster-time-plain, cluster-time-missing, cluster-not-numeric, cluster-duplicate-id, and those of clusterTable. */
export function clusterPanel(
  table: Table,
  { time, multiverse, ...options }: ClusterOptions & { readonly time: string },
): ClusterDocument {
  const {
    columns,
    method = 'ward',
    distance = 'euclidean',
    standardize = 'zscore',
    stability = 200,
    seed = 1,
  } = options;
  const refused = [options.matrix, options.weights, options.neighbors, options.coordinates].some(
    (one) => one !== undefined && one !== false,
  );
  if (refused || distance === 'gower') throw new AimaqError('cluster-time-plain', {});
  const cells = readPanel(table, options.id, time, columns);
  const document = clusterTable(meansOf(cells, options.id, columns), options);
  const { labels } = document;
  const input: YearsOfData = {
    years: yearsOf(cells, labels, columns),
    names: columns,
    total: labels.length,
    k: document.k,
    method,
    distance,
    standardize,
  };
  const found = groupsOfYears(input, document.partition, { draws: stability, seed });
  const raw = columns.map((_, j) => Float64Array.from(labels, (label) => cells.mean(label, j)));
  const whole = { raw, names: columns, distance, k: document.k, year: null, total: labels.length };
  return {
    ...document,
    multiverse:
      multiverse === true
        ? multiverseDocument(
            [...specificationsOf({ ...whole, rows: labels.map((_, i) => i) }), ...yearlySpecifications(input)],
            document.partition,
            labels,
          )
        : null,
    years: {
      years: found.years.map(({ year, partition }) => ({ year, partition: [...partition] })),
      moves: found.moves.map(({ observation, ...move }) => ({ label: labels[observation], ...move })),
    },
  };
}

interface Cells {
  readonly labels: readonly string[];
  readonly years: readonly number[];
  /** NaN = missing. */
  value(label: string, year: number, column: number): number;
  /** Over the years in which the figure is known. */
  mean(label: string, column: number): number;
}

function readPanel(table: Table, id: string, time: string, columns: readonly string[]): Cells {
  if (columns.length === 0) throw new AimaqError('cluster-no-columns', {});
  const numbers = (name: string) => {
    const column = columnOf(table, name);
    if (column.kind !== 'number') throw new AimaqError('cluster-not-numeric', { column: name });
    return column.values;
  };
  const ids = columnOf(table, id);
  const when = numbers(time);
  const values = columns.map(numbers);
  const rows = new Map<string, Map<number, number>>();
  for (let row = 0; row < table.rows; row++) {
    const label = textOf(ids, row);
    const year = when[row];
    if (label === null || !Number.isFinite(year))
      throw new AimaqError('cluster-time-missing', { row: row + 1, id, time });
    const own = rows.get(label) ?? new Map<number, number>();
    if (own.has(year)) throw new AimaqError('cluster-duplicate-id', { id: `${label} ${year}`, column: id });
    rows.set(label, own.set(year, row));
  }
  const known = (label: string, column: number) =>
    [...(rows.get(label)?.values() ?? [])].map((row) => values[column][row]).filter(Number.isFinite);
  return {
    labels: [...rows.keys()],
    years: [...new Set(when)].sort((a, b) => a - b),
    value(label, year, column) {
      const row = rows.get(label)?.get(year);
      return row === undefined ? Number.NaN : values[column][row];
    },
    mean(label, column) {
      const all = known(label, column);
      return all.length === 0 ? Number.NaN : all.reduce((sum, value) => sum + value, 0) / all.length;
    },
  };
}

function meansOf({ labels, mean }: Cells, id: string, columns: readonly string[]): Table {
  return {
    rows: labels.length,
    columns: new Map<string, Column>([
      [id, categoryColumn(labels)],
      ...columns.map((name, j): [string, Column] => [name, numberColumn(labels.map((label) => mean(label, j)))]),
    ]),
  };
}

/** Years in which at least three observations have all figures. */
function yearsOf({ years, value }: Cells, labels: readonly string[], columns: readonly string[]) {
  return years.flatMap((year) => {
    const complete = (label: string) => columns.every((_, j) => Number.isFinite(value(label, year, j)));
    const rows = labels.flatMap((label, i) => (complete(label) ? [i] : []));
    if (rows.length < 3) return [];
    return [{ year, rows, raw: columns.map((_, j) => Float64Array.from(rows, (i) => value(labels[i], year, j))) }];
  });
}
