/** A table as LaTeX with booktabs; compiles with `\usepackage{booktabs}` and, for Cyrillic, XeLaTeX or T2A. */
import type { TableView } from '../table/table.js';

const SPECIAL: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '\u2212': '$-$',
  '²': '\\textsuperscript{2}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  '\u00a0': '~',
};

export function renderLatex(table: TableView): string {
  const row = (cells: readonly string[]) => `${cells.map(escapeLatex).join(' & ')} \\\\`;
  const align = table.columns.map(({ kind }) => (kind === 'text' ? 'l' : kind === 'number' ? 'r' : 'c')).join('');
  const blocks = table.blocks.filter((block) => block.length > 0);
  return `${[
    '\\begin{table}',
    '\\centering',
    `\\caption{${escapeLatex(table.title)}}`,
    `\\begin{tabular}{${align}}`,
    '\\toprule',
    row(table.columns.map((column) => column.heading)),
    '\\midrule',
    ...blocks.flatMap((block, i) => [...(i > 0 ? ['\\midrule'] : []), ...block.map(row)]),
    '\\bottomrule',
    '\\end{tabular}',
    ...table.notes.map((note) => `\\par\\smallskip\\footnotesize ${escapeLatex(note)}`),
    '\\end{table}',
  ].join('\n')}\n`;
}

export function escapeLatex(text: string): string {
  return text.replace(/[\\~^<>|\u2212²\u00a0]|[&%$#_{}]/g, (character) => SPECIAL[character] ?? `\\${character}`);
}
