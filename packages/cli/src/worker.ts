/** A worker thread of `aimaq run`: takes one study, says how far it is, answers with its summary or its failure. */
import { parentPort, workerData } from 'node:worker_threads';
import { failureOf } from './failure.js';
import type { StudySummary } from './report/summary.js';
import { type JobProgress, runJob, type StudyJob } from './run/studyJob.js';

export type WorkerMessage =
  | { readonly kind: 'progress'; readonly progress: JobProgress }
  | { readonly kind: 'done'; readonly summary: StudySummary }
  | { readonly kind: 'failed'; readonly exit: number; readonly findings: readonly object[]; readonly stack: string };

const post = (message: WorkerMessage) => parentPort?.postMessage(message);

runJob(workerData as StudyJob, (progress) => post({ kind: 'progress', progress })).then(
  (summary) => post({ kind: 'done', summary }),
  (thrown: unknown) => {
    const { exit, findings, cause } = failureOf(thrown);
    const origin = cause instanceof Error ? cause : thrown;
    post({ kind: 'failed', exit, findings, stack: origin instanceof Error ? (origin.stack ?? '') : '' });
  },
);
