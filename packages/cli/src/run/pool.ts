/** Studies in worker threads, so many at a time; the order of the answers is that of the jobs. */
import { Worker } from 'node:worker_threads';
import type { ExitCode } from '../exitCode.js';
import { Failure, type Finding, failureOf } from '../failure.js';
import type { StudySummary } from '../report/summary.js';
import type { WorkerMessage } from '../worker.js';
import type { JobProgress, StudyJob } from './studyJob.js';

export interface PoolEvents {
  started(job: StudyJob): void;
  progress(job: StudyJob, progress: JobProgress): void;
  ended(job: StudyJob, outcome: Outcome): void;
}

export type Outcome = StudySummary | Failure;

export class Pool {
  private readonly alive = new Set<Worker>();
  private stopped = false;
  constructor(
    private readonly size: number,
    private readonly events: PoolEvents,
  ) {}

  async run(jobs: readonly StudyJob[]): Promise<readonly Outcome[]> {
    const outcomes: Outcome[] = [];
    let next = 0;
    const lane = async () => {
      while (next < jobs.length && !this.stopped) {
        const at = next++;
        const job = jobs[at] as StudyJob;
        this.events.started(job);
        const outcome = await this.one(job);
        outcomes[at] = outcome;
        if (!this.stopped) this.events.ended(job, outcome);
      }
    };
    await Promise.all(Array.from({ length: Math.min(this.size, jobs.length) }, lane));
    return outcomes;
  }

  /** Ends every thread where it stands. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all([...this.alive].map((worker) => worker.terminate()));
  }

  private one(job: StudyJob): Promise<Outcome> {
    return new Promise((resolve) => {
      const worker = new Worker(new URL('./worker.cjs', import.meta.url), { workerData: job });
      this.alive.add(worker);
      let answer: Outcome | undefined;
      worker.on('message', (message: WorkerMessage) => {
        if (message.kind === 'progress') this.events.progress(job, message.progress);
        else if (message.kind === 'done') answer = message.summary;
        else answer = failureFrom(message);
      });
      worker.on('error', (error) => {
        answer = failureOf(error);
      });
      worker.on('exit', () => {
        this.alive.delete(worker);
        resolve(answer ?? failureOf(new Error('the worker thread ended without an answer')));
      });
    });
  }
}

function failureFrom({ exit, findings, stack }: Extract<WorkerMessage, { kind: 'failed' }>): Failure {
  const cause = new Error(stack.split('\n', 1)[0]);
  cause.stack = stack;
  return new Failure(exit as ExitCode, findings as readonly Finding[], cause);
}
