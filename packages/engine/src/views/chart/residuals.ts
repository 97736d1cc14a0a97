/** Residuals against fitted values; the largest few carry the name of their row. */
import type { Words } from '../words.js';
import { decimalsOf, extent, linear, ticks } from './scale.js';
import type { Mark, Scene } from './scene.js';

export interface ResidualsInput {
  readonly points: readonly { readonly name: string; readonly fitted: number; readonly residual: number }[];
  /** Standard deviation of the residuals, for the band of two of them. */
  readonly sigma: number | null;
  readonly width?: number;
}

const HEIGHT = 320;
const LEFT = 64;
const NAMED = 5;
/** More points than a picture can show are thinned; the largest residuals always stay. */
const DRAWN = 4000;

export function residualsScene({ points, sigma, width = 640 }: ResidualsInput, words: Words): Scene {
  const bySize = [...points].sort((a, b) => Math.abs(b.residual) - Math.abs(a.residual));
  const step = Math.ceil(bySize.length / DRAWN);
  const shown = bySize.filter((_, i) => i < NAMED || i % step === 0);
  const across = extent(
    shown.map((one) => one.fitted),
    0.04,
  );
  const up = extent([0, ...shown.map((one) => one.residual)], 0.06);
  const x = linear(across, [LEFT, width - 12]);
  const y = linear(up, [HEIGHT, 10]);
  const marks: Mark[] = [];
  if (sigma !== null) {
    const [top, bottom] = [Math.max(y(2 * sigma), 10), Math.min(y(-2 * sigma), HEIGHT)];
    marks.push({
      kind: 'rect',
      x: LEFT,
      y: top,
      width: width - 12 - LEFT,
      height: Math.max(0, bottom - top),
      fill: 'accentSoft',
      opacity: 0.5,
    });
  }
  const vertical = ticks(up[0], up[1], 5);
  for (const value of vertical)
    marks.push(
      { kind: 'line', x1: LEFT, y1: y(value), x2: width - 12, y2: y(value), stroke: 'grid', strokeWidth: 1 },
      {
        kind: 'text',
        x: LEFT - 6,
        y: y(value) + 4,
        text: words.number(value, { digits: decimalsOf(vertical) }),
        size: 11,
        anchor: 'end',
        fill: 'muted',
      },
    );
  const horizontal = ticks(across[0], across[1], 5);
  for (const value of horizontal)
    marks.push({
      kind: 'text',
      x: x(value),
      y: HEIGHT + 16,
      text: words.number(value, { digits: decimalsOf(horizontal) }),
      size: 11,
      anchor: 'middle',
      fill: 'muted',
    });
  marks.push({ kind: 'line', x1: LEFT, y1: y(0), x2: width - 12, y2: y(0), stroke: 'ink', strokeWidth: 1.2 });
  for (const one of shown)
    marks.push({
      kind: 'circle',
      x: x(one.fitted),
      y: y(one.residual),
      r: shown.length > 500 ? 1.5 : 3,
      fill: 'accent',
      opacity: 0.6,
      hint: one.name,
    });
  for (const one of bySize.slice(0, NAMED)) {
    const right = x(one.fitted) > width * 0.75;
    marks.push({
      kind: 'text',
      x: x(one.fitted) + (right ? -6 : 6),
      y: y(one.residual) - 5,
      text: one.name,
      size: 11,
      anchor: right ? 'end' : 'start',
      halo: true,
    });
  }
  marks.push({
    kind: 'text',
    x: width - 12,
    y: HEIGHT + 32,
    text: words.text('views.residuals.fitted'),
    size: 11,
    anchor: 'end',
    fill: 'muted',
  });
  return {
    width,
    height: HEIGHT + 40,
    title: words.text('views.residuals.title'),
    description: words.text('views.residuals.description', {
      count: points.length,
      outside: sigma === null ? 0 : points.filter((one) => Math.abs(one.residual) > 2 * sigma).length,
    }),
    marks,
    table: {
      columns: [
        words.text('views.residuals.row'),
        words.text('views.residuals.fitted'),
        words.text('views.residuals.residual'),
      ],
      rows: bySize.slice(0, 50).map((one) => [one.name, words.number(one.fitted), words.number(one.residual)]),
    },
  };
}
