/**
 * Long computations as generators: the algorithm is written once and yields where it may be stopped. `finish` runs it
 * through at once; `drive` lets the host breathe between two steps, reports progress and stops on an AbortSignal.
 */
import { AimaqError } from './errors.js';

export interface Progress {
  readonly task: string;
  readonly done: number;
  readonly total: number;
}

export type Steps<T> = Generator<Progress, T, void>;

export interface Run {
  /** An AbortSignal, of which only this is read. */
  readonly signal?: { readonly aborted: boolean };
  readonly onProgress?: (progress: Progress) => void;
  /** Gives the host a turn (a timer, a message channel, setImmediate); without it only promises get one. */
  readonly pause?: () => Promise<void>;
}

export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Errors: numeric-aborted, and those of the steps. */
export async function drive<T>(steps: Steps<T>, { signal, onProgress, pause }: Run = {}): Promise<T> {
  for (;;) {
    if (signal?.aborted === true) throw new AimaqError('numeric-aborted');
    const step = steps.next();
    if (step.done === true) return step.value;
    onProgress?.(step.value);
    await pause?.();
  }
}
