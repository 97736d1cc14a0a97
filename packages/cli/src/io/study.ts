/** A study file with everything it needs: the checked specification and the bytes of its data packages. */
import { basename, dirname } from 'node:path';
import { readStudySpec } from '@aimaq/engine/study';
import { issuesFailure } from '../failure.js';
import { readBytes, textOf } from './files.js';
import { readPackageFiles } from './packageFiles.js';
import { readYaml } from './yaml.js';

export type StudySpec = Extract<ReturnType<typeof readStudySpec>, { ok: true }>['value'];

export interface StudySource {
  readonly spec: StudySpec;
  /** By path relative to the study's folder, as the study writes them. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

export async function readStudy(path: string): Promise<StudySource> {
  const source = readYaml(textOf(await readBytes(path), path), path);
  const read = readStudySpec(source.value);
  if (!read.ok) throw issuesFailure(read.issues, path, source.locate);
  const spec = read.value;
  const folder = dirname(path);
  const files = await readPackageFiles(folder, spec.data);
  if (spec.instruments !== undefined)
    for (const [name, bytes] of await readPackageFiles(folder, spec.instruments)) files.set(name, bytes);
  return { spec, files };
}

export function looksLikeStudy(path: string): boolean {
  return /\.(ya?ml)$/i.test(path) || (/\.json$/i.test(path) && basename(path) !== 'datapackage.json');
}
