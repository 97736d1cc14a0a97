/** A scene as a file: SVG as the site paints it, or PNG (drawn at twice its size) by resvg. */
import { extname } from 'node:path';
import { type Scene, sceneToSvg } from '@aimaq/engine/views';
import { misuse } from '../failure.js';
import { writeWhole } from './files.js';

const SCALE = 2;
/** Names that the usual systems have; resvg knows no "system-ui". */
const FONT = "Arial, 'Noto Sans', 'Liberation Sans', 'DejaVu Sans', sans-serif";

export async function pngOf(scene: Scene, options: { readonly standalone?: boolean } = {}): Promise<Uint8Array> {
  const { Resvg } = await import('@resvg/resvg-js');
  const svg = sceneToSvg(scene, { id: 'picture', font: FONT, ...options });
  const font = { loadSystemFonts: true, sansSerifFamily: 'DejaVu Sans' };
  return new Resvg(svg, { fitTo: { mode: 'zoom', value: SCALE }, font }).render().asPng();
}

export async function writePicture(scene: Scene, file: string): Promise<void> {
  const ending = extname(file).toLowerCase();
  if (ending === '.svg') await writeWhole(file, sceneToSvg(scene, { id: 'picture' }));
  else if (ending === '.png') await writeWhole(file, await pngOf(scene));
  else throw misuse('picture-ending', { ending: ending === '' ? file : ending });
}
