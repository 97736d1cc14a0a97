/** The recipes for developers: the files that they name are there, the lines that they show stand in them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const page = readFileSync(join(root, 'apps/docs/src/app/develop/extend/page.mdx'), 'utf8');

it('every file and folder that a recipe names is there', () => {
  const named = [...page.matchAll(/`((?:packages|data)\/[\w./]+)`/g)].map((found) => found[1] ?? '');
  expect(named).not.toHaveLength(0);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

it('every line of code that a recipe shows stands in the file that it names', () => {
  const shown = [...page.matchAll(/`(packages\/[\w./]+\.ts)`:\n\n```js\n([\s\S]*?)\n```/g)];
  expect(shown).not.toHaveLength(0);
  for (const [, file = '', code = ''] of shown) expect(readFileSync(join(root, file), 'utf8')).toContain(code);
});
