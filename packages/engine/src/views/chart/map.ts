/** Map of regions: each a shape (and link) in the colour of its group or class; cities as squares with their names. */
import type { Words } from '../words.js';
import { fitAlbers } from './projection.js';
import { type Mark, type Role, round, type Scene, textWidth } from './scene.js';
import { type Point, type Shape, shapesOf } from './topology.js';

export interface Area {
  readonly id: string;
  readonly name: string;
  readonly short: string;
  /** Colour role; `missing` for a region without a value. */
  readonly role: Role;
  /** Its value or group in words. */
  readonly value: string;
  readonly href?: string;
  /** Cities are too small to be seen as shapes: they get a square at this place. */
  readonly city?: { readonly lon: number; readonly lat: number };
}

export interface LegendEntry {
  readonly role: Role;
  readonly label: string;
}

export interface MapInput {
  readonly topology: Readonly<Record<string, unknown>>;
  readonly object?: string;
  readonly areas: readonly Area[];
  readonly legend: readonly LegendEntry[];
  readonly title: string;
  /** What the colour shows, for the description: “group”, or the indicator's name. */
  readonly by: string;
  /** Region drawn with a strong outline. */
  readonly highlight?: string;
  readonly width?: number;
}

const LEGEND_ROW = 20;

export function mapScene(input: MapInput, words: Words): Scene {
  const { width = 720 } = input;
  const shapes = shapesOf(input.topology, input.object);
  const projection = fitAlbers(shapes, width, 8);
  const byId = new Map(input.areas.map((area) => [area.id, area]));
  const marks: Mark[] = [];
  const strong: Mark[] = [];
  for (const shape of shapes) {
    const area = byId.get(shape.id);
    const d = pathOf(shape, projection.project);
    if (area === undefined) {
      marks.push({ kind: 'path', d, fill: 'missing', stroke: 'surface', strokeWidth: 1 });
      continue;
    }
    marks.push(
      linked(area, [
        { kind: 'path', d, fill: area.role, stroke: 'surface', strokeWidth: 1, hint: `${area.name}: ${area.value}` },
      ]),
    );
    if (area.id === input.highlight) strong.push({ kind: 'path', d, stroke: 'highlight', strokeWidth: 2.5 });
  }
  marks.push(...strong);
  for (const area of input.areas)
    if (area.city !== undefined) marks.push(city(area, area.city, { projection, width, highlight: input.highlight }));
  const legend = legendMarks(input.legend, { x: 8, y: projection.height + 8, width: width - 16 });
  return {
    width,
    height: round(legend.bottom + 4),
    title: input.title,
    description: words.text('views.map.description', { count: input.areas.length, by: input.by }),
    marks: [...marks, ...legend.marks],
    table: areaTable(input.areas, input.by, words),
  };
}

export function areaTable(areas: readonly Area[], by: string, words: Words) {
  const sorted = [...areas].sort((a, b) => words.compare(a.name, b.name));
  return { columns: [words.text('views.region'), by], rows: sorted.map((area) => [area.name, area.value]) };
}

/** Legend in as many lines as the width asks for. */
export function legendMarks(
  legend: readonly LegendEntry[],
  place: { readonly x: number; readonly y: number; readonly width: number },
): { readonly marks: readonly Mark[]; readonly bottom: number } {
  const marks: Mark[] = [];
  let { x, y } = place;
  for (const { role, label } of legend) {
    const needed = 18 + textWidth(label, 12) + 16;
    if (x > place.x && x + needed > place.x + place.width) {
      x = place.x;
      y += LEGEND_ROW;
    }
    marks.push(
      { kind: 'rect', x: round(x), y: round(y), width: 12, height: 12, radius: 2, fill: role },
      { kind: 'text', x: round(x + 18), y: round(y + 10.5), text: label, size: 12, fill: 'ink' },
    );
    x += needed;
  }
  return { marks, bottom: legend.length === 0 ? place.y : y + LEGEND_ROW };
}

export function linked(area: Area, children: readonly Mark[]): Mark {
  const label = `${area.name}: ${area.value}`;
  return { kind: 'group', id: area.id, children, label, ...(area.href === undefined ? {} : { href: area.href }) };
}

function pathOf(shape: Shape, project: (lon: number, lat: number) => Point): string {
  return shape.polygons
    .flatMap((rings) =>
      rings.map((ring) => {
        let last = '';
        const steps: string[] = [];
        for (const [lon, lat] of ring) {
          const [x, y] = project(lon, lat);
          // A tenth of a pixel is finer than the eye; points that fall together are written once.
          const step = `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
          if (step !== last) steps.push(step);
          last = step;
        }
        return `M${steps.join('L')}Z`;
      }),
    )
    .join('');
}

function city(
  area: Area,
  at: { readonly lon: number; readonly lat: number },
  frame: { projection: { project(lon: number, lat: number): Point }; width: number; highlight: string | undefined },
): Mark {
  const [x, y] = frame.projection.project(at.lon, at.lat);
  const end = x + 12 + textWidth(area.short, 12) > frame.width;
  const chosen = frame.highlight === area.id;
  return linked(area, [
    {
      kind: 'rect',
      x: round(x - 6),
      y: round(y - 6),
      width: 12,
      height: 12,
      radius: 2,
      fill: area.role,
      stroke: chosen ? 'highlight' : 'surface',
      strokeWidth: chosen ? 2.5 : 1.5,
      hint: `${area.name}: ${area.value}`,
    },
    {
      kind: 'text',
      x: round(end ? x - 10 : x + 10),
      y: round(y + 4),
      text: area.short,
      size: 12,
      anchor: end ? 'end' : 'start',
      halo: true,
    },
  ]);
}
