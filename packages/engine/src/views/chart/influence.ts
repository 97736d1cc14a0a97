/**
 * What each cluster does to each coefficient: the change when it is left out, in standard errors of the coefficient
 * (DFBETAS of Belsley, Kuh & Welsch, 1980, for clusters). The strongest cluster of each coefficient carries its name.
 */
import type { EstimateDocument } from '../../result/index.js';
import type { Words } from '../words.js';
import { decimalsOf, extent, linear, ticks } from './scale.js';
import { type Mark, type Scene, textWidth } from './scene.js';

const ROW = 44;

export function influenceScene(estimate: EstimateDocument, words: Words, width = 640): Scene | null {
  const few = estimate.fewClusters;
  if (few === null) return null;
  const rows = few.terms.map((term) => {
    const own = estimate.coefficients.find((row) => row.term === term.term);
    const error = own?.standardError ?? null;
    const changes = term.leaveOneOut.flatMap(({ cluster, estimate: without }) =>
      without === null || own === undefined || error === null
        ? []
        : [{ cluster, change: (without - own.estimate) / error, flips: without * own.estimate < 0 }],
    );
    return { term: term.term, changes: changes.sort((a, b) => Math.abs(b.change) - Math.abs(a.change)) };
  });
  const left = Math.min(width * 0.4, 16 + Math.max(60, ...rows.map((row) => textWidth(row.term, 13))));
  const domain = extent([-1, 1, ...rows.flatMap((row) => row.changes.map((one) => one.change))], 0.06);
  const x = linear(domain, [left, width - 16]);
  const bottom = ROW * rows.length + 8;
  const axis = ticks(domain[0], domain[1], 7);
  const marks: Mark[] = axis.flatMap((value): Mark[] => [
    {
      kind: 'line',
      x1: x(value),
      y1: 4,
      x2: x(value),
      y2: bottom,
      stroke: value === 0 ? 'ink' : 'grid',
      strokeWidth: 1,
    },
    {
      kind: 'text',
      x: x(value),
      y: bottom + 16,
      text: words.number(value, { digits: decimalsOf(axis) }),
      size: 11,
      anchor: 'middle',
      fill: 'muted',
    },
  ]);
  rows.forEach((row, i) => {
    const y = ROW * i + ROW / 2 + 8;
    marks.push({ kind: 'text', x: 4, y: y + 4, text: row.term, size: 13 });
    for (const one of row.changes)
      marks.push({
        kind: 'circle',
        x: x(one.change),
        y,
        r: 4,
        fill: one.flips ? 'highlight' : 'accent',
        opacity: 0.7,
        hint: one.cluster,
      });
    const [most] = row.changes;
    if (most !== undefined)
      marks.push({
        kind: 'text',
        x: x(most.change),
        y: y - 9,
        text: most.cluster,
        size: 11,
        anchor: x(most.change) > width * 0.8 ? 'end' : 'middle',
        halo: true,
      });
  });
  marks.push({
    kind: 'text',
    x: width - 16,
    y: bottom + 32,
    text: words.text('views.influence.axis'),
    size: 11,
    anchor: 'end',
    fill: 'muted',
  });
  return {
    width,
    height: bottom + 40,
    title: words.text('views.influence.title', { by: few.by }),
    description: words.text('views.influence.description', {
      flips: rows.flatMap((row) => row.changes).filter((one) => one.flips).length,
    }),
    marks,
    table: {
      columns: [words.text('views.regression.term'), few.by, words.text('views.influence.axis')],
      rows: rows.flatMap((row) =>
        row.changes.map((one) => [row.term, one.cluster, words.number(one.change, { digits: 2 })]),
      ),
    },
  };
}
