/** Writes files that must not be there yet: all of them, or none. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { misuse } from '../failure.js';

export async function writeNewFiles(target: string, files: ReadonlyMap<string, string>): Promise<void> {
  const folder = resolve(target);
  const there = [...files.keys()].find((name) => existsSync(join(folder, name)));
  if (there !== undefined) throw misuse('there-already', { file: join(target, there) });
  await mkdir(folder, { recursive: true });
  const staging = await mkdtemp(join(folder, '.aimaq-'));
  try {
    for (const [name, content] of files) {
      await mkdir(dirname(join(staging, name)), { recursive: true });
      await writeFile(join(staging, name), content);
    }
    for (const name of files.keys()) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await rename(join(staging, name), join(folder, name));
    }
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}
