/** Every block of code that is marked `run` is run, in an empty folder beside the shipped data. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const app = join(root, 'apps', 'docs', 'src', 'app');
const command = join(root, 'packages', 'cli', 'bin', 'aimaq.js');

const examples = readdirSync(app, { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.mdx'))
  .sort()
  .flatMap((file) =>
    [...readFileSync(join(app, file), 'utf8').matchAll(/^```(sh|js) run\n([\s\S]*?)^```/gm)].flatMap(
      ([, language = '', code = '']) =>
        language === 'js'
          ? [{ file, language, code }]
          : code
              .split('\n')
              .filter((line) => line !== '')
              .map((line) => ({ file, language, code: line })),
    ),
  );

describe('examples', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'aimaq-docs-'));
    symlinkSync(join(root, 'data'), join(folder, 'data'));
    symlinkSync(join(root, 'oracles'), join(folder, 'oracles'));
    symlinkSync(join(root, 'apps', 'docs', 'node_modules'), join(folder, 'node_modules'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('there are some', () => {
    expect(examples.length).toBeGreaterThan(15);
  });

  it.each(examples)('$file: $code', ({ language, code }) => {
    const run = (file: string, args: string[]) =>
      execFileSync(file, args, {
        cwd: folder,
        encoding: 'utf8',
        stdio: 'pipe',
        env: { ...process.env, NO_COLOR: '1' },
      });
    if (language === 'js') {
      writeFileSync(join(folder, 'example.mjs'), code);
      expect(run(process.execPath, ['example.mjs'])).not.toBe('');
    } else {
      expect(code).toMatch(/^npx aimaq /);
      expect(run('sh', ['-c', code.replace('npx aimaq', `"${process.execPath}" "${command}"`)])).not.toBe('');
    }
  });
});
