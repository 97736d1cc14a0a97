/**
 * Merges `src/AREA.LOCALE.json` into one module per language, `src/dictionary/LOCALE.ts`: a module needs no import
 * attributes, which Node 20 still announces as experimental. Each is a function: a language costs when it is spoken. A key
 * that stands in two areas is an error.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('../src/', import.meta.url));
const target = join(source, 'dictionary');
const locales = new Set(readdirSync(source).flatMap((name) => /\.([a-z]{2})\.json$/.exec(name)?.[1] ?? []));

mkdirSync(target, { recursive: true });
for (const locale of locales) {
  const merged = new Map();
  const areas = readdirSync(source)
    .filter((name) => name.endsWith(`.${locale}.json`))
    .sort();
  for (const area of areas) {
    const entries = Object.entries(JSON.parse(readFileSync(join(source, area), 'utf8')));
    for (const [key, sentence] of entries) {
      if (merged.has(key)) throw new Error(`${area}: the key "${key}" stands in another area too`);
      merged.set(key, sentence);
    }
  }
  const sorted = Object.fromEntries([...merged].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  const text = `import type { Dictionary } from '../dictionary.js';\n\nexport const ${locale} = (): Dictionary => (${JSON.stringify(sorted, null, 2)});\n`;
  writeFileSync(join(target, `${locale}.ts`), text);
}
