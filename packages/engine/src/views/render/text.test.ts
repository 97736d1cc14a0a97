import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { TableView } from '../table/table.js';
import { renderText } from './text.js';

const table = (names: readonly string[], numbers: readonly (readonly string[])[]): TableView => ({
  title: 'A table',
  columns: [
    { heading: 'Region', kind: 'text' },
    ...numbers.map((_, j) => ({ heading: `figure of the year ${2000 + j}`, kind: 'number' as const })),
  ],
  blocks: [names.map((name, i) => [name, ...numbers.map((column) => column[i] ?? '')])],
  notes: ['What is said below the table is wrapped, too, where the line is too long for the terminal.'],
});

it('fits the width, keeps every number whole and names the rows in every part', () => {
  const figure = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => value.toFixed(3));
  const rows = fc.integer({ min: 1, max: 4 });
  fc.assert(
    fc.property(
      rows.chain((count) => fc.array(fc.array(figure, { minLength: count, maxLength: count }), { maxLength: 14 })),
      fc.integer({ min: 40, max: 120 }),
      (numbers, width) => {
        const names = ['Abai', 'Akmola', 'Aktobe', 'Almaty'].slice(0, numbers[0]?.length ?? 1);
        const lines = renderText(table(names, numbers), { width }).split('\n');
        expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(width);
        const words = lines.flatMap((line) => line.split(/\s+/));
        for (const value of numbers.flat()) expect(words).toContain(value);
        const parts = lines.filter((line) => line.startsWith('Region')).length;
        for (const name of names) expect(lines.filter((line) => line.startsWith(name)).length).toBe(parts);
      },
    ),
    { numRuns: 60 },
  );
});

it('leaves a table that fits as it is', () => {
  const text = renderText(
    table(
      ['Abai', 'Akmola'],
      [
        ['1.5', '22'],
        ['−3', '0.25'],
      ],
    ),
    { width: 100 },
  );
  // Decimal signs stand under each other.
  expect(text.split('\n').slice(4, 6)).toEqual([
    'Abai                        1.5                    −3',
    'Akmola                     22                       0.25',
  ]);
});

it('a table without rows is its title and its notes', () => {
  const empty: TableView = {
    title: 'What changed (0)',
    columns: [{ heading: 'Kind', kind: 'text' }],
    blocks: [[]],
    notes: ['Nothing changed.'],
  };
  expect(renderText(empty)).toBe('What changed (0)\nNothing changed.\n');
});
