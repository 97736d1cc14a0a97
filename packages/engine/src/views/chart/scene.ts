/**
 * A picture as data: positioned primitives with colour roles instead of colours, a title, a description and the table
 * that says the same to those who cannot see it. `svg.ts` prints a scene; the site paints the same scene with its
 * tokens. Lengths are in user units (1 = one CSS pixel at natural size), y grows downwards.
 */

/** Roles are tokens of the palette; a theme gives each its colour. */
export type Role =
  | 'surface'
  | 'ink'
  | 'muted'
  | 'rule'
  | 'grid'
  | 'accent'
  | 'accentSoft'
  | 'missing'
  | 'highlight'
  | `cluster${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8}`
  | `value${1 | 2 | 3 | 4 | 5}`
  | `low${1 | 2 | 3}`
  | `high${1 | 2 | 3}`
  | 'middle';

interface Painted {
  readonly fill?: Role;
  readonly stroke?: Role;
  readonly strokeWidth?: number;
  readonly dash?: string;
  readonly opacity?: number;
  /** Shown on hover and read aloud; never the only place of a fact. */
  readonly hint?: string;
}

export type Mark =
  | ({
      readonly kind: 'rect';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly radius?: number;
    } & Painted)
  | ({
      readonly kind: 'line';
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
    } & Painted)
  | ({ readonly kind: 'path'; readonly d: string } & Painted)
  | ({ readonly kind: 'circle'; readonly x: number; readonly y: number; readonly r: number } & Painted)
  | ({
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly size?: number;
      readonly anchor?: 'start' | 'middle' | 'end';
      readonly weight?: 'normal' | 'bold';
      readonly rotate?: number;
      /** Draws the letters on a rim of the surface colour, so that they can be read over lines. */
      readonly halo?: boolean;
    } & Painted)
  | ({
      readonly kind: 'group';
      readonly children: readonly Mark[];
      readonly href?: string;
      /** What the group is, for those who hear it; with `href` the link's name. */
      readonly label?: string;
      /** Identifier of what is drawn, such as a region's id. */
      readonly id?: string;
    } & Painted);

/** The picture's numbers as rows of text, already in the reader's language. */
export interface SceneTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A tree in words: nested lists. */
export interface Outline {
  readonly text: string;
  readonly children: readonly Outline[];
}

export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly description: string;
  readonly marks: readonly Mark[];
  readonly table: SceneTable;
  readonly outline?: readonly Outline[];
}

export function clusterRole(position: number): Role {
  return `cluster${((position % 8) + 1) as 1}`;
}

/** Coordinates need no more than a hundredth of a pixel; shorter text, same picture. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Rough width of a text in a sans-serif face: Cyrillic and capitals are wider than Latin small letters. */
export function textWidth(text: string, size: number): number {
  let units = 0;
  for (const letter of text) {
    if (/[iljtfr.,:;|'()\s]/.test(letter)) units += 0.34;
    else if (/[mwMWШЩЖЮФшщжюфҢ]/.test(letter)) units += 0.9;
    else if (/[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]/.test(letter)) units += 0.72;
    else units += 0.61;
  }
  return units * size;
}

/** Breaks a text at spaces into lines of at most `width`; a single long word stays whole. */
export function wrapText(text: string, width: number, size: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && textWidth(longer, size) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  lines.push(line);
  return lines;
}
