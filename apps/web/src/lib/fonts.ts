/** Letters of the cards that other sites show for a link: the site's own face, one file for each script. */
import { readFile } from 'node:fs/promises';

const SCRIPTS = ['latin', 'cyrillic', 'cyrillic-ext'] as const;
let read: Promise<readonly { name: string; data: ArrayBuffer; weight: 600 }[]> | null = null;

export function cardFonts() {
  read ??= Promise.all(
    SCRIPTS.map(async (script) => {
      const path = `${process.cwd()}/node_modules/@fontsource/golos-text/files/golos-text-${script}-600-normal.woff`;
      const file = await readFile(/* turbopackIgnore: true */ path);
      return { name: script, data: new Uint8Array(file).buffer, weight: 600 as const };
    }),
  );
  return read;
}

export const CARD_FONT = SCRIPTS.join(', ');
