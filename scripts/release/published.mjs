/** The packages that are published: where they lie, what their manifests say, what they have built in. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../workspace.mjs';

export function published() {
  return readdirSync(join(root, 'packages'))
    .sort()
    .map((name) => {
      const folder = join(root, 'packages', name);
      return { folder, manifest: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) };
    })
    .filter(({ manifest }) => manifest.private !== true);
}

/** Components of others that stand in a built or installed package. */
export function billOf(folder) {
  const file = join(folder, 'dist', 'bom.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).components : [];
}
