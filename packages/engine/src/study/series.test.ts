import { expect, test } from 'vitest';
import type { Dataset } from '../data/index.js';
import { breaksOf } from './series.js';

test('a region that was divided has one break in the year from which its parts have figures', () => {
  const years = (from: number) => new Map([0, 1, 2].map((i) => [from + i, 1]));
  const dataset = {
    indicators: new Map([['output', {}]]),
    series: new Map([
      [
        'output',
        new Map([
          ['whole', years(2010)],
          ['west', years(2012)],
          ['east', years(2012)],
          ['north', years(2013)],
        ]),
      ],
    ]),
    changes: ['west', 'east', 'north'].map((to) => ({ year: 2012, from: 'whole', to })),
    breaks: [],
  } as unknown as Dataset;
  expect(breaksOf(dataset).map(({ region, year }) => [region, year])).toEqual([
    ['whole', 2012],
    ['whole', 2013],
  ]);
});
