import { expect, test } from 'vitest';
import type { HypothesisEstimate, HypothesisResult } from '../../result/index.js';
import type { Reader } from '../reader.js';
import { trialsTable } from './hypothesis.js';

const plain = (value: number | null) => (value === null ? '–' : String(value));
const reader = {
  words: { text: (key: string) => key, number: plain, percent: plain, pValue: plain },
  model: (id: string) => id,
  term: (name: string) => name,
} as unknown as Reader;

test.each([
  [{ CR2: 0.2, wildBootstrap: 0.3 }, '0.3'],
  [{ CR2: 0.2, wildBootstrap: null }, '0.2'],
  [{ CR2: null, wildBootstrap: null }, '–'],
  [null, '–'],
])('the placebo %j shows the larger p, and none where there is none', (p, shown) => {
  const placebo = p === null ? null : { term: 'f(x)', estimate: 1, ...p };
  const one = { model: 'm', term: 'x', leaveOneOut: null, multiverse: null, leverage: null, placebo };
  const table = trialsTable(
    { estimates: [one as unknown as HypothesisEstimate] } as unknown as HypothesisResult,
    reader,
  );
  expect(table?.blocks[0][0][4]).toBe(shown);
});
