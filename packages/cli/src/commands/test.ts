/** `aimaq test`: specification tests of one or, with sw() and csw(), several models. */
import { testTable } from '@aimaq/engine/panel';
import { testsTable } from '@aimaq/engine/views';
import { formatOf, printJson, printTables, sayNotes, words } from '../io/output.js';
import { type DataOptions, readTable } from '../io/table.js';

export interface TestCommandOptions extends DataOptions {
  readonly formula: string;
  readonly panel: { unit: string; time: string };
  readonly tests?: readonly string[];
  readonly where?: string;
}

export async function test(data: string, options: TestCommandOptions): Promise<void> {
  const { formula, panel, tests, where } = options;
  const format = formatOf(options);
  const documents = testTable(await readTable(data, options), formula, {
    panel,
    ...(tests === undefined ? {} : { tests }),
    ...(where === undefined ? {} : { where }),
  });
  if (format === 'json') {
    await printJson(documents.length === 1 ? documents[0] : documents, options);
    sayNotes(
      documents.flatMap((document) => document.warnings),
      options,
    );
    return;
  }
  const reader = words(options);
  await printTables(
    documents.map((document) => testsTable(document, reader)),
    options,
  );
}
