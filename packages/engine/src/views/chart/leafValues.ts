/**
 * The values beside a dendrogram: a column of cells for each variable, a row for each leaf (a folded branch shows its mean),
 * coloured by distance from the column's mean in standard deviations, blue above and orange below, with the steps and the
 * names of the columns underneath.
 */
import type { Words } from '../words.js';
import { type Mark, type Role, round, wrapText } from './scene.js';

export interface LeafValues {
  /** Names of the columns in the reader's language. */
  readonly columns: readonly string[];
  /** Leaves × columns, on any scale; the picture standardises them. */
  readonly rows: readonly (readonly number[])[];
}

export const CELL = 20;
const STEPS = [0.25, 0.75, 1.5];
const ROLES: readonly Role[] = ['low3', 'low2', 'low1', 'middle', 'high1', 'high2', 'high3'];

/** Mean 0, standard deviation 1 by column; a column without spread is 0. */
export function standardizedRows({ columns, rows }: LeafValues): number[][] {
  const n = rows.length;
  const scales = columns.map((_, j) => {
    const mean = rows.reduce((sum, row) => sum + row[j], 0) / n;
    const spread = Math.sqrt(rows.reduce((sum, row) => sum + (row[j] - mean) ** 2, 0) / Math.max(1, n - 1));
    return { mean, spread };
  });
  return rows.map((row) => scales.map(({ mean, spread }, j) => (spread > 0 ? (row[j] - mean) / spread : 0)));
}

export function cellsOf(
  z: readonly number[],
  place: { readonly x: number; readonly y: number; readonly height: number },
  { columns, words }: { readonly columns: readonly string[]; readonly words: Words },
): Mark[] {
  return z.map((value, j) => ({
    kind: 'rect',
    x: round(place.x + CELL * j + 0.5),
    y: round(place.y - place.height / 2 + 0.5),
    width: CELL - 1,
    height: place.height - 1,
    fill: roleOf(value),
    hint: `${columns[j]}: ${words.number(value, { digits: 1 })}`,
  }));
}

/** Numbers of the columns above the cells. */
export function headsOf(columns: readonly string[], x: number, y: number): Mark[] {
  return columns.map((_, j) => ({
    kind: 'text',
    x: round(x + CELL * (j + 0.5)),
    y,
    text: String(j + 1),
    size: 11,
    anchor: 'middle',
    fill: 'muted',
  }));
}

/** The scale of colours and the names of the numbered columns; gives the height it takes. */
export function keyOf(
  columns: readonly string[],
  frame: { readonly y: number; readonly width: number },
  words: Words,
): { readonly marks: Mark[]; readonly height: number } {
  const marks: Mark[] = [];
  const label = words.text('views.dendrogram.values');
  marks.push({ kind: 'text', x: 4, y: frame.y + 14, text: label, size: 12, fill: 'muted' });
  const bounds = [...STEPS.map((step) => -step).reverse(), ...STEPS];
  ROLES.forEach((fill, i) => {
    const x = 4 + 44 * i;
    marks.push({ kind: 'rect', x, y: frame.y + 22, width: 43, height: 12, fill });
    if (i > 0)
      marks.push({
        kind: 'text',
        x,
        y: frame.y + 48,
        text: words.number(bounds[i - 1], { significant: 3 }),
        size: 11,
        anchor: 'middle',
        fill: 'muted',
      });
  });
  const named = columns.map((column, j) => `${j + 1}\u00a0${column.replaceAll(' ', '\u00a0')}`).join(' · ');
  const lines = wrapText(named, frame.width - 8, 12);
  lines.forEach((text, i) => {
    marks.push({ kind: 'text', x: 4, y: frame.y + 70 + 16 * i, text, size: 12, fill: 'ink' });
  });
  return { marks, height: 70 + 16 * lines.length };
}

function roleOf(z: number): Role {
  const step = STEPS.filter((bound) => Math.abs(z) >= bound).length;
  return ROLES[3 + Math.sign(z) * step];
}
