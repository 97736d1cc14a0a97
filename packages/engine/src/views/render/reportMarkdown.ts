/** A report as Markdown; pictures are links to the files beside it, each with its description. */
import type { Report, ReportBlock } from '../report/blocks.js';
import { escapeMarkdown, renderMarkdown } from './markdown.js';

export function reportMarkdown(report: Report): string {
  return `${[
    `# ${escapeMarkdown(report.title)}`,
    escapeMarkdown(report.subtitle),
    ...report.blocks.map(block).filter((text) => text !== ''),
  ].join('\n\n')}\n`;
}

function block(one: ReportBlock): string {
  switch (one.kind) {
    case 'heading':
      return `${'#'.repeat(one.level)} ${escapeMarkdown(one.text)}`;
    case 'paragraph':
      return one.tone === 'verdict' ? `**${escapeMarkdown(one.text)}**` : escapeMarkdown(one.text);
    case 'list':
      return one.items.map((item) => `- ${escapeMarkdown(item)}`).join('\n');
    case 'table':
      return renderMarkdown(one.table).trimEnd();
    case 'figure':
      return `![${escapeMarkdown(one.scene.description)}](${one.file})\n\n*${escapeMarkdown(one.scene.title)}*`;
  }
}
