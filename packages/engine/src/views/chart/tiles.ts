/** Tile grid: one square of equal size for each region, near its place; readable where a map is too small. */
import type { Words } from '../words.js';
import { type Area, areaTable, type LegendEntry, legendMarks, linked } from './map.js';
import { type Mark, round, type Scene, textWidth, wrapText } from './scene.js';

export interface TilesInput {
  readonly areas: readonly Area[];
  readonly tiles: readonly { readonly region: string; readonly row: number; readonly column: number }[];
  readonly legend: readonly LegendEntry[];
  readonly title: string;
  readonly by: string;
  readonly highlight?: string;
  readonly width?: number;
}

const DARK: ReadonlySet<string> = new Set(['value4', 'value5', 'low3', 'high3', 'accent', 'highlight']);
/** Smaller letters are not read on a phone. */
const SMALLEST = 10;

export function tilesScene(input: TilesInput, words: Words): Scene {
  const { width = 360 } = input;
  const placed = new Map(input.tiles.map((tile) => [tile.region, tile]));
  const rows = Math.max(0, ...input.tiles.map((tile) => tile.row + 1));
  const columns = Math.max(1, ...input.tiles.map((tile) => tile.column + 1));
  const side = width / columns;
  const marks: Mark[] = [];
  for (const area of input.areas) {
    const tile = placed.get(area.id);
    if (tile === undefined) continue;
    const x = tile.column * side + 1;
    const y = tile.row * side + 1;
    const inner = side - 2;
    const chosen = area.id === input.highlight;
    const label = labelOf(area.short, inner - 4);
    const light = area.role.startsWith('cluster') || DARK.has(area.role);
    const start = y + inner / 2 - ((label.lines.length - 1) * label.size * 1.1) / 2 + label.size * 0.35;
    marks.push(
      linked(area, [
        {
          kind: 'rect',
          x: round(x),
          y: round(y),
          width: round(inner),
          height: round(inner),
          radius: 3,
          fill: area.role,
          hint: `${area.name}: ${area.value}`,
          ...(chosen ? { stroke: 'highlight' as const, strokeWidth: 3 } : {}),
        },
        ...label.lines.map(
          (line, i): Mark => ({
            kind: 'text',
            x: round(x + inner / 2),
            y: round(start + i * label.size * 1.1),
            text: line,
            size: label.size,
            anchor: 'middle',
            fill: light ? 'surface' : 'ink',
          }),
        ),
      ]),
    );
  }
  const legend = legendMarks(input.legend, { x: 0, y: rows * side + 8, width });
  return {
    width,
    height: round(legend.bottom + 2),
    title: input.title,
    description: words.text('views.tiles.description', { count: input.areas.length, by: input.by }),
    marks: [...marks, ...legend.marks],
    table: areaTable(input.areas, input.by, words),
  };
}

/** The largest size at which the name fits on up to three lines; below it the name is shortened. */
function labelOf(name: string, width: number): { readonly lines: readonly string[]; readonly size: number } {
  for (let size = 13; size >= SMALLEST; size--) {
    const lines = wrapText(breakable(name), width, size).map(joined);
    if (lines.length <= 3 && lines.every((line) => textWidth(line, size) <= width)) return { lines, size };
  }
  const lines = wrapText(breakable(name), width, SMALLEST)
    .map(joined)
    .slice(0, 2)
    .map((line) => {
      let short = line;
      while (short.length > 2 && textWidth(`${short}.`, SMALLEST) > width) short = short.slice(0, -1);
      short = short.replace(/[-\s]+$/, '');
      return short === line ? line : `${short}.`;
    });
  return { lines, size: SMALLEST };
}

/** A name with hyphens may be broken after them. */
function breakable(name: string): string {
  return name.replace(/-/g, '- ');
}

function joined(line: string): string {
  return line.replace(/- /g, '-');
}
