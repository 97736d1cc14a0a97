/** A study result from a file or its folder, and the names by which people ask for a region. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readResult, type StudyResult } from '@aimaq/engine/result';
import { EXIT } from '../exitCode.js';
import { Failure, finding, issuesFailure, misuse } from '../failure.js';
import { nearest } from '../nearest.js';
import { isFolder, readBytes, textOf } from './files.js';

export async function readResultFile(path: string): Promise<StudyResult> {
  const file = (await isFolder(path)) ? join(path, 'study-result.json') : path;
  if (file !== path && !existsSync(file)) throw new Failure(EXIT.misuse, [finding('no-result', {}, { file: path })]);
  const read = readResult(textOf(await readBytes(file), file));
  if (!read.ok) throw issuesFailure(read.issues, file);
  return read.value;
}

/** By id, or by any of its names in any language. */
export function regionOf(result: StudyResult, wanted: string): string {
  const fold = (text: string) => text.toLocaleLowerCase().trim();
  const names = new Map<string, string>();
  for (const { id } of result.regions) {
    names.set(fold(id), id);
    for (const texts of Object.values(result.texts))
      for (const form of ['name', 'short', 'centre']) {
        const name = texts[`region.${id}.${form}`];
        // A centre that is a region itself (Almaty) keeps its own name.
        if (name !== undefined && !names.has(fold(name))) names.set(fold(name), id);
      }
  }
  const found = names.get(fold(wanted));
  if (found !== undefined) return found;
  const near = nearest(fold(wanted), [...names.keys()]);
  throw misuse(
    'unknown-region',
    { name: wanted, known: result.regions.map((region) => region.id).join(', ') },
    near === undefined ? undefined : names.get(near),
  );
}
