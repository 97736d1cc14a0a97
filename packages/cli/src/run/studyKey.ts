/** What a study's outputs depend on, as one hash: the specification, every byte it reads, the formats, this program. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { canonicalJson } from '@aimaq/engine/data';
import type { StudySource } from '../io/study.js';

export function studyKey({ spec, files }: StudySource, formats: readonly string[]): string {
  const hash = createHash('sha256');
  hash.update(`${canonicalJson({ spec, formats })}\n`);
  for (const name of [...files.keys()].sort()) hash.update(`${name}\n`).update(files.get(name) as Uint8Array);
  hash.update(programHash());
  return `sha256:${hash.digest('hex')}`;
}

/** A new version, or a build from changed sources, computes again. */
function programHash(): string {
  const folder = new URL('./', import.meta.url);
  const hash = createHash('sha256');
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith('.js'))
    .sort())
    hash.update(readFileSync(new URL(name, folder)));
  return hash.digest('hex');
}
