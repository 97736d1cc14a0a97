import { expect, test } from 'vitest';
import type { Words } from '../words.js';
import { forestScene } from './forest.js';
import type { Mark } from './scene.js';

const words = { text: (key: string) => key, number: String, pValue: String } as unknown as Words;
const label = 'Fixed investment per employed person in thousands of tenge (log)';
const rows = [1, 2].map((estimate) => ({ label, detail: 'All regressors', estimate, low: 0, high: 3 }));
const flat = (marks: readonly Mark[]): readonly Mark[] =>
  marks.flatMap((mark) => (mark.kind === 'group' ? flat(mark.children) : [mark]));

test.each([350, 720])('at a width of %d no name crosses an interval and none is cut', (width) => {
  const marks = flat(forestScene({ rows, level: 0.95, width }, words).marks);
  const names = marks.flatMap((mark) => (mark.kind === 'text' && mark.anchor === undefined ? [mark] : []));
  const shown = names.filter((name) => name.fill === 'ink').map((name) => name.text);
  expect(shown.join(' ')).toBe(`${label} ${label}`);
  for (const circle of marks.filter((mark) => mark.kind === 'circle')) {
    const beside = names.filter((name) => Math.abs(name.y - 4 - circle.y) < 8);
    const interval = marks.find((mark) => mark.kind === 'line' && mark.y1 === circle.y && mark.y2 === circle.y);
    expect(interval).toBeDefined();
    for (const name of beside) expect(name.x + 6 * name.text.length).toBeLessThan((interval as { x1: number }).x1);
  }
  // Nor does a line of the grid run through a name.
  const upright = marks.flatMap((mark) => (mark.kind === 'line' && mark.x1 === mark.x2 ? [mark] : []));
  expect(upright.length).toBeGreaterThan(0);
  for (const { text, x, y } of names)
    for (const line of upright)
      if (line.x1 > x && line.x1 < x + 6 * text.length) expect(line.y1 >= y || line.y2 <= y - 10).toBe(true);
});
