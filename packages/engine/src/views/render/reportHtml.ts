/** A report as one self-contained HTML page that prints well: pictures inline, each with its numbers in a fold-out table. */
import type { Outline, Scene } from '../chart/scene.js';
import { escapeXml, sceneToSvg } from '../chart/svg.js';
import type { Report, ReportBlock } from '../report/blocks.js';
import { renderHtml } from './html.js';
import { pageHtml } from './page.js';

export function reportHtml(report: Report, labels: { readonly table: string; readonly outline: string }): string {
  const contents = report.blocks.flatMap((one) =>
    one.kind === 'heading' && one.level === 2
      ? [`<li><a href="#${escapeXml(one.id)}">${escapeXml(one.text)}</a></li>`]
      : [],
  );
  const body = [
    `<h1>${escapeXml(report.title)}</h1>`,
    `<p class="subtitle">${escapeXml(report.subtitle)}</p>`,
    `<nav><ol>${contents.join('')}</ol></nav>`,
    '<main>',
    ...report.blocks.map((one, i) => block(one, `figure-${i}`, labels)),
    '</main>',
  ];
  return pageHtml({ locale: report.locale, title: report.title, body: body.join('\n') });
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
