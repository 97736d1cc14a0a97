import { expect, test } from 'vitest';
import type { Words } from '../words.js';
import { trendScene } from './trend.js';

const words = { text: (key: string) => key, number: String, year: String } as unknown as Words;

test('each line is named beside its end, names that are too near are moved apart and none leaves the picture', () => {
  const low = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const series = [...low, 'high'].map((name, i) => ({
    name,
    years: [2020, 2021],
    values: name === 'high' ? [900, 1000] : [1, i],
    role: 'accent' as const,
  }));
  const { marks, height } = trendScene({ series, title: '', unit: '', height: 240 }, words);
  const named = (name: string) => marks.find((mark) => mark.kind === 'text' && mark.text === name) as { y: number };
  const lowest = low.map((name) => named(name).y).sort((one, other) => one - other);
  for (const [i, y] of lowest.entries()) if (i > 0) expect(y - lowest[i - 1]).toBeGreaterThanOrEqual(14 - 0.02);
  expect(lowest[0]).toBeGreaterThan(named('high').y + 14);
  expect(lowest[7]).toBeLessThan(height - 20);
  // The name of the high line is where the line ends.
  expect(named('high').y).toBeLessThan(50);
});
