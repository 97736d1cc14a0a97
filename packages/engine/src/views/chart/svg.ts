/** Scene → a standalone SVG document: title and description for assistive technology, every text escaped. */
import { LIGHT, type Palette } from './palette.js';
import { type Mark, type Role, type Scene, wrapText } from './scene.js';

export interface SvgOptions {
  readonly palette?: Palette;
  /** Prefix of the ids of title and description, when several pictures share a page. */
  readonly id?: string;
  /** With title as a visible heading inside the picture and space for it; default false: the figure's caption says it. */
  readonly standalone?: boolean;
  /** Font family; default: that of the reader's system. */
  readonly font?: string;
}

const TITLE = 15;
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif";

export function sceneToSvg(scene: Scene, options: SvgOptions = {}): string {
  const { palette = LIGHT, id = 'scene', standalone = true, font = FONT } = options;
  const lines = standalone ? wrapText(scene.title, scene.width - 24, TITLE) : [];
  const top = standalone ? 14 + 20 * lines.length : 0;
  const heading = standalone
    ? `<rect x="0" y="0" width="${scene.width}" height="${scene.height + top}" fill="${palette.surface}"/>\n${lines
        .map(
          (line, i) =>
            `<text x="12" y="${22 + 20 * i}" font-size="${TITLE}" font-weight="600" fill="${palette.ink}">${escapeXml(line)}</text>\n`,
        )
        .join('')}`
    : '';
  const body = scene.marks.map((mark) => print(mark, palette)).join('\n');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${scene.width} ${scene.height + top}" width="${scene.width}" height="${scene.height + top}" role="img" aria-labelledby="${id}-title ${id}-description" font-family="${escapeXml(font)}">`,
    `<title id="${id}-title">${escapeXml(scene.title)}</title>`,
    `<desc id="${id}-description">${escapeXml(scene.description)}</desc>`,
    `${heading}<g${top > 0 ? ` transform="translate(0 ${top})"` : ''}>`,
    body,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

export function escapeXml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;')
    .replace(CONTROLS, '');
}

/** Control characters: most are not allowed in XML 1.0 even escaped, the rest are of no use in a label. */
const CONTROLS = /[^\P{Cc}\t\n\r]/gu;

function print(mark: Mark, palette: Palette): string {
  const hint = mark.hint === undefined ? '' : `<title>${escapeXml(mark.hint)}</title>`;
  const close = (open: string, name: string) => (hint === '' ? `${open}/>` : `${open}>${hint}</${name}>`);
  switch (mark.kind) {
    case 'rect':
      return close(
        `<rect x="${mark.x}" y="${mark.y}" width="${mark.width}" height="${mark.height}"${mark.radius === undefined ? '' : ` rx="${mark.radius}"`}${paint(mark, palette)}`,
        'rect',
      );
    case 'line':
      return close(
        `<line x1="${mark.x1}" y1="${mark.y1}" x2="${mark.x2}" y2="${mark.y2}"${paint(mark, palette)}`,
        'line',
      );
    case 'path':
      return close(`<path d="${mark.d}"${paint({ ...mark, fill: mark.fill }, palette, true)}`, 'path');
    case 'circle':
      return close(`<circle cx="${mark.x}" cy="${mark.y}" r="${mark.r}"${paint(mark, palette)}`, 'circle');
    case 'text': {
      const rotate = mark.rotate === undefined ? '' : ` transform="rotate(${mark.rotate} ${mark.x} ${mark.y})"`;
      const anchor = mark.anchor === undefined || mark.anchor === 'start' ? '' : ` text-anchor="${mark.anchor}"`;
      const weight = mark.weight === 'bold' ? ' font-weight="600"' : '';
      const halo =
        mark.halo === true
          ? ` paint-order="stroke" stroke="${palette.surface}" stroke-width="3" stroke-linejoin="round"`
          : '';
      return `<text x="${mark.x}" y="${mark.y}" font-size="${mark.size ?? 12}" fill="${palette[mark.fill ?? 'ink']}"${anchor}${weight}${halo}${rotate}>${hint}${escapeXml(mark.text)}</text>`;
    }
    case 'group': {
      const label = mark.label === undefined ? '' : ` aria-label="${escapeXml(mark.label)}"`;
      const id = mark.id === undefined ? '' : ` data-id="${escapeXml(mark.id)}"`;
      const inside = mark.children.map((child) => print(child, palette)).join('');
      const group = `<g${id}${mark.href === undefined ? label : ''}${paint(mark, palette)}>${hint}${inside}</g>`;
      return mark.href === undefined ? group : `<a href="${escapeXml(mark.href)}"${label}>${group}</a>`;
    }
  }
}

function paint(
  mark: { fill?: Role | undefined; stroke?: Role; strokeWidth?: number; dash?: string; opacity?: number },
  palette: Palette,
  hollow = false,
): string {
  const parts: string[] = [];
  if (mark.fill !== undefined) parts.push(`fill="${palette[mark.fill]}"`);
  else if (hollow) parts.push('fill="none"');
  if (mark.stroke !== undefined) parts.push(`stroke="${palette[mark.stroke]}"`);
  if (mark.strokeWidth !== undefined) parts.push(`stroke-width="${mark.strokeWidth}"`);
  if (mark.dash !== undefined) parts.push(`stroke-dasharray="${mark.dash}"`);
  if (mark.opacity !== undefined) parts.push(`opacity="${mark.opacity}"`);
  return parts.length === 0 ? '' : ` ${parts.join(' ')}`;
}
