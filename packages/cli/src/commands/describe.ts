/** `aimaq describe`: what is in a table. */
import { describeTable } from '@aimaq/engine/data';
import type { TableView, Words } from '@aimaq/engine/views';
import { formatOf, printJson, printTables, words } from '../io/output.js';
import { type DataOptions, readSource, type Source } from '../io/table.js';
import { wordsOf } from '../words.js';

export async function describe(
  data: string,
  options: DataOptions & { readonly panel?: { unit: string; time: string } },
): Promise<void> {
  const source = await readSource(data, options);
  const summary = describeTable(source.table, options.panel);
  if (formatOf(options) === 'json') {
    const { format, sha256 } = source;
    await printJson(
      { schema: 'aimaq/description@1', source: { format, reading: said(source, wordsOf('en')), sha256 }, ...summary },
      options,
    );
    return;
  }
  const reader = words(options);
  const tables = [numbersTable(summary, reader), categoriesTable(summary, reader)];
  const filled = tables.filter((table) => table.blocks.flat().length > 0);
  const last = filled.pop();
  if (last === undefined) return;
  const read = reader.text('cli.describe.read', {
    how: [source.format.toUpperCase(), ...said(source, reader)].join(', '),
  });
  await printTables([...filled, { ...last, notes: [...last.notes, read] }], options);
}

function said({ reading }: Source, words: Words): string[] {
  return reading.map((part) => (typeof part === 'string' ? part : words.text(part)));
}

type Summary = ReturnType<typeof describeTable>;

function numbersTable(summary: Summary, say: Words): TableView {
  const panel = summary.panel !== null;
  const keys = [
    'n',
    'missing',
    'mean',
    'standardDeviation',
    'min',
    'lowerQuartile',
    'median',
    'upperQuartile',
    'max',
  ] as const;
  const parts = panel ? (['between', 'within'] as const) : [];
  return {
    title: say.text('cli.describe.numbers', { rows: summary.rows }),
    columns: [
      { heading: say.text('cli.describe.column'), kind: 'text' },
      ...[...keys, ...parts].map((key) => ({ heading: say.text(`cli.describe.${key}`), kind: 'number' as const })),
    ],
    blocks: [
      summary.columns
        .filter((column) => column.kind === 'number')
        .map((column) => [column.name, ...[...keys, ...parts].map((key) => say.number(column[key]))]),
    ],
    notes: panelNotes(summary, say),
  };
}

function categoriesTable(summary: Summary, say: Words): TableView {
  return {
    title: say.text('cli.describe.categories'),
    columns: [
      { heading: say.text('cli.describe.column'), kind: 'text' },
      { heading: say.text('cli.describe.n'), kind: 'number' },
      { heading: say.text('cli.describe.missing'), kind: 'number' },
      { heading: say.text('cli.describe.levels'), kind: 'number' },
      { heading: say.text('cli.describe.frequent'), kind: 'text' },
    ],
    blocks: [
      summary.columns
        .filter((column) => column.kind === 'category')
        .map((column) => [
          column.name,
          say.number(column.n),
          say.number(column.missing),
          say.number(column.levels),
          column.frequent.map(({ level, count }) => `${level} (${count})`).join(', '),
        ]),
    ],
    notes: [],
  };
}

function panelNotes({ panel }: Summary, say: Words): readonly string[] {
  if (panel === null) return [];
  const [from, to] = [panel.times[0], panel.times[panel.times.length - 1]];
  const shape = say.text(panel.balanced ? 'cli.describe.balanced' : 'cli.describe.unbalanced', {
    units: panel.units,
    periods: panel.times.length,
    from: say.year(from ?? 0),
    to: say.year(to ?? 0),
  });
  const gaps = panel.gaps
    .slice(0, 5)
    .map((gap) => `${gap.unit}: ${gap.missing.map((time) => say.year(time)).join(', ')}`);
  return gaps.length === 0 ? [shape] : [shape, say.text('cli.describe.gaps', { gaps: gaps.join('; ') })];
}
