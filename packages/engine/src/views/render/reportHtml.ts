/** A report as one self-contained HTML page that prints well: pictures inline, each with its numbers in a fold-out table. */
import type { Outline, Scene } from '../chart/scene.js';
import { escapeXml, sceneToSvg } from '../chart/svg.js';
import type { Report, ReportBlock } from '../report/blocks.js';
import { renderHtml } from './html.js';

const STYLE = `
:root { color-scheme: light; }
body { font: 16px/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif; color: #1b2430; background: #fff; margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 50rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .25rem; } h2 { margin-top: 2.5rem; border-top: 1px solid #e3e7ec; padding-top: 1.25rem; } h3 { margin-top: 1.75rem; }
.subtitle, .note { color: #5a6675; } .note { font-size: .875rem; margin: .25rem 0; }
.verdict { border-left: 4px solid #0b5cad; background: #f3f7fb; padding: .5rem .75rem; font-weight: 600; }
figure { margin: 1.5rem 0; } figure svg { max-width: 100%; height: auto; } figcaption { color: #5a6675; font-size: .875rem; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; font-size: .9rem; margin: 1rem 0 .5rem; width: 100%; }
caption { text-align: left; font-weight: 600; padding-bottom: .25rem; } th, td { padding: .3rem .6rem; text-align: left; vertical-align: top; }
thead th { border-bottom: 2px solid #1b2430; } tbody { border-bottom: 1px solid #8b96a5; } tbody th { font-weight: 400; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; } .center { text-align: center; font-variant-numeric: tabular-nums; }
td { overflow-wrap: anywhere; } details { font-size: .9rem; }
@media print { body { max-width: none; padding: 0; font-size: 11pt; } details { display: none; } h2, h3 { break-after: avoid; } figure, tr { break-inside: avoid; } }
`;

export function reportHtml(report: Report, labels: { readonly table: string; readonly outline: string }): string {
  const contents = report.blocks.flatMap((one) =>
    one.kind === 'heading' && one.level === 2
      ? [`<li><a href="#${escapeXml(one.id)}">${escapeXml(one.text)}</a></li>`]
      : [],
  );
  const title = escapeXml(report.title);
  return `${[
    '<!doctype html>',
    `<html lang="${escapeXml(report.locale)}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${title}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    `<h1>${title}</h1>`,
    `<p class="subtitle">${escapeXml(report.subtitle)}</p>`,
    `<nav><ol>${contents.join('')}</ol></nav>`,
    '<main>',
    ...report.blocks.map((one, i) => block(one, `figure-${i}`, labels)),
    '</main>',
    '</body>',
    '</html>',
  ].join('\n')}\n`;
}

function block(one: ReportBlock, id: string, labels: { readonly table: string; readonly outline: string }): string {
  switch (one.kind) {
    case 'heading':
      return `<h${one.level} id="${escapeXml(one.id)}">${escapeXml(one.text)}</h${one.level}>`;
    case 'paragraph':
      return `<p${one.tone === undefined ? '' : ` class="${one.tone}"`}>${escapeXml(one.text)}</p>`;
    case 'list':
      return one.items.length === 0
        ? ''
        : `<ul>${one.items.map((item) => `<li>${escapeXml(item)}</li>`).join('')}</ul>`;
    case 'table':
      return `<div class="scroll" tabindex="0" role="region" aria-label="${escapeXml(one.table.title)}">\n${renderHtml(one.table)}</div>`;
    case 'figure':
      return figure(one.scene, id, labels);
  }
}

function figure(scene: Scene, id: string, labels: { readonly table: string; readonly outline: string }): string {
  const { columns, rows } = scene.table;
  const table = renderHtml({
    title: scene.title,
    columns: columns.map((heading) => ({ heading, kind: 'text' })),
    blocks: [rows],
    notes: [],
  });
  const outline =
    scene.outline === undefined
      ? ''
      : `<details><summary>${escapeXml(labels.outline)}</summary>${nested(scene.outline)}</details>`;
  return [
    '<figure>',
    sceneToSvg(scene, { id, standalone: true }),
    `<figcaption>${escapeXml(scene.description)}</figcaption>`,
    outline,
    `<details><summary>${escapeXml(labels.table)}</summary><div class="scroll">${table}</div></details>`,
    '</figure>',
  ].join('\n');
}

function nested(items: readonly Outline[]): string {
  return `<ul>${items.map((item) => `<li>${escapeXml(item.text)}${item.children.length > 0 ? nested(item.children) : ''}</li>`).join('')}</ul>`;
}
