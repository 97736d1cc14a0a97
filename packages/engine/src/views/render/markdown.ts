/** A table as GitHub's Markdown; blocks follow each other, notes stand below. */
import type { TableView } from '../table/table.js';

export function renderMarkdown(table: TableView): string {
  const row = (cells: readonly string[]) => `| ${cells.map(escapeMarkdown).join(' | ')} |`;
  const rule = table.columns.map(({ kind }) => (kind === 'text' ? '---' : kind === 'number' ? '---:' : ':---:'));
  return `${[
    `**${escapeMarkdown(table.title)}**`,
    '',
    row(table.columns.map((column) => column.heading)),
    `| ${rule.join(' | ')} |`,
    ...table.blocks.flat().map(row),
    ...table.notes.flatMap((note) => ['', escapeMarkdown(note)]),
  ].join('\n')}\n`;
}

export function escapeMarkdown(text: string): string {
  return text.replace(/\r?\n/g, ' ').replace(/[\\`*_[\]<>|~#]/g, (character) => `\\${character}`);
}
