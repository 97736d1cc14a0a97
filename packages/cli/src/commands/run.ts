/** `aimaq run`: studies side by side; one that fails does not stop the others, and the exit code tells. */
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { readResult } from '@aimaq/engine/result';
import { renderText, type TableView, type Words } from '@aimaq/engine/views';
import { EXIT } from '../exitCode.js';
import { Failure, failureOf, finding, misuse, ownWords } from '../failure.js';
import { type OutputOptions, print, printJson, say, widthOf, words } from '../io/output.js';
import { progressOf } from '../io/progress.js';
import { holdsResults, sweepStaging } from '../io/resultFolder.js';
import { readStudy } from '../io/study.js';
import { report } from '../report/failure.js';
import { REPORT_FORMATS, type ReportFormat } from '../report/outputs.js';
import { type StudySummary, summaryOf } from '../report/summary.js';
import { beginBatch, endBatch, interruptedBatch } from '../run/journal.js';
import { Pool } from '../run/pool.js';
import type { StudyJob } from '../run/studyJob.js';
import { studyKey } from '../run/studyKey.js';

export interface RunCommandOptions extends Omit<OutputOptions, 'out'> {
  readonly out: string;
  readonly format: string;
  readonly jobs?: number;
  readonly force?: boolean;
  readonly resume?: boolean;
  readonly progress?: boolean;
  readonly debug?: boolean;
}

interface Entry {
  readonly study: string;
  readonly name: string;
  readonly folder: string;
  state: 'written' | 'unchanged' | 'failed';
  seconds: number;
  summary?: StudySummary;
  failure?: Failure;
}

export async function run(given: readonly string[], options: RunCommandOptions): Promise<void> {
  if (options.resume === true && given.length > 0) throw misuse('resume-with-studies');
  if (options.resume !== true && given.length === 0) throw misuse('no-study');
  const { studies, format } =
    options.resume === true ? interruptedBatch(options.out) : { studies: given, format: options.format };
  const formats = formatsOf(format);
  const reader = words(options);
  const batch = studies.length > 1;
  if (batch) await beginBatch(options.out, { studies, format });

  const entries: Entry[] = [];
  const jobs = await prepare(studies, { options, formats, batch, reader }, entries);
  await compute(jobs, entries, { options, reader });
  if (batch) await endBatch(options.out);
  await tell(entries, options, reader);
}

/** Reads every study and finds out which of them must be computed. */
async function prepare(
  studies: readonly string[],
  context: { options: RunCommandOptions; formats: readonly ReportFormat[]; batch: boolean; reader: Words },
  entries: Entry[],
): Promise<StudyJob[]> {
  const { options, formats, batch, reader } = context;
  const jobs: StudyJob[] = [];
  for (const study of studies) {
    const entry: Entry = { study, name: study, folder: options.out, state: 'failed', seconds: 0 };
    try {
      const source = await readStudy(study);
      const folder = batch ? join(options.out, source.spec.id) : options.out;
      if (entries.some((one) => one.folder === folder))
        throw new Failure(EXIT.invalid, [finding('same-study', { id: source.spec.id }, { file: study })]);
      const key = studyKey(source, formats);
      sweepStaging(folder);
      const known = options.force !== true && (await holdsResults(folder, key));
      const summary = known ? await knownSummary(folder, reader) : undefined;
      entries.push({
        ...entry,
        name: source.spec.id,
        folder,
        state: 'unchanged',
        ...(summary === undefined ? {} : { summary }),
      });
      if (summary === undefined)
        jobs.push({ ...source, folder, formats, key, locale: reader.locale as StudyJob['locale'] });
    } catch (thrown) {
      const failure = failureOf(thrown);
      if (!batch) throw failure;
      entries.push({ ...entry, failure });
      say(`${study}:`, options);
      report(failure, options);
    }
  }
  return jobs;
}

async function knownSummary(folder: string, reader: Words): Promise<StudySummary | undefined> {
  const read = readResult(await readFile(join(folder, 'study-result.json'), 'utf8'));
  return read.ok ? summaryOf(read.value, reader) : undefined;
}

async function compute(
  jobs: readonly StudyJob[],
  entries: readonly Entry[],
  { options, reader }: { readonly options: RunCommandOptions; readonly reader: Words },
): Promise<void> {
  const progress = progressOf(options.quiet !== true && options.progress !== false, reader);
  const since = new Map<StudyJob, number>();
  const entryOf = (job: StudyJob) => entries.find((one) => one.folder === job.folder) as Entry;
  const pool = new Pool(options.jobs ?? availableParallelism(), {
    started(job) {
      since.set(job, performance.now());
      progress.start(job.spec.id);
    },
    progress: (job, event) => progress.update(job.spec.id, event),
    ended(job, outcome) {
      const entry = entryOf(job);
      entry.seconds = (performance.now() - (since.get(job) ?? 0)) / 1000;
      if (outcome instanceof Failure) {
        entry.state = 'failed';
        entry.failure = outcome;
      } else {
        entry.state = 'written';
        entry.summary = outcome;
      }
      const said = entry.state === 'failed' ? 'cli.progress.failed' : 'cli.progress.done';
      progress.end(job.spec.id, reader.text(said, { seconds: entry.seconds }));
    },
  });
  const interrupt = interrupter(pool, jobs, () => {
    progress.clear();
    const code = jobs.length > 1 ? 'interrupted-batch' : 'interrupted';
    process.stderr.write(`aimaq: ${ownWords(reader, code, {}).message}\n`);
  });
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  try {
    await pool.run(jobs);
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    progress.clear();
  }
}

/** Ctrl-C: the threads end, what they had begun to write is removed, what is finished stays. */
function interrupter(pool: Pool, jobs: readonly StudyJob[], tell: () => void): () => void {
  return () => {
    void pool.stop().then(() => {
      for (const job of jobs) sweepStaging(job.folder);
      tell();
      process.exit(EXIT.interrupted);
    });
  };
}

async function tell(entries: readonly Entry[], options: RunCommandOptions, reader: Words): Promise<void> {
  const failed = entries.filter((entry) => entry.failure !== undefined);
  const only = entries.length === 1 ? entries[0] : undefined;
  if (only?.failure !== undefined) throw only.failure;
  for (const entry of failed) {
    if (entry.name === entry.study) continue; // its findings were printed when it was read
    say(`${entry.study}:`, options);
    report(entry.failure, options);
  }
  if (options.json === true) await printJson(documentOf(entries));
  else if (only !== undefined) {
    const said = reader.text(only.state === 'unchanged' ? 'cli.run.unchanged' : 'cli.run.written', {
      folder: only.folder,
    });
    print([...(only.summary?.lines ?? []), said].join('\n'));
  } else {
    print(renderText(summaryTable(entries, reader), { width: widthOf() }));
  }
  if (failed.length > 0) {
    const exit = Math.max(...failed.map((entry) => entry.failure?.exit ?? EXIT.failed)) as Failure['exit'];
    const list = failed.map((entry) => entry.study).join(', ');
    throw new Failure(exit, [finding('studies-failed', { failed: failed.length, all: entries.length, list })]);
  }
}

function summaryTable(entries: readonly Entry[], reader: Words): TableView {
  const heading = (key: string, kind: 'text' | 'number' = 'text') => ({ heading: reader.text(`cli.run.${key}`), kind });
  return {
    title: reader.text('cli.run.batch', { count: entries.length }),
    columns: [
      heading('study'),
      heading('state'),
      heading('verdicts'),
      heading('groups', 'number'),
      heading('warnings', 'number'),
      heading('seconds', 'number'),
      heading('folder'),
    ],
    blocks: [
      entries.map(({ name, state, summary, seconds, folder }) => [
        name,
        reader.text(`cli.run.state.${state}`),
        verdictCounts(summary, reader),
        reader.number(summary?.clusters ?? null),
        reader.number(summary?.warnings ?? null),
        state === 'unchanged' ? '' : reader.number(seconds, { digits: 1 }),
        state === 'failed' ? '' : folder,
      ]),
    ],
    notes: [],
  };
}

function verdictCounts(summary: StudySummary | undefined, reader: Words): string {
  if (summary === undefined) return '';
  const counts = new Map<string, number>();
  for (const verdict of Object.values(summary.verdicts)) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  return [...counts].map(([verdict, count]) => `${count} ${reader.text(`evidence.verdict.${verdict}`)}`).join(', ');
}

function formatsOf(text: string): readonly ReportFormat[] {
  return text.split(',').map((part) => {
    const format = REPORT_FORMATS.find((one) => one === part.trim());
    if (format === undefined) throw misuse('unknown-report', { name: part.trim(), known: REPORT_FORMATS.join(', ') });
    return format;
  });
}

function documentOf(entries: readonly Entry[]) {
  return {
    studies: entries
      .filter((entry) => entry.failure === undefined)
      .map(({ study, folder, state, seconds, summary }) => {
        const { lines: _lines, ...rest } = summary ?? { lines: [] };
        return { study, folder, unchanged: state === 'unchanged', seconds, ...rest };
      }),
    failed: entries.flatMap(({ study, failure }) =>
      failure === undefined ? [] : [{ study, exit: failure.exit, findings: failure.findings }],
    ),
  };
}
