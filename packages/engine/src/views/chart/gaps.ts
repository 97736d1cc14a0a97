/**
 * How one region differs from the others: for each variable of the study the distance of its latest value from the mean
 * of all regions in that year, in standard deviations over regions (n − 1), most marked first.
 */
import type { StudyResult } from '../../result/index.js';
import type { Reader } from '../reader.js';
import { decimalsOf, extent, linear, ticks } from './scale.js';
import { type Mark, round, type Scene, textWidth, wrapText } from './scene.js';

export interface Gap {
  readonly variable: string;
  readonly year: number;
  readonly value: number;
  readonly mean: number;
  /** (value − mean) / standard deviation. */
  readonly standardized: number;
  readonly regions: number;
}

/** Below so many regions with a value a standard deviation says nothing. */
const FEWEST = 5;
const ROW = 26;
const SIZE = 12.5;

export function regionGaps(result: StudyResult, region: string): readonly Gap[] {
  const present = new Set(
    result.regions.filter((one) => one.id !== result.nation && one.validTo === null).map((one) => one.id),
  );
  return result.variables
    .flatMap(({ id }): readonly Gap[] => {
      const all = result.figures.filter((one) => one.variable === id && present.has(one.region));
      const own = all.find((one) => one.region === region);
      const last = (own?.years.length ?? 0) - 1;
      if (own === undefined || last < 0) return [];
      const year = own.years[last];
      const values = all.flatMap((one) => {
        const i = one.years.indexOf(year);
        return i < 0 ? [] : [one.values[i]];
      });
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
      if (values.length < FEWEST || !(variance > 0)) return [];
      const value = own.values[last];
      return [
        { variable: id, year, value, mean, standardized: (value - mean) / Math.sqrt(variance), regions: values.length },
      ];
    })
    .sort((a, b) => Math.abs(b.standardized) - Math.abs(a.standardized));
}

/** The gaps as bars from the mean, the highest on top; null when none can be computed. */
export function gapsScene(
  result: StudyResult,
  reader: Reader,
  picture: { readonly region: string; readonly width?: number },
): Scene | null {
  const { words } = reader;
  const { width = 640 } = picture;
  const gaps = [...regionGaps(result, picture.region)].sort((a, b) => b.standardized - a.standardized);
  if (gaps.length === 0) return null;
  const names = gaps.map((gap) => reader.variable(gap.variable));
  const left = Math.min(Math.max(...names.map((name) => textWidth(name, SIZE))) + 14, width * 0.46);
  const domain = extent([0, ...gaps.map((gap) => gap.standardized)]);
  // Room for the number of the longest bar on either side.
  const x = linear(domain, [left + (domain[0] < 0 ? 36 : 6), width - 44]);
  const bottom = 6 + ROW * gaps.length;
  const steps = ticks(domain[0], domain[1], 5);
  const digits = decimalsOf(steps);
  const marks: Mark[] = steps.flatMap((step): Mark[] => [
    { kind: 'line', x1: x(step), y1: 2, x2: x(step), y2: bottom, stroke: 'grid', strokeWidth: 1 },
    {
      kind: 'text',
      x: x(step),
      y: bottom + 16,
      text: words.number(step, { digits, sign: 'always' }),
      size: 11,
      anchor: 'middle',
      fill: 'muted',
    },
  ]);
  gaps.forEach((gap, i) => {
    const y = 6 + ROW * i + ROW / 2;
    const [from, to] = [x(0), x(gap.standardized)];
    const lines = wrapText(names[i], left - 8, lineSize(names[i], left - 8)).slice(0, 2);
    const size = lineSize(names[i], left - 8);
    lines.forEach((text, k) => {
      marks.push({
        kind: 'text',
        x: left,
        y: round(y + 4 + (k - (lines.length - 1) / 2) * (size + 0.5)),
        text,
        size,
        anchor: 'end',
      });
    });
    marks.push({
      kind: 'rect',
      x: Math.min(from, to),
      y: y - 7,
      width: round(Math.abs(to - from)),
      height: 14,
      radius: 1,
      fill: gap.standardized < 0 ? 'low3' : 'high3',
      hint: `${names[i]}: ${words.number(gap.value)} (${words.year(gap.year)})`,
    });
    marks.push({
      kind: 'text',
      x: round(gap.standardized < 0 ? Math.min(from, to) - 4 : Math.max(from, to) + 4),
      y: y + 4,
      text: words.number(gap.standardized, { digits: 1, sign: 'always' }),
      size: 11,
      anchor: gap.standardized < 0 ? 'end' : 'start',
      fill: 'muted',
      halo: true,
    });
  });
  marks.push({ kind: 'line', x1: x(0), y1: 2, x2: x(0), y2: bottom, stroke: 'ink', strokeWidth: 1.2 });
  const region = reader.region(picture.region);
  const deviation = (gap: Gap) => words.number(gap.standardized, { digits: 1, sign: 'always' });
  const ends = {
    high: names[0],
    low: names[names.length - 1],
    top: deviation(gaps[0]),
    bottom: deviation(gaps[gaps.length - 1]),
  };
  return {
    width,
    height: bottom + 24,
    title: words.text('views.gaps.title', { region, ...ends }),
    description: words.text('views.gaps.description', {
      region,
      count: gaps.length,
      high: ends.high,
      low: ends.low,
    }),
    marks,
    table: {
      columns: [
        words.text('views.gaps.variable'),
        words.text('views.year'),
        words.text('views.value'),
        words.text('views.gaps.mean'),
        words.text('views.gaps.standardized'),
      ],
      rows: gaps.map((gap, i) => [
        names[i],
        words.year(gap.year),
        words.number(gap.value),
        words.number(gap.mean),
        words.number(gap.standardized, { digits: 2, sign: 'always' }),
      ]),
    },
  };
}

/** One line at full size, else two smaller ones. */
function lineSize(name: string, width: number): number {
  return textWidth(name, SIZE) <= width ? SIZE : 10.5;
}
