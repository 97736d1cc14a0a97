/** Estimates with their intervals, one row each, around the line of no effect. */
import type { Words } from '../words.js';
import { decimalsOf, extent, linear, ticks } from './scale.js';
import { type Mark, type Role, round, type Scene, textWidth, wrapText } from './scene.js';

export interface ForestRow {
  readonly label: string;
  /** Second line under the label, such as the model. */
  readonly detail?: string;
  readonly estimate: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly pValue?: number | null;
  readonly role?: Role;
}

export interface ForestInput {
  readonly rows: readonly ForestRow[];
  /** Coverage of the intervals, such as 0.95. */
  readonly level: number;
  readonly title?: string;
  /** What the numbers are, under the axis. */
  readonly unit?: string;
  readonly width?: number;
}

const ROW = 34;
const TALL_ROW = 50;
const SIZE = 13;
const LINE = 14;
/** Narrower than this, the names stand above the intervals instead of beside them. */
const NARROW = 480;

export function forestScene(input: ForestInput, words: Words): Scene {
  const { rows, level, width = 640 } = input;
  const above = width < NARROW;
  const wanted = Math.max(80, ...rows.map((row) => textWidth(row.label, SIZE)));
  const left = above ? 0 : Math.min(wanted + 16, width * 0.42);
  const names = rows.map((row) => nameLines(row, above ? width - 8 : left - 10));
  const tall = names.some((lines) => lines.length > 2);
  const height = above ? LINE * Math.max(...names.map((lines) => lines.length)) + 22 : tall ? TALL_ROW : ROW;
  const domain = extent([0, ...rows.flatMap((row) => [row.estimate, row.low, row.high])], 0.05);
  const x = linear(domain, [left + 8, width - 12]);
  const bottom = 8 + height * rows.length;
  const values = ticks(domain[0], domain[1], 5);
  const digits = decimalsOf(values);
  // Under the names where they stand above, so that no line runs through them.
  const stretches = above
    ? names.map((lines, i) => [8 + height * i + LINE * lines.length + 4, 8 + height * (i + 1)])
    : [[4, bottom]];
  const vertical = (value: number, style: { stroke: 'grid' | 'ink'; strokeWidth: number }): Mark[] =>
    stretches.map(([y1, y2]) => ({ kind: 'line', x1: x(value), y1, x2: x(value), y2, ...style }));
  const marks: Mark[] = values.flatMap((value): Mark[] => [
    ...vertical(value, { stroke: 'grid', strokeWidth: 1 }),
    {
      kind: 'text',
      x: x(value),
      y: bottom + 16,
      text: words.number(value, { digits }),
      size: 11,
      anchor: 'middle',
      fill: 'muted',
    },
  ]);
  marks.push(...vertical(0, { stroke: 'ink', strokeWidth: 1.2 }));
  rows.forEach((row, i) => {
    const top = 8 + height * i;
    const lines = names[i];
    const middle = top + height / 2;
    const first = above ? top + LINE : round(middle + 4 - ((lines.length - 1) / 2) * LINE);
    marks.push({
      kind: 'group',
      children: [
        ...lines.map((line, j): Mark => ({ kind: 'text', x: 4, y: first + LINE * j, ...line })),
        ...intervalMarks(row, { y: above ? first + LINE * (lines.length - 1) + 11 : middle, x }, words),
      ],
    });
  });
  if (input.unit !== undefined)
    marks.push({
      kind: 'text',
      x: width - 12,
      y: bottom + 32,
      text: input.unit,
      size: 11,
      anchor: 'end',
      fill: 'muted',
    });
  const clear = rows.filter((row) => row.low !== null && row.high !== null && row.low * row.high > 0).length;
  return {
    width,
    height: bottom + (input.unit === undefined ? 24 : 40),
    title: input.title ?? words.text('views.forest.title'),
    description: words.text('views.forest.description', { count: rows.length, level, clear }),
    marks,
    table: tableOf(rows, level, words),
  };
}

interface NameLine {
  readonly text: string;
  readonly size: number;
  readonly fill: Role;
}

/** The label in one or two lines, and what is said under it. */
function nameLines(row: ForestRow, width: number): readonly NameLine[] {
  const size = row.detail === undefined ? SIZE : 12;
  const label = wrapText(row.label, width, size).slice(0, 2);
  return [
    ...label.map((text): NameLine => ({ text, size: label.length > 1 ? 12 : SIZE, fill: 'ink' })),
    ...(row.detail === undefined ? [] : [{ text: row.detail, size: 11, fill: 'muted' as const }]),
  ];
}

function intervalMarks(row: ForestRow, place: { y: number; x: (value: number) => number }, words: Words): Mark[] {
  const { y, x } = place;
  const role = row.role ?? 'accent';
  const marks: Mark[] = [];
  if (row.low !== null && row.high !== null)
    marks.push({ kind: 'line', x1: x(row.low), y1: y, x2: x(row.high), y2: y, stroke: role, strokeWidth: 2.5 });
  const interval =
    row.low === null || row.high === null
      ? ''
      : ` [${words.number(row.low, { significant: 3 })}; ${words.number(row.high, { significant: 3 })}]`;
  marks.push({
    kind: 'circle',
    x: x(row.estimate),
    y,
    r: 5,
    fill: row.low === null ? 'surface' : role,
    stroke: role,
    strokeWidth: 2,
    hint: `${row.label}: ${words.number(row.estimate, { significant: 3 })}${interval}`,
  });
  return marks;
}

function tableOf(rows: readonly ForestRow[], level: number, words: Words) {
  const tested = rows.some((row) => row.pValue !== undefined);
  const detailed = rows.some((row) => row.detail !== undefined);
  return {
    columns: [
      words.text('views.forest.term'),
      ...(detailed ? [words.text('views.forest.model')] : []),
      words.text('views.forest.estimate'),
      words.text('views.forest.interval', { level }),
      ...(tested ? [words.text('views.forest.p')] : []),
    ],
    rows: rows.map((row) => [
      row.label,
      ...(detailed ? [row.detail ?? ''] : []),
      words.number(row.estimate, { significant: 3 }),
      `${words.number(row.low, { significant: 3 })}; ${words.number(row.high, { significant: 3 })}`,
      ...(tested ? [words.pValue(row.pValue ?? null)] : []),
    ]),
  };
}
