/** Correlations as a triangle of squares: colour by sign and strength, the number written inside. */
import type { Words } from '../words.js';
import { type Mark, type Role, round, type Scene, textWidth, wrapText } from './scene.js';

export interface HeatmapInput {
  readonly variables: readonly { readonly id: string; readonly name: string }[];
  readonly pairs: readonly {
    readonly x: string;
    readonly y: string;
    readonly estimate: number | null;
    readonly pValue?: number | null;
    readonly adjustedPValue?: number | null;
    readonly n?: number;
  }[];
  readonly title?: string;
  readonly width?: number;
}

/** Narrower than this, the names stand under the squares instead of beside them. */
const NARROW = 480;

export function heatmapScene(input: HeatmapInput, words: Words): Scene {
  const { variables, pairs, width = 680 } = input;
  const nameOf = new Map(variables.map((variable) => [variable.id, variable.name]));
  const at = new Map(variables.map((variable, i) => [variable.id, i]));
  const names = variables.map((variable, i) => `${i + 1}. ${variable.name}`);
  const below = width < NARROW;
  const left = below
    ? 20
    : Math.min(width * 0.4, Math.max(60, ...variables.map((one) => textWidth(one.name, 12))) + 10);
  const side = Math.min(56, (width - left) / Math.max(1, variables.length));
  const marks: Mark[] = [];
  names.forEach((_, i) => {
    const lines = below ? [String(i + 1)] : wrapText(names[i], left - 8, 12).slice(0, 3);
    lines.forEach((text, k) => {
      marks.push({
        kind: 'text',
        x: 4,
        y: round(side * i + side / 2 + 4 + (k - (lines.length - 1) / 2) * 14),
        text,
        size: 12,
      });
    });
    marks.push({
      kind: 'text',
      x: round(left + side * i + side / 2),
      y: round(side * variables.length + 14),
      text: String(i + 1),
      size: 11,
      anchor: 'middle',
      fill: 'muted',
    });
    marks.push({
      kind: 'rect',
      x: round(left + side * i + 1),
      y: round(side * i + 1),
      width: round(side - 2),
      height: round(side - 2),
      fill: 'grid',
      radius: 2,
    });
  });
  for (const pair of pairs) {
    const a = at.get(pair.x);
    const b = at.get(pair.y);
    if (a === undefined || b === undefined) continue;
    const [row, column] = a > b ? [a, b] : [b, a];
    const role = roleOf(pair.estimate);
    const x = left + side * column;
    const y = side * row;
    marks.push(
      {
        kind: 'rect',
        x: round(x + 1),
        y: round(y + 1),
        width: round(side - 2),
        height: round(side - 2),
        radius: 2,
        fill: role,
        hint: `${nameOf.get(pair.x)} – ${nameOf.get(pair.y)}: ${words.number(pair.estimate, { digits: 2 })}`,
      },
      {
        kind: 'text',
        x: round(x + side / 2),
        y: round(y + side / 2 + 4),
        text: words.number(pair.estimate, { digits: 2 }),
        size: side < 34 ? 9 : 11,
        anchor: 'middle',
        fill: role === 'low3' || role === 'high3' ? 'surface' : 'ink',
      },
    );
  }
  const bottom = side * variables.length + 22;
  const under = below ? names.flatMap((name) => wrapText(name, width - 8, 12)) : [];
  under.forEach((text, i) => {
    marks.push({ kind: 'text', x: 4, y: round(bottom + 18 + 16 * i), text, size: 12 });
  });
  const strongest = pairs.reduce<(typeof pairs)[number] | null>(
    (best, pair) => (pair.estimate !== null && Math.abs(pair.estimate) > Math.abs(best?.estimate ?? 0) ? pair : best),
    null,
  );
  return {
    width: round(Math.max(left + side * variables.length, 200)),
    height: round(bottom + (below ? 16 * under.length + 10 : 0)),
    title: input.title ?? words.text('views.heatmap.title'),
    description: words.text('views.heatmap.description', {
      count: pairs.length,
      x: nameOf.get(strongest?.x ?? '') ?? '–',
      y: nameOf.get(strongest?.y ?? '') ?? '–',
      r: strongest?.estimate ?? 0,
    }),
    marks,
    table: {
      columns: ['x', 'y', 'r', 'p', 'pAdjusted', 'n'].map((column) => words.text(`views.heatmap.${column}`)),
      rows: pairs.map((pair) => [
        nameOf.get(pair.x) ?? pair.x,
        nameOf.get(pair.y) ?? pair.y,
        words.number(pair.estimate, { digits: 2 }),
        words.pValue(pair.pValue ?? null),
        words.pValue(pair.adjustedPValue ?? null),
        words.number(pair.n ?? null),
      ]),
    },
  };
}

function roleOf(r: number | null): Role {
  if (r === null) return 'missing';
  const strength = Math.abs(r);
  if (strength < 0.1) return 'middle';
  const step = strength < 0.35 ? 1 : strength < 0.65 ? 2 : 3;
  return r > 0 ? `high${step}` : `low${step}`;
}
