/** `aimaq run`: studies, one after the other; one that fails does not stop the others, and the exit code tells. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { StudyResult } from '@aimaq/engine/result';
import { runStudy } from '@aimaq/engine/study';
import { Failure, failureOf, misuse } from '../failure.js';
import { readBytes, writeAll } from '../io/files.js';
import { type OutputOptions, print, printJson, say, words } from '../io/output.js';
import { progressOf } from '../io/progress.js';
import { readStudy } from '../io/study.js';
import { report } from '../report/failure.js';
import { type ReportFormat, studyOutputs } from '../report/outputs.js';
import { summaryLines } from '../report/summary.js';

export interface RunCommandOptions extends OutputOptions {
  readonly out: string;
  readonly force?: boolean;
  readonly progress?: boolean;
  readonly debug?: boolean;
}

interface Done {
  readonly study: string;
  readonly folder: string;
  readonly unchanged: boolean;
  readonly result: StudyResult;
}

export async function run(studies: readonly string[], options: RunCommandOptions): Promise<void> {
  const formats = formatsOf(options.format);
  const reader = words(options);
  const done: Done[] = [];
  const failures: { readonly study: string; readonly failure: Failure }[] = [];
  for (const study of studies) {
    try {
      const one = await runOne(study, { options, formats, batch: studies.length > 1 });
      done.push(one);
      if (options.json !== true) print(summaryLines(one, reader).join('\n'));
    } catch (thrown) {
      const failure = failureOf(thrown);
      if (studies.length === 1) throw failure;
      failures.push({ study, failure });
      say(`${study}:`, options);
      await report(failure, options);
    }
  }
  if (options.json === true) printJson(summary(done, failures));
  if (failures.length > 0) {
    const worst = failures.reduce((a, b) => (b.failure.exit > a.failure.exit ? b : a));
    const message = `${failures.length} of ${studies.length} studies failed: ${failures.map((one) => one.study).join(', ')}`;
    throw new Failure(worst.failure.exit, [{ message, hint: 'the others were written' }]);
  }
}

async function runOne(
  study: string,
  job: { readonly options: RunCommandOptions; readonly formats: readonly ReportFormat[]; readonly batch: boolean },
): Promise<Done> {
  const { options, formats, batch } = job;
  const { spec, files } = await readStudy(study);
  const folder = batch ? join(options.out, spec.id) : options.out;
  const progress = progressOf(spec.id, options.quiet !== true && options.progress !== false);
  try {
    const result = runStudy({ spec, files, onProgress: (event) => progress.update(event) });
    progress.end();
    const outputs = studyOutputs(result, formats);
    const unchanged = options.force !== true && (await isThere(folder, outputs));
    if (!unchanged) await writeAll(folder, outputs);
    return { study, folder, unchanged, result };
  } finally {
    progress.end();
  }
}

/** True when every file stands there with these very bytes: nothing is touched then, so that time stamps tell the truth. */
async function isThere(folder: string, outputs: ReadonlyMap<string, string>): Promise<boolean> {
  for (const [name, text] of outputs) {
    const path = join(folder, name);
    if (!existsSync(path) || !Buffer.from(text).equals(Buffer.from(await readBytes(path)))) return false;
  }
  return true;
}

function formatsOf(text = 'md,html'): readonly ReportFormat[] {
  return text.split(',').map((part) => {
    const format = part.trim();
    if (format !== 'md' && format !== 'html')
      throw misuse(`there is no report format "${format}"`, 'use md, html or md,html');
    return format;
  });
}

function summary(done: readonly Done[], failures: readonly { readonly study: string; readonly failure: Failure }[]) {
  return {
    studies: done.map(({ study, folder, unchanged, result }) => ({
      study,
      id: result.study.id,
      folder,
      unchanged,
      inputs: result.provenance.inputs,
      verdicts: Object.fromEntries(result.hypotheses.map((one) => [one.id, one.verdict])),
      clusters: result.clusters.length,
      specifications: result.specifications,
      warnings: result.warnings.length,
    })),
    failed: failures.map(({ study, failure }) => ({ study, exit: failure.exit, findings: failure.findings })),
  };
}
