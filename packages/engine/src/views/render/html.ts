/** A table as HTML with a caption, header cells with scope and one `tbody` a block. */
import { escapeXml } from '../chart/svg.js';
import type { TableView } from '../table/table.js';

export function renderHtml(table: TableView): string {
  const head = table.columns
    .map((column) => `<th scope="col" class="${column.kind}">${escapeXml(column.heading)}</th>`)
    .join('');
  const bodies = table.blocks
    .filter((block) => block.length > 0)
    .map((block) => {
      const rows = block.map((row) => {
        const cells = row.map((cell, j) =>
          j === 0 && cell !== ''
            ? `<th scope="row">${escapeXml(cell)}</th>`
            : `<td class="${table.columns[j].kind}">${escapeXml(cell)}</td>`,
        );
        return `<tr>${cells.join('')}</tr>`;
      });
      return `<tbody>\n${rows.join('\n')}\n</tbody>`;
    });
  const notes = table.notes.map((note) => `<p class="note">${escapeXml(note)}</p>`);
  return `${[
    '<table>',
    `<caption>${escapeXml(table.title)}</caption>`,
    `<thead><tr>${head}</tr></thead>`,
    ...bodies,
    '</table>',
    ...notes,
  ].join('\n')}\n`;
}
