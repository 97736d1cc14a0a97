/** The files of fonts.css that a page of each language needs for its first screen, asked for before the style sheet is read. */
import type { Locale } from '@aimaq/locales';
import { preload } from 'react-dom';
import serifCyrillic from '../../node_modules/@fontsource/source-serif-4/files/source-serif-4-cyrillic-600-normal.woff2';
import serifKazakh from '../../node_modules/@fontsource/source-serif-4/files/source-serif-4-cyrillic-ext-600-normal.woff2';
import serifLatin from '../../node_modules/@fontsource/source-serif-4/files/source-serif-4-latin-600-normal.woff2';
import sansKazakh from '../../node_modules/@fontsource-variable/golos-text/files/golos-text-cyrillic-ext-wght-normal.woff2';
import sansCyrillic from '../../node_modules/@fontsource-variable/golos-text/files/golos-text-cyrillic-wght-normal.woff2';
import sansLatin from '../../node_modules/@fontsource-variable/golos-text/files/golos-text-latin-wght-normal.woff2';

const LATIN = [sansLatin, serifLatin];
const CYRILLIC = [...LATIN, sansCyrillic, serifCyrillic];
const FACES = { en: LATIN, ru: CYRILLIC, kk: [...CYRILLIC, sansKazakh, serifKazakh] } satisfies Record<
  Locale,
  readonly string[]
>;

export function preloadFaces(locale: Locale): void {
  for (const face of FACES[locale]) preload(face, { as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' });
}
