/**
 * The folder of a study's outputs. Everything is written into a folder beside it and moved in only when every file is
 * there; the manifest comes last, so that a folder with a manifest is whole. It names the inputs and the program, by
 * which an unchanged study is recognised, and the files, by which the next run knows what is its own to remove.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

export interface Manifest {
  readonly schema: 'aimaq/manifest@1';
  readonly study: string;
  /** Hash of the study, its data, the formats asked for and the program. */
  readonly key: string;
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
}

const MANIFEST = 'manifest.json';

/** Errors are those of the file system; the folder is then as it was, or, had the moving begun, without a manifest. */
export async function writeResults(
  target: string,
  files: ReadonlyMap<string, string | Uint8Array>,
  made: { readonly study: string; readonly key: string },
): Promise<void> {
  const folder = resolve(target);
  await mkdir(dirname(folder), { recursive: true });
  const staging = await mkdtemp(join(dirname(folder), `${stagingPrefix(folder)}${process.pid}-`));
  try {
    for (const [name, content] of files) {
      await mkdir(dirname(join(staging, name)), { recursive: true });
      await writeFile(join(staging, name), content);
    }
    const listed = [...files].map(([path, content]) => ({ path, sha256: hashOf(content) }));
    const manifest: Manifest = { schema: 'aimaq/manifest@1', ...made, files: listed };
    await writeFile(join(staging, MANIFEST), `${JSON.stringify(manifest, null, 1)}\n`);
    const before = readManifest(folder);
    await rm(join(folder, MANIFEST), { force: true });
    for (const name of [...files.keys(), MANIFEST]) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await rename(join(staging, name), join(folder, name));
    }
    const stale = (before?.files ?? []).filter(({ path }) => !files.has(path));
    for (const { path } of stale) await rm(join(folder, path), { force: true });
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** True when the folder holds the outputs of exactly these inputs, byte by byte. */
export async function holdsResults(folder: string, key: string): Promise<boolean> {
  const manifest = readManifest(folder);
  if (manifest === undefined || manifest.key !== key) return false;
  for (const { path, sha256 } of manifest.files) {
    const bytes = await readFile(join(folder, path)).catch(() => undefined);
    if (bytes === undefined || hashOf(bytes) !== sha256) return false;
  }
  return true;
}

/** Removes what killed runs left beside a folder; runs that are alive keep theirs. */
export function sweepStaging(target: string): void {
  const folder = resolve(target);
  if (!existsSync(dirname(folder))) return;
  for (const name of readdirSync(dirname(folder))) {
    if (!name.startsWith(stagingPrefix(folder))) continue;
    const pid = Number(name.slice(stagingPrefix(folder).length).split('-')[0]);
    if (pid !== process.pid && isAlive(pid)) continue;
    rmSync(join(dirname(folder), name), { recursive: true, force: true });
  }
}

function stagingPrefix(folder: string): string {
  return `.${basename(folder)}.writing-`;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function readManifest(folder: string): Manifest | undefined {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')) as Manifest;
    return manifest.schema === 'aimaq/manifest@1' ? manifest : undefined;
  } catch {
    return undefined;
  }
}

function hashOf(content: string | Uint8Array): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}
