/**
 * Paints a scene as SVG with the colours of the tokens; the same marks that the engine's `sceneToSvg` prints. The marks
 * are written as text, every label escaped: a page with twenty charts would otherwise be thousands of elements to React.
 */
import { escapeXml, type Mark, type Role, type Scene } from '@aimaq/engine/views';
import type { ReactElement } from 'react';

export interface SceneProps {
  readonly scene: Scene;
  /** Unique in the page: names the title and the description. */
  readonly id: string;
  readonly className?: string;
}

export function SceneView({ scene, id, className }: SceneProps): ReactElement {
  // A picture with links is a group of links to a screen reader; one without is a single image.
  const interactive = scene.marks.some(hasLink);
  const inside = [
    `<title id="${escapeXml(id)}-title">${escapeXml(scene.title)}</title>`,
    `<desc id="${escapeXml(id)}-description">${escapeXml(scene.description)}</desc>`,
    ...scene.marks.map(paint),
  ];
  return (
    <svg
      viewBox={`0 0 ${scene.width} ${scene.height}`}
      width={scene.width}
      height={scene.height}
      role={interactive ? 'group' : 'img'}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-description`}
      className={className === undefined ? 'scene' : `scene ${className}`}
      dangerouslySetInnerHTML={{ __html: inside.join('') }}
    />
  );
}

function hasLink(mark: Mark): boolean {
  return mark.kind === 'group' && (mark.href !== undefined || mark.children.some(hasLink));
}

function paint(mark: Mark): string {
  const hint = mark.hint === undefined ? '' : `<title>${escapeXml(mark.hint)}</title>`;
  switch (mark.kind) {
    case 'rect': {
      const { x, y, width, height, radius } = mark;
      return element('rect', { x, y, width, height, rx: radius, ...look(mark) }, hint);
    }
    case 'line': {
      const { x1, y1, x2, y2 } = mark;
      return element('line', { x1, y1, x2, y2, ...look(mark) }, hint);
    }
    case 'path':
      return element('path', { d: mark.d, ...look(mark, true) }, hint);
    case 'circle':
      return element('circle', { cx: mark.x, cy: mark.y, r: mark.r, ...look(mark) }, hint);
    case 'text':
      return element(
        'text',
        {
          x: mark.x,
          y: mark.y,
          'font-size': mark.size ?? 12,
          'text-anchor': mark.anchor === 'start' ? undefined : mark.anchor,
          'font-weight': mark.weight === 'bold' ? 600 : undefined,
          transform: mark.rotate === undefined ? undefined : `rotate(${mark.rotate} ${mark.x} ${mark.y})`,
          class: textClass(mark.fill ?? 'ink', mark.halo === true),
        },
        // The space keeps the lines of a wrapped name apart when they are read; SVG does not draw it.
        `${hint}${escapeXml(mark.text)} `,
      );
    case 'group': {
      const { class: _, ...rest } = look(mark);
      const group = element('g', { 'data-id': mark.id, ...rest }, hint + mark.children.map(paint).join(''));
      if (mark.href === undefined) return group;
      return element('a', { href: mark.href, 'aria-label': linkName(mark) }, group);
    }
  }
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

function element(name: string, attributes: Attributes, inside: string): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${typeof value === 'number' ? value : escapeXml(value)}"`],
  );
  return `<${name}${written.join('')}>${inside}</${name}>`;
}

/** Name of a link: what its picture shows must be part of it (WCAG 2.5.3), else it cannot be called by voice. */
function linkName(mark: Extract<Mark, { kind: 'group' }>): string {
  const seen = textsOf(mark).join(' ');
  const label = mark.label ?? seen;
  return label.toLowerCase().includes(seen.toLowerCase()) ? label : `${seen}. ${label}`;
}

function textsOf(mark: Mark): readonly string[] {
  if (mark.kind === 'group') return mark.children.flatMap(textsOf);
  return mark.kind === 'text' ? [mark.text] : [];
}

/** Letters on a filled tile are of the surface colour, which differs from the paper's in the dark. */
function textClass(fill: Role, halo: boolean): string {
  const colour = fill === 'surface' ? 'f-surface-text' : `f-${fill}`;
  return halo ? `${colour} halo` : colour;
}

function look(
  mark: { fill?: Role; stroke?: Role; strokeWidth?: number; dash?: string; opacity?: number },
  hollow = false,
): Attributes {
  const classes: string[] = [];
  if (mark.fill !== undefined) classes.push(`f-${mark.fill}`);
  else if (hollow) classes.push('f-none');
  if (mark.stroke !== undefined) classes.push(`s-${mark.stroke}`);
  return {
    class: classes.length === 0 ? undefined : classes.join(' '),
    'stroke-width': mark.strokeWidth,
    'stroke-dasharray': mark.dash,
    opacity: mark.opacity,
  };
}
