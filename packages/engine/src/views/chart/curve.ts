/**
 * Specification curve: the estimates of all defensible specifications from the smallest to the largest, around the line
 * of no effect. The estimates come as quantiles evenly spaced in probability, however many specifications there were.
 */
import type { Words } from '../words.js';
import { decimalsOf, extent, linear, ticks } from './scale.js';
import { type Mark, round, type Scene, textWidth } from './scene.js';

export interface CurveInput {
  /** Quantiles, ascending. */
  readonly curve: readonly number[];
  readonly specifications: number;
  /** The study's own estimate, marked on the curve; null when there is none on this scale. */
  readonly own: number | null;
  readonly title: string;
  readonly width?: number;
  readonly height?: number;
}

const LEVELS = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1] as const;

export function curveScene(input: CurveInput, words: Words): Scene {
  const { curve, specifications, own, title, width = 640, height = 220 } = input;
  const domain = extent([0, own, ...curve], 0.05);
  const values = ticks(domain[0], domain[1], 5);
  const digits = decimalsOf(values);
  const labels = values.map((value) => words.number(value, { digits, sign: 'always' }));
  const left = Math.max(...labels.map((label) => textWidth(label, 11))) + 12;
  const x = linear([0, 1], [left + 4, width - 10]);
  const y = linear(domain, [height - 26, 10]);
  const marks: Mark[] = values.flatMap((value, i): Mark[] => [
    { kind: 'line', x1: left, y1: y(value), x2: width - 6, y2: y(value), stroke: 'grid', strokeWidth: 1 },
    { kind: 'text', x: left - 6, y: round(y(value) + 4), text: labels[i], size: 11, anchor: 'end', fill: 'muted' },
  ]);
  marks.push({ kind: 'line', x1: left, y1: y(0), x2: width - 6, y2: y(0), stroke: 'ink', strokeWidth: 1.2 });
  const at = (i: number) => (curve.length < 2 ? 0.5 : i / (curve.length - 1));
  marks.push({
    kind: 'path',
    d: curve.map((value, i) => `${i === 0 ? 'M' : 'L'}${x(at(i))} ${y(value)}`).join(''),
    stroke: 'accent',
    strokeWidth: 2.5,
  });
  const positive = curve.filter((value) => value > 0).length / Math.max(1, curve.length);
  if (own !== null) {
    const below = curve.filter((value) => value < own).length;
    const place = Math.min(1, Math.max(0, at(below)));
    marks.push({
      kind: 'circle',
      x: x(place),
      y: y(own),
      r: 5,
      fill: 'highlight',
      stroke: 'surface',
      strokeWidth: 1.5,
      hint: words.text('views.curve.own', { estimate: own }),
    });
  }
  for (const share of [0, 0.5, 1])
    marks.push({
      kind: 'text',
      x: x(share),
      y: height - 8,
      text: words.percent(share, { digits: 0 }),
      size: 11,
      anchor: share === 0 ? 'start' : share === 1 ? 'end' : 'middle',
      fill: 'muted',
    });
  return {
    width,
    height,
    title,
    description: words.text('views.curve.description', {
      count: specifications,
      low: curve[0] ?? 0,
      high: curve[curve.length - 1] ?? 0,
      positive,
    }),
    marks,
    table: {
      columns: [words.text('views.curve.share'), words.text('views.curve.estimate')],
      rows: LEVELS.flatMap((level) => {
        const value = curve[Math.round(level * (curve.length - 1))];
        return value === undefined
          ? []
          : [[words.percent(level, { digits: 0 }), words.number(value, { significant: 3 })]];
      }),
    },
  };
}
