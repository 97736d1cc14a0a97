/** `aimaq cluster`: a tree of observations and its groups. */
import { clusterTable } from '@aimaq/engine/cluster';
import { dendrogramScene, clusterTable as groupTable, validityTable } from '@aimaq/engine/views';
import { formatOf, printJson, printTables, sayNotes, words } from '../io/output.js';
import { writePicture } from '../io/picture.js';
import { type DataOptions, readTable } from '../io/table.js';

export interface ClusterCommandOptions extends DataOptions {
  readonly id: string;
  readonly columns: readonly string[];
  readonly standardize?: string;
  readonly distance?: string;
  readonly method?: string;
  readonly k?: number | 'auto';
  readonly stability?: number;
  readonly seed?: number;
  readonly figure?: string;
}

export async function cluster(data: string, options: ClusterCommandOptions): Promise<void> {
  const { id, columns, standardize, distance, method, k, stability, seed, figure } = options;
  const format = formatOf(options);
  const document = clusterTable(await readTable(data, options), {
    id,
    columns,
    ...(standardize === undefined ? {} : { standardize }),
    ...(distance === undefined ? {} : { distance }),
    ...(method === undefined ? {} : { method }),
    ...(k === undefined ? {} : { k }),
    ...(stability === undefined ? {} : { stability }),
    ...(seed === undefined ? {} : { seed }),
  });
  const reader = words(options);
  if (figure !== undefined) {
    const partition = document.partition.map((group) => group - 1);
    const groups = Array.from({ length: document.k }, (_, i) => String(i + 1));
    const scene = dendrogramScene({ tree: document.tree, names: document.labels, partition, groups }, reader);
    await writePicture(scene, figure);
  }
  if (format === 'json') {
    await printJson(document, options);
    sayNotes(document.warnings, options);
    return;
  }
  await printTables([groupTable(document, reader), validityTable(document, reader)], options);
}
