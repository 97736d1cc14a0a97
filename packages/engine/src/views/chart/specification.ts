/**
 * The specification curve (Simonsohn, Simmons & Nelson, 2020): every estimate with its interval in order of size; below,
 * which choice each one makes. With very many specifications evenly spaced ones are drawn and the caption says so.
 */
import type { MultiverseDocument } from '../../result/index.js';
import type { Words } from '../words.js';
import { decimalsOf, extent, linear, ticks } from './scale.js';
import { type Mark, round, type Scene, textWidth } from './scene.js';

const DRAWN = 600;
const CURVE = 220;
const ROW = 15;
const NORMAL_95 = 1.959963984540054;

interface Specification {
  readonly estimate: number;
  readonly half: number | null;
  readonly significant: boolean;
  readonly choices: readonly (string | number | boolean | null)[];
}

export function specificationScene(document: MultiverseDocument, words: Words, width = 760): Scene {
  const { columns } = document.estimates;
  const all = specifications(document);
  const shown = thinned(all, DRAWN);
  const levels = columns.slice(3).flatMap((choice, j) => levelsOf(choice, j, all));
  const left = Math.min(220, 12 + Math.max(40, ...levels.map((level) => textWidth(level.label, 11))));
  const bounds = shown.flatMap((one) => [one.estimate, one.estimate - (one.half ?? 0), one.estimate + (one.half ?? 0)]);
  const domain = extent([0, ...bounds], 0.04);
  const y = linear(domain, [CURVE, 8]);
  const x = linear([0, Math.max(1, shown.length - 1)], [left + 6, width - 10]);
  const axis = ticks(domain[0], domain[1], 5);
  const digits = decimalsOf(axis);
  const marks: Mark[] = axis.flatMap((value): Mark[] => [
    { kind: 'line', x1: left, y1: y(value), x2: width - 6, y2: y(value), stroke: 'grid', strokeWidth: 1 },
    {
      kind: 'text',
      x: left - 6,
      y: y(value) + 4,
      text: words.number(value, { digits }),
      size: 11,
      anchor: 'end',
      fill: 'muted',
    },
  ]);
  marks.push({ kind: 'line', x1: left, y1: y(0), x2: width - 6, y2: y(0), stroke: 'ink', strokeWidth: 1.2 });
  shown.forEach((one, i) => {
    const role = one.significant ? 'accent' : 'muted';
    if (one.half !== null) {
      const ends = { y1: y(one.estimate - one.half), y2: y(one.estimate + one.half) };
      marks.push({ kind: 'line', x1: x(i), ...ends, x2: x(i), stroke: role, strokeWidth: 1, opacity: 0.35 });
    }
    marks.push({ kind: 'circle', x: x(i), y: y(one.estimate), r: shown.length > 200 ? 1.5 : 2.5, fill: role });
  });
  levels.forEach((level, row) => {
    const at = CURVE + 26 + ROW * row;
    marks.push({ kind: 'text', x: left - 6, y: at + 4, text: level.label, size: 11, anchor: 'end', fill: 'ink' });
    const ticked = shown.flatMap((one, i) => (level.holds(one) ? [`M${x(i)} ${round(at - 5)}v10`] : []));
    if (ticked.length > 0) marks.push({ kind: 'path', d: ticked.join(''), stroke: 'accent', strokeWidth: 1 });
  });
  const share = (holds: (one: Specification) => boolean) =>
    all.length === 0 ? 0 : all.filter(holds).length / all.length;
  return {
    width,
    height: CURVE + 36 + ROW * levels.length,
    title: `${words.text('views.specification.title')}: ${document.term}`,
    description: words.text('views.specification.description', {
      count: all.length,
      positive: share((one) => one.estimate > 0),
      clear: share((one) => one.significant),
      median: words.number(document.summary.median),
    }),
    marks,
    table: {
      columns: columns.slice(),
      rows: thinned(document.estimates.rows, DRAWN).map((row) =>
        row.map((cell) => (typeof cell === 'number' ? words.number(cell) : cell === null ? '' : String(cell))),
      ),
    },
  };
}

function specifications(document: MultiverseDocument): readonly Specification[] {
  return document.estimates.rows
    .flatMap(([estimate, error, p, ...choices]): Specification[] =>
      typeof estimate !== 'number'
        ? []
        : [
            {
              estimate,
              half: typeof error === 'number' ? NORMAL_95 * error : null,
              significant: typeof p === 'number' && p < document.summary.significance,
              choices,
            },
          ],
    )
    .sort((a, b) => a.estimate - b.estimate);
}

/** A control is one row, drawn where it is in; any other choice has a row for each level. */
function levelsOf(choice: string, j: number, all: readonly Specification[]) {
  const found = [...new Set(all.map((one) => one.choices[j]))];
  const control = found.every((level) => typeof level === 'boolean');
  return (control ? found.filter((level) => level === true) : found).map((level) => ({
    label: control ? `+ ${choice}` : `${choice}: ${String(level)}`,
    holds: (one: Specification) => one.choices[j] === level,
  }));
}

function thinned<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, i) => all[Math.round((i * (all.length - 1)) / (most - 1))]);
}
