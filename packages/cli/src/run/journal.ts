/** What a batch was asked for, kept in its folder until it is done, so that `--resume` can go on with it. */
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { misuse } from '../failure.js';
import { writeWhole } from '../io/files.js';

export interface Batch {
  /** Absolute paths. */
  readonly studies: readonly string[];
  readonly format: string;
}

const NAME = '.aimaq-batch.json';

export async function beginBatch(out: string, batch: Batch): Promise<void> {
  await mkdir(out, { recursive: true });
  const studies = batch.studies.map((study) => resolve(study));
  await writeWhole(join(out, NAME), `${JSON.stringify({ ...batch, studies }, null, 1)}\n`);
}

export async function endBatch(out: string): Promise<void> {
  await rm(join(out, NAME), { force: true });
}

export function interruptedBatch(out: string): Batch {
  const file = join(out, NAME);
  if (!existsSync(file)) throw misuse('no-batch', { folder: out });
  return JSON.parse(readFileSync(file, 'utf8')) as Batch;
}
