/** The bytes of a data package: its descriptor and every file that the descriptor names, by path. */
import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { EXIT } from '../exitCode.js';
import { Failure, finding } from '../failure.js';
import { readBytes } from './files.js';

interface Descriptor {
  readonly resources?: readonly { readonly path?: unknown }[];
  readonly aimaq?: { readonly map?: { readonly regions?: unknown } };
}

/** `descriptor` is relative to `folder`; the keys of the answer are, too. A file that is missing is simply not there. */
export async function readPackageFiles(
  folder: string,
  descriptor = 'datapackage.json',
): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const path = join(folder, descriptor);
  if (!existsSync(path)) throw new Failure(EXIT.misuse, [finding('no-package', {}, { file: path })]);
  const bytes = await readBytes(path);
  files.set(descriptor, bytes);
  const base = posix.dirname(descriptor);
  for (const name of namesIn(bytes)) {
    const key = base === '.' ? name : `${base}/${name}`;
    if (existsSync(join(folder, key))) files.set(key, await readBytes(join(folder, key)));
  }
  return files;
}

/** Paths that the descriptor names; a descriptor that cannot be read names none and the engine says why. */
function namesIn(bytes: Uint8Array): readonly string[] {
  let descriptor: Descriptor | null;
  try {
    descriptor = JSON.parse(new TextDecoder().decode(bytes)) as Descriptor | null;
  } catch {
    return [];
  }
  const resources = Array.isArray(descriptor?.resources) ? descriptor.resources : [];
  const paths = [...resources.map((resource) => resource?.path), descriptor?.aimaq?.map?.regions];
  return [...new Set(paths.filter((path): path is string => typeof path === 'string' && isInside(path)))];
}

/** As Frictionless demands: no absolute path and no way out of the package. */
function isInside(path: string): boolean {
  return !posix.isAbsolute(path) && !/^[a-z]+:/i.test(path) && !path.split(/[\\/]/).includes('..');
}
