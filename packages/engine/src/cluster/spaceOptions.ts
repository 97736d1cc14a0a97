/** What a command says of space, checked against the observations: who touches whom, and how far apart they lie. */
import { columnOf, type Table } from '../data/table.js';
import { AimaqError } from '../errors.js';
import type { ClusterOptions } from './clusterOptions.js';
import { type Condensed, distances } from './distance/distances.js';
import type { Contiguity } from './linkage/contiguity.js';
import type { Observations } from './observations.js';

/** Errors: cluster-neighbor-unknown. Pairs with an observation that was left out for its gaps are passed over. */
export function contiguityOf(
  { neighbors }: ClusterOptions,
  labels: readonly string[],
  all: readonly string[],
): Contiguity | undefined {
  if (neighbors === undefined) return undefined;
  const place = new Map(labels.map((label, i) => [label, i]));
  const known = new Set(all);
  return neighbors.flatMap(([a, b]): [number, number][] => {
    for (const label of [a, b]) if (!known.has(label)) throw new AimaqError('cluster-neighbor-unknown', { label });
    const [i, j] = [place.get(a), place.get(b)];
    return i === undefined || j === undefined ? [] : [[i, j]];
  });
}

/** Euclidean distances of the coordinates; null when none were named. Errors: cluster-coordinates. */
export function spaceOf(
  table: Table,
  { coordinates }: ClusterOptions,
  { rows, labels }: Observations,
): Condensed | null {
  if (coordinates === undefined) return null;
  const columns = coordinates.map((name) => {
    const column = columnOf(table, name);
    if (column.kind !== 'number') throw new AimaqError('cluster-not-numeric', { column: name });
    rows.forEach((row, i) => {
      if (!Number.isFinite(column.values[row]))
        throw new AimaqError('cluster-coordinates', { column: name, id: labels[i] });
    });
    return column.values;
  });
  return distances(
    rows.map((row) => Float64Array.from(columns, (values) => values[row])),
    'euclidean',
  );
}
