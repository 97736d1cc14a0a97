/** `aimaq correlate`: how columns go together. */
import { correlateTable } from '@aimaq/engine/correlation';
import { correlationTable } from '@aimaq/engine/views';
import { formatOf, printJson, printTables, sayNotes, words } from '../io/output.js';
import { type DataOptions, readTable } from '../io/table.js';

export interface CorrelateCommandOptions extends DataOptions {
  readonly columns: readonly string[];
  readonly method?: string;
  readonly panel?: { unit: string; time: string };
  readonly adjust?: string;
  readonly level?: number;
}

export async function correlate(data: string, options: CorrelateCommandOptions): Promise<void> {
  const { columns, method, panel, adjust, level } = options;
  const format = formatOf(options);
  const document = correlateTable(await readTable(data, options), columns, {
    ...(method === undefined ? {} : { method }),
    ...(panel === undefined ? {} : { panel }),
    ...(adjust === undefined ? {} : { adjust }),
    ...(level === undefined ? {} : { level }),
  });
  if (format === 'json') {
    await printJson(document, options);
    sayNotes(document.warnings ?? [], options);
    return;
  }
  await printTables([correlationTable(document, words(options))], options);
}
