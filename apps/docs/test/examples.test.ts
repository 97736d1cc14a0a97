/**
 * Every block of code that is marked `run` is run, in an empty folder beside the shipped data, after the files that the page
 * gives; what a page shows of a terminal is what the command prints.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const app = join(root, 'apps', 'docs', 'src', 'app');
const out = join(root, 'apps', 'docs', 'out');
const command = join(root, 'packages', 'cli', 'bin', 'aimaq.js');

const pages = readdirSync(app, { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.mdx'))
  .sort()
  .map((file) => ({ file, text: readFileSync(join(app, file), 'utf8') }));
const examples = pages.flatMap(({ file, text }) =>
  [...text.matchAll(/^```(sh|js|csv) (run|file \S+)\n([\s\S]*?)^```/gm)].flatMap(
    ([, language = '', what = '', code = '']) =>
      language === 'sh'
        ? code
            .split('\n')
            .filter((line) => line !== '')
            .map((line) => ({ file, language, what, code: line }))
        : [{ file, language, what, code }],
  ),
);
const shown = pages.flatMap(({ file, text }) =>
  [...text.matchAll(/<Terminal>(?:\{`)?([^<`]+)(?:`\})?<\/Terminal>/g)].map(([, code = '']) => ({ file, code })),
);

describe('examples', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'aimaq-docs-'));
    // A country may be added, a batch written: what is shipped stays as it is.
    mkdirSync(join(folder, 'data'));
    for (const part of ['kazakhstan', 'eu', 'policy'])
      symlinkSync(join(root, 'data', part), join(folder, 'data', part));
    cpSync(join(root, 'data', 'results'), join(folder, 'data', 'results'), { recursive: true });
    symlinkSync(join(root, 'oracles'), join(folder, 'oracles'));
    symlinkSync(join(root, 'apps', 'docs', 'node_modules'), join(folder, 'node_modules'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('there are some', () => {
    expect(examples.length).toBeGreaterThan(15);
  });

  const run = (file: string, args: string[]) =>
    execFileSync(file, args, {
      cwd: folder,
      encoding: 'utf8',
      stdio: 'pipe',
      env: { ...process.env, COLUMNS: '80', NO_COLOR: '1' },
    });
  const typed = (line: string) => {
    expect(line).toMatch(/^npx aimaq /);
    return run('sh', ['-c', line.replaceAll('npx aimaq', `"${process.execPath}" "${command}"`)]);
  };

  it.each(examples)('$file: $code', ({ language, what, code }) => {
    if (language === 'csv') writeFileSync(join(folder, what.slice('file '.length)), code);
    else if (language === 'js') {
      writeFileSync(join(folder, 'example.mjs'), code);
      expect(run(process.execPath, ['example.mjs'])).not.toBe('');
    } else expect(typed(code)).not.toBe('');
  });

  it('are shown with their output', () => {
    expect(shown.length).toBeGreaterThan(3);
    for (const { file, code } of shown) {
      const html = readFileSync(join(out, file.replace('page.mdx', 'index.html')), 'utf8');
      expect(html.replaceAll('&quot;', '"')).toContain(code);
      const lines = typed(code).trimEnd().split('\n');
      const missing = lines.filter(
        (line) => !html.includes(line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')),
      );
      expect(missing).toEqual([]);
    }
  });
});
