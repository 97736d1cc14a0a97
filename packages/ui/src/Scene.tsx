/** Paints a scene as SVG with the colours of the tokens; the same marks that the engine's `sceneToSvg` prints. */
import type { Mark, Role, Scene } from '@aimaq/engine/views';
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
  return (
    <svg
      viewBox={`0 0 ${scene.width} ${scene.height}`}
      width={scene.width}
      height={scene.height}
      role={interactive ? 'group' : 'img'}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-description`}
      className={className === undefined ? 'scene' : `scene ${className}`}
    >
      <title id={`${id}-title`}>{scene.title}</title>
      <desc id={`${id}-description`}>{scene.description}</desc>
      {scene.marks.map(paint)}
    </svg>
  );
}

function hasLink(mark: Mark): boolean {
  return mark.kind === 'group' && (mark.href !== undefined || mark.children.some(hasLink));
}

function paint(mark: Mark, index: number): ReactElement {
  const hint = mark.hint === undefined ? null : <title>{mark.hint}</title>;
  switch (mark.kind) {
    case 'rect':
      return (
        <rect
          key={index}
          x={mark.x}
          y={mark.y}
          width={mark.width}
          height={mark.height}
          rx={mark.radius}
          {...look(mark)}
        >
          {hint}
        </rect>
      );
    case 'line':
      return (
        <line key={index} x1={mark.x1} y1={mark.y1} x2={mark.x2} y2={mark.y2} {...look(mark)}>
          {hint}
        </line>
      );
    case 'path':
      return (
        <path key={index} d={mark.d} {...look(mark, true)}>
          {hint}
        </path>
      );
    case 'circle':
      return (
        <circle key={index} cx={mark.x} cy={mark.y} r={mark.r} {...look(mark)}>
          {hint}
        </circle>
      );
    case 'text':
      return (
        <text
          key={index}
          x={mark.x}
          y={mark.y}
          fontSize={mark.size ?? 12}
          textAnchor={mark.anchor === 'start' ? undefined : mark.anchor}
          fontWeight={mark.weight === 'bold' ? 600 : undefined}
          transform={mark.rotate === undefined ? undefined : `rotate(${mark.rotate} ${mark.x} ${mark.y})`}
          className={textClass(mark.fill ?? 'ink', mark.halo === true)}
        >
          {hint}
          {/* The space keeps the lines of a wrapped name apart when they are read; SVG does not draw it. */}
          {`${mark.text} `}
        </text>
      );
    case 'group': {
      const group = (
        <g key={index} data-id={mark.id} {...look(mark)} fill={undefined}>
          {hint}
          {mark.children.map(paint)}
        </g>
      );
      if (mark.href === undefined) return group;
      return (
        <a key={index} href={mark.href} aria-label={linkName(mark)}>
          {group}
        </a>
      );
    }
  }
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

interface Look {
  readonly className?: string;
  readonly strokeWidth?: number;
  readonly strokeDasharray?: string;
  readonly opacity?: number;
}

function look(
  mark: { fill?: Role; stroke?: Role; strokeWidth?: number; dash?: string; opacity?: number },
  hollow = false,
): Look {
  const classes: string[] = [];
  if (mark.fill !== undefined) classes.push(`f-${mark.fill}`);
  else if (hollow) classes.push('f-none');
  if (mark.stroke !== undefined) classes.push(`s-${mark.stroke}`);
  return {
    ...(classes.length === 0 ? {} : { className: classes.join(' ') }),
    ...(mark.strokeWidth === undefined ? {} : { strokeWidth: mark.strokeWidth }),
    ...(mark.dash === undefined ? {} : { strokeDasharray: mark.dash }),
    ...(mark.opacity === undefined ? {} : { opacity: mark.opacity }),
  };
}
