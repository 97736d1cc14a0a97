/** `aimaq cluster`: a tree of observations and its groups. */
import {
  type ClusterOptions,
  clusterPanel,
  clusterTable,
  compareClusterings,
  toNewick,
  toR,
} from '@aimaq/engine/cluster';
import { type ClusterDocument, ClusterDocumentSchema, check } from '@aimaq/engine/result';
import {
  clusterDendrogram,
  comparisonTable,
  evidenceTable,
  clusterTable as groupTable,
  profileTable,
  validityTable,
  yearsTable,
} from '@aimaq/engine/views';
import { issuesFailure, misuse } from '../failure.js';
import { readBytes, textOf } from '../io/files.js';
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
  /** File of an earlier result to compare with. */
  readonly compare?: string;
}

const TREES = ['newick', 'r'];

export async function cluster(data: string, options: ClusterCommandOptions): Promise<void> {
  const { id, columns = [], matrix, neighbors, figure, support, tree, compare, time, ...rest } = options;
  if (columns.length === 0 && matrix !== true) throw misuse('no-columns');
  if (tree !== undefined && !TREES.includes(tree))
    throw misuse('unknown-tree', { name: tree, known: TREES.join(', ') });
  const format = formatOf(options);
  const table = await readTable(data, options);
  const asked = {
    ...rest,
    id,
    columns,
    ...(matrix === undefined ? {} : { matrix }),
    ...(neighbors === undefined ? {} : { neighbors: pairsOf(await readTable(neighbors, {}), neighbors) }),
    ...(support === undefined ? {} : { support }),
  };
  const found = time === undefined ? clusterTable(table, asked) : clusterPanel(table, { ...asked, time });
  const document: ClusterDocument =
    compare === undefined ? found : { ...found, comparison: compareClusterings(found, await readClustering(compare)) };
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
    yearsTable(document, reader),
    comparisonTable(document, reader),
  ];
  await printTables(
    tables.filter((table) => table !== null),
    options,
  );
}

/** An earlier result of this command. */
async function readClustering(file: string): Promise<ClusterDocument> {
  const text = textOf(await readBytes(file), file);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw misuse('not-json', { file });
  }
  const read = check(ClusterDocumentSchema, value);
  if (!read.ok) throw issuesFailure(read.issues, file);
  return read.value;
}

/** The first two columns of a table, row by row. */
function pairsOf(table: Table, file: string): [string, string][] {
  const [from, to] = [...table.columns.values()];
  if (from === undefined || to === undefined) throw misuse('no-pairs', { file });
  const text = (column: typeof from, row: number) =>
    column.kind === 'number' ? String(column.values[row]) : (column.levels[column.codes[row] ?? -1] ?? '');
  return Array.from({ length: table.rows }, (_, row) => [text(from, row), text(to, row)]);
}
