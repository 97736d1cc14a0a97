/**
 * Lines over years: breaks in the series are marked where they fall, a gap of years stays a gap, and each line is named
 * at its end instead of in a legend.
 */
import type { Words } from '../words.js';
import { decimalsOf, extent, linear, type Scale, ticks } from './scale.js';
import { type Mark, type Role, round, type Scene, textWidth } from './scene.js';

export interface TrendSeries {
  readonly name: string;
  readonly years: readonly number[];
  readonly values: readonly number[];
  readonly role: Role;
  /** Drawn strongly and described; the first emphasised series is the one the picture is about. */
  readonly emphasis?: boolean;
}

export interface TrendBreak {
  readonly year: number;
  readonly reason: string;
}

export interface TrendInput {
  readonly series: readonly TrendSeries[];
  readonly breaks?: readonly TrendBreak[];
  readonly title: string;
  readonly unit: string;
  readonly width?: number;
  readonly height?: number;
  /** Begins the axis at zero; default: as the values are. */
  readonly zero?: boolean;
}

/** Distance between the names of two lines. */
const LABEL = 14;

export function trendScene(input: TrendInput, words: Words): Scene {
  const { series, breaks = [], width = 560, height = 240 } = input;
  const [low, high] = extent(
    series.flatMap((one) => one.values),
    0.06,
  );
  const domain: [number, number] = input.zero === true ? [Math.min(0, low), high] : [low, high];
  const values = ticks(domain[0], domain[1], 4);
  const digits = decimalsOf(values);
  const tickLabels = values.map((value) => words.number(value, { digits }));
  const left = Math.max(24, ...tickLabels.map((label) => textWidth(label, 11))) + 10;
  const right = Math.min(width * 0.38, Math.max(20, ...series.map((one) => textWidth(one.name, 12))) + 12);
  const years = series.flatMap((one) => one.years);
  const from = years.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const to = years.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const x = linear([from, to], [left + 4, width - right]);
  // The unit stands in the first line, the sign of a break in the second.
  const y = linear(domain, [height - 30, 30]);

  const marks: Mark[] = values.flatMap((value, i): Mark[] => [
    { kind: 'line', x1: left, y1: y(value), x2: width - right, y2: y(value), stroke: 'grid', strokeWidth: 1 },
    { kind: 'text', x: left - 6, y: round(y(value) + 4), text: tickLabels[i], size: 11, anchor: 'end', fill: 'muted' },
  ]);
  marks.push({ kind: 'text', x: 2, y: 12, text: input.unit, size: 11, fill: 'muted' });
  if (Number.isFinite(from)) {
    for (const year of yearTicks(from, to, (width - right - left) / 44))
      marks.push({
        kind: 'text',
        x: x(year),
        y: height - 10,
        text: words.year(year),
        size: 11,
        anchor: 'middle',
        fill: 'muted',
      });
  }
  for (const one of breaks.filter((found) => found.year > from && found.year <= to)) {
    // Between the last year of the old series and the first of the new.
    const at = x(one.year - 0.5);
    marks.push({
      kind: 'group',
      label: words.text('views.trend.break', { reason: one.reason }),
      children: [
        {
          kind: 'line',
          x1: at,
          y1: 26,
          x2: at,
          y2: height - 28,
          stroke: 'muted',
          strokeWidth: 1,
          dash: '2 3',
          hint: words.text('views.trend.break', { reason: one.reason }),
        },
        { kind: 'path', d: `M${at - 4} 26l3 -8M${at + 1} 26l3 -8`, stroke: 'muted', strokeWidth: 1.5 },
      ],
    });
  }
  const ordered = [...series].sort((a, b) => Number(a.emphasis ?? false) - Number(b.emphasis ?? false));
  for (const one of ordered) marks.push(...line(one, x, y));
  marks.push(...endLabels(series, { x, y, bottom: height - 28 }));
  return {
    width,
    height,
    title: input.title,
    description: describe(input, words),
    marks,
    table: {
      columns: [words.text('views.year'), ...series.map((one) => one.name)],
      rows: [...new Set(years)]
        .sort((a, b) => a - b)
        .map((year) => [
          words.year(year),
          ...series.map((one) => {
            const i = one.years.indexOf(year);
            return i < 0 ? words.text('views.noData') : words.number(one.values[i]);
          }),
        ]),
    },
  };
}

function line(series: TrendSeries, x: Scale, y: Scale): Mark[] {
  const points = series.years.map((year, i) => ({ year, value: series.values[i] })).sort((a, b) => a.year - b.year);
  let d = '';
  points.forEach((point, i) => {
    const joined = i > 0 && point.year - points[i - 1].year === 1;
    d += `${joined ? 'L' : 'M'}${x(point.year)} ${y(point.value)}`;
  });
  const strokeWidth = series.emphasis === true ? 2.5 : 1.5;
  const lonely = points.filter(
    (point, i) =>
      !(i > 0 && point.year - points[i - 1].year === 1) &&
      !(i + 1 < points.length && points[i + 1].year - point.year === 1),
  );
  const last = points[points.length - 1];
  const dots = series.emphasis === true && last !== undefined ? [...new Set([...lonely, last])] : lonely;
  return [
    ...(d === '' ? [] : [{ kind: 'path' as const, d, stroke: series.role, strokeWidth }]),
    ...dots.map(
      (point): Mark => ({ kind: 'circle', x: x(point.year), y: y(point.value), r: strokeWidth + 1, fill: series.role }),
    ),
  ];
}

/** Names at the ends of the lines, moved apart where they would overlap. */
function endLabels(series: readonly TrendSeries[], frame: { x: Scale; y: Scale; bottom: number }): Mark[] {
  const ends = series
    .filter((one) => one.years.length > 0)
    .map((one) => {
      const last = one.years.reduce((best, year, i) => (year > one.years[best] ? i : best), 0);
      return { one, x: frame.x(one.years[last]), y: frame.y(one.values[last]) };
    })
    .sort((a, b) => a.y - b.y);
  // Down from the top to make room, then up from the bottom as far as that pushed them out.
  let above = Number.NEGATIVE_INFINITY;
  for (const end of ends) {
    end.y = Math.max(end.y, above + LABEL);
    above = end.y;
  }
  let below = frame.bottom + LABEL;
  for (const end of ends.toReversed()) {
    end.y = Math.min(end.y, below - LABEL);
    below = end.y;
  }
  const right = Math.max(...ends.map((end) => end.x), 0);
  return ends.map(({ one, y }) => ({
    kind: 'text',
    x: round(right + 8),
    y: round(y + 4),
    text: one.name,
    size: 12,
    fill: one.role,
    ...(one.emphasis === true ? { weight: 'bold' as const } : {}),
  }));
}

function yearTicks(from: number, to: number, room: number): readonly number[] {
  const step = [1, 2, 5, 10, 20, 50].find((candidate) => (to - from) / candidate <= Math.max(1, room)) ?? 100;
  const years: number[] = [];
  for (let year = to; year >= from; year -= step) years.unshift(year);
  return years;
}

function describe(input: TrendInput, words: Words): string {
  const main =
    input.series.find((one) => one.emphasis === true && one.years.length > 0) ??
    input.series.find((one) => one.years.length > 0);
  if (main === undefined) return words.text('views.noData');
  const order = main.years.map((year, i) => [year, main.values[i]] as const).sort((a, b) => a[0] - b[0]);
  const [first, last] = [order[0], order[order.length - 1]];
  const breaks = (input.breaks ?? []).map(
    (one) => `${words.year(one.year)}: ${words.text('views.trend.break', { reason: one.reason })}.`,
  );
  const sentence = words.text('views.trend.description', {
    name: main.name,
    from: words.year(first[0]),
    to: words.year(last[0]),
    first: words.number(first[1]),
    last: words.number(last[1]),
    unit: input.unit,
  });
  return [sentence, ...breaks].join(' ');
}
