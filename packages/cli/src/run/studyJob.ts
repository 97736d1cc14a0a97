/** One study from its checked inputs to a written folder; runs in a worker thread. */
import { runStudy } from '@aimaq/engine/study';
import type { Locale } from '@aimaq/locales';
import { writeResults } from '../io/resultFolder.js';
import type { StudySource } from '../io/study.js';
import { type ReportFormat, studyOutputs } from '../report/outputs.js';
import { type StudySummary, summaryOf } from '../report/summary.js';
import { wordsOf } from '../words.js';

export interface StudyJob extends StudySource {
  readonly folder: string;
  readonly formats: readonly ReportFormat[];
  readonly key: string;
  readonly locale: Locale;
}

export interface JobProgress {
  readonly task: string;
  readonly done: number;
  readonly total: number;
}

/** The steps of the engine, then one for each language's reports, then the writing. */
export async function runJob(job: StudyJob, onProgress: (progress: JobProgress) => void): Promise<StudySummary> {
  let steps = 0;
  const result = runStudy({
    spec: job.spec,
    files: job.files,
    onProgress: ({ task, done, total }) => {
      steps = total;
      onProgress({ task, done, total: total + 2 });
    },
  });
  onProgress({ task: 'reports', done: steps, total: steps + 2 });
  const outputs = await studyOutputs(result, job.formats);
  onProgress({ task: 'writing', done: steps + 1, total: steps + 2 });
  await writeResults(job.folder, outputs, { study: job.spec.id, key: job.key });
  return summaryOf(result, wordsOf(job.locale));
}
