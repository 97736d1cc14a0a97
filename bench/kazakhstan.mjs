/** The study of Kazakhstan and its panel, for benches that run on it; needs built packages. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { panelOfStudy, readStudySpec } from '../packages/engine/dist/study/index.js';

const { parse } = createRequire(new URL('../packages/cli/package.json', import.meta.url))('yaml');
const folder = fileURLToPath(new URL('../data/kazakhstan/', import.meta.url));
const files = new Map(
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath ?? entry.path, entry.name);
      return [path.slice(folder.length), new Uint8Array(readFileSync(path))];
    }),
);
const read = readStudySpec(parse(readFileSync(join(folder, 'study.yaml'), 'utf8')));
if (!read.ok) throw new Error(JSON.stringify(read.issues));

export const spec = read.value;
export const panel = panelOfStudy(spec, files);
