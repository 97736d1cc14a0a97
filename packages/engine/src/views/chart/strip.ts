/** Where one region stands among all: a tick for each region on one line, the chosen one marked, the median below. */
import type { Words } from '../words.js';
import { extent, linear } from './scale.js';
import { type Mark, type Role, round, type Scene } from './scene.js';

export interface StripInput {
  readonly values: readonly { readonly id: string; readonly name: string; readonly value: number }[];
  /** The region the picture is about, which may have no value; without it the picture is about all. */
  readonly highlight?: { readonly id: string; readonly name: string; readonly role?: Role };
  /** National figure, when there is one on the same footing. */
  readonly country?: number;
  readonly name: string;
  readonly year: number;
  /** Writes a value; default: four significant digits. */
  readonly format?: (value: number) => string;
  readonly width?: number;
}

export function stripScene(input: StripInput, words: Words): Scene {
  const { values, highlight, width = 260 } = input;
  const format = input.format ?? ((value: number) => words.number(value));
  const sorted = [...values].sort((a, b) => b.value - a.value);
  const median = medianOf(sorted.map((one) => one.value));
  const x = linear(extent([...sorted.map((one) => one.value), input.country ?? null], 0.02), [8, width - 8]);
  const own = highlight === undefined ? undefined : sorted.find((one) => one.id === highlight.id);
  const marks: Mark[] = [{ kind: 'line', x1: 4, y1: 16, x2: width - 4, y2: 16, stroke: 'grid', strokeWidth: 1 }];
  for (const one of sorted)
    if (one !== own)
      marks.push({
        kind: 'circle',
        x: x(one.value),
        y: 16,
        r: 3,
        fill: 'rule',
        opacity: 0.6,
        hint: `${one.name}: ${format(one.value)}`,
      });
  if (median !== null)
    marks.push({
      kind: 'line',
      x1: x(median),
      y1: 8,
      x2: x(median),
      y2: 24,
      stroke: 'muted',
      strokeWidth: 1.5,
      hint: `${words.text('views.median')}: ${format(median)}`,
    });
  if (input.country !== undefined) {
    const c = x(input.country);
    marks.push({
      kind: 'path',
      d: `M${c} 21L${round(c - 4)} 29H${round(c + 4)}Z`,
      fill: 'ink',
      hint: `${words.text('views.country')}: ${format(input.country)}`,
    });
  }
  if (own !== undefined)
    marks.push({
      kind: 'circle',
      x: x(own.value),
      y: 16,
      r: 6,
      fill: highlight?.role ?? 'accent',
      stroke: 'surface',
      strokeWidth: 1.5,
      hint: `${own.name}: ${format(own.value)}`,
    });
  const rank = own === undefined ? 0 : sorted.filter((one) => one.value > own.value).length + 1;
  const shared = {
    name: input.name,
    region: highlight?.name ?? '',
    count: sorted.length,
    median: median === null ? '–' : format(median),
  };
  return {
    width,
    height: 32,
    title: words.text('views.strip.title', { name: input.name, year: words.year(input.year) }),
    description:
      highlight === undefined
        ? words.text('views.strip.descriptionAll', shared)
        : own === undefined
          ? words.text('views.strip.descriptionNone', shared)
          : words.text('views.strip.description', { ...shared, value: format(own.value), rank }),
    marks,
    table: {
      columns: [words.text('views.rank'), words.text('views.region'), words.text('views.value')],
      rows: sorted.map((one) => [
        String(sorted.findIndex((other) => other.value === one.value) + 1),
        one.name,
        format(one.value),
      ]),
    },
  };
}

function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}
