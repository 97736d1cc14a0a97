/** `aimaq diff`: two results of a study side by side. */
import { compareResults } from '@aimaq/engine/result';
import { diffTables, readerOf } from '@aimaq/engine/views';
import { formatOf, type OutputOptions, printJson, printTables, words } from '../io/output.js';
import { readResultFile } from '../io/result.js';

export async function diff(a: string, b: string, options: OutputOptions): Promise<void> {
  const [from, to] = [await readResultFile(a), await readResultFile(b)];
  const document = compareResults(from, to);
  if (formatOf(options) === 'json') await printJson(document, options);
  else await printTables(diffTables(document, readerOf(to, words(options))), options);
}
