import { expect, test } from 'vitest';
import { drive, finish, type Steps } from './run.js';

function* count(total: number): Steps<string> {
  for (let done = 1; done <= total; done++) yield { task: 'count', done, total };
  return 'done';
}

test('steps: driven with progress and pauses, or run through at once', async () => {
  const seen: number[] = [];
  let pauses = 0;
  const pause = async () => {
    pauses++;
  };
  expect(await drive(count(3), { onProgress: ({ done }) => seen.push(done), pause })).toBe('done');
  expect(seen).toEqual([1, 2, 3]);
  expect(pauses).toBe(3);
  expect(finish(count(3))).toBe('done');
});

test('steps: an abort stops them with a code', async () => {
  const controller = new AbortController();
  const onProgress = ({ done }: { done: number }) => {
    if (done === 2) controller.abort();
  };
  await expect(drive(count(9), { signal: controller.signal, onProgress })).rejects.toMatchObject({
    code: 'numeric-aborted',
  });
});
