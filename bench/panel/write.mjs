/** Writes the columns of a design as raw doubles for the peers: node write.mjs KIND N FOLDER */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { design } from './designs.mjs';

const [kind, size, folder] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
for (const [name, values] of Object.entries(design(kind, Number(size))))
  writeFileSync(join(folder, `${name}.f64`), new Uint8Array(values.buffer));
