/** `aimaq cluster`: a tree of observations and its groups. */
import { type ClusterOptions, clusterTable, toNewick, toR } from '@aimaq/engine/cluster';
import {
  clusterDendrogram,
  evidenceTable,
  clusterTable as groupTable,
  profileTable,
  validityTable,
} from '@aimaq/engine/views';
import { misuse } from '../failure.js';
import { deliver, formatOf, printJson, printTables, sayNotes, words } from '../io/output.js';
import { writePicture } from '../io/picture.js';
import { type DataOptions, readTable, type Table } from '../io/table.js';

export interface ClusterCommandOptions
  extends DataOptions,
    Partial<Omit<ClusterOptions, 'id' | 'neighbors' | 'support'>> {
  readonly id: string;
  /** File of the pairs that touch. */
  readonly neighbors?: string;
  readonly figure?: string;
  readonly support?: boolean;
  readonly tree?: string;
}

const TREES = ['newick', 'r'];

export async function cluster(data: string, options: ClusterCommandOptions): Promise<void> {
  const { id, columns = [], matrix, neighbors, figure, support, tree, ...rest } = options;
  if (columns.length === 0 && matrix !== true)
    throw misuse('no columns to group by', 'name them with --columns, or say --matrix for a table of distances');
  if (tree !== undefined && !TREES.includes(tree))
    throw misuse(`there is no tree format "${tree}"`, `use ${TREES.join(' or ')}`);
  const format = formatOf(options);
  const document = clusterTable(await readTable(data, options), {
    ...rest,
    id,
    columns,
    ...(matrix === undefined ? {} : { matrix }),
    ...(neighbors === undefined ? {} : { neighbors: pairsOf(await readTable(neighbors, {}), neighbors) }),
    ...(support === undefined ? {} : { support }),
  });
  const reader = words(options);
  if (figure !== undefined) await writePicture(clusterDendrogram(document, reader), figure);
  if (tree !== undefined) {
    const text =
      tree === 'newick' ? toNewick(document.tree, document.labels) : toR(document.tree, document.labels, document);
    await deliver(text, options);
    sayNotes(document.warnings, options);
    return;
  }
  if (format === 'json') {
    await printJson(document, options);
    sayNotes(document.warnings, options);
    return;
  }
  const tables = [
    groupTable(document, reader),
    profileTable(document, reader),
    evidenceTable(document, reader),
    validityTable(document, reader),
  ];
  await printTables(
    tables.filter((table) => table !== null),
    options,
  );
}

/** The first two columns of a table, row by row. */
function pairsOf(table: Table, file: string): [string, string][] {
  const [from, to] = [...table.columns.values()];
  if (from === undefined || to === undefined)
    throw misuse(`${file} has no pairs`, 'give a table with two columns, a row for each pair that touches');
  const text = (column: typeof from, row: number) =>
    column.kind === 'number' ? String(column.values[row]) : (column.levels[column.codes[row] ?? -1] ?? '');
  return Array.from({ length: table.rows }, (_, row) => [text(from, row), text(to, row)]);
}
