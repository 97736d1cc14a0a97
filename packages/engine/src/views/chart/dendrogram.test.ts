import { describe, expect, it } from 'vitest';
import type { Words } from '../words.js';
import { dendrogramScene } from './dendrogram.js';
import type { Mark } from './scene.js';

const words = {
  locale: 'en',
  text: (message: string | { key: string }, params = {}) =>
    `${typeof message === 'string' ? message : message.key} ${Object.values(params).join(' ')}`.trim(),
  has: () => true,
  note: () => ({ message: '', hint: '' }),
  number: (value: number | null) => (value === null ? '–' : value.toFixed(2)),
  percent: String,
  pValue: String,
  list: (items: readonly string[]) => items.join(', '),
  year: String,
  compare: (a: string, b: string) => (a < b ? -1 : 1),
} as unknown as Words;

const tree = {
  merge: [
    [-1, -2],
    [-3, -4],
    [1, 2],
  ],
  height: [1, 2, 6],
  order: [2, 1, 3, 4],
};
const input = { tree, names: ['a', 'b', 'c', 'd'], partition: [0, 0, 1, 1], groups: ['A', 'B'] };
const texts = (marks: readonly Mark[]): string[] =>
  marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : mark.kind === 'group' ? texts(mark.children) : []));

describe('dendrogram', () => {
  it('draws the leaves in the order given, an axis with its title, the cut', () => {
    const scene = dendrogramScene(input, words);
    const shown = texts(scene.marks);
    expect(shown.filter((text) => 'abcd'.includes(text))).toEqual(['b', 'a', 'c', 'd']);
    expect(shown).toContain('views.dendrogram.height');
    expect(shown).toContain('views.dendrogram.cut 2');
  });

  it('shows standardised values: a cell for each leaf and column, the same numbers in the table', () => {
    const values = {
      columns: ['x', 'y'],
      rows: [
        [1, 5],
        [2, 5],
        [3, 5],
        [4, 5],
      ],
    };
    const scene = dendrogramScene({ ...input, values }, words);
    const cells = scene.marks.filter((mark) => mark.kind === 'rect' && mark.width === 19);
    expect(cells).toHaveLength(8);
    expect(scene.table.columns.slice(2)).toEqual(['x', 'y']);
    expect(scene.table.rows[0].slice(2)).toEqual(['-0.39', '0.00']);
    expect(texts(scene.marks)).toContain('1\u00a0x · 2\u00a0y');
  });

  it('writes support at the joints but the last, and says it in the outline', () => {
    const scene = dendrogramScene({ ...input, support: [0.91, 0.55, 1] }, words);
    const shown = texts(scene.marks);
    expect(shown).toContain('0.91');
    expect(shown).toContain('0.55');
    expect(JSON.stringify(scene.outline)).toContain('joinFirm 1.00 0.91');
  });

  it('folds beyond 200 leaves and keeps every leaf counted', () => {
    const n = 300;
    const chain = {
      merge: Array.from({ length: n - 1 }, (_, i) => (i === 0 ? [-1, -2] : [-(i + 2), i])),
      height: Array.from({ length: n - 1 }, (_, i) => i + 1),
      order: Array.from({ length: n }, (_, i) => i + 1),
    };
    const scene = dendrogramScene(
      { tree: chain, names: chain.order.map((leaf) => `n${leaf}`), partition: null },
      words,
    );
    expect(scene.table.rows).toHaveLength(60);
    expect(scene.table.rows.some((row) => row[0].includes('241'))).toBe(true);
  });

  it('leaves the values to the table where the tree would have no room beside them', () => {
    const columns = Array.from({ length: 8 }, (_, j) => `x${j}`);
    const values = { columns, rows: input.names.map((_, i) => columns.map((_, j) => i * j)) };
    const cells = (width: number) =>
      dendrogramScene({ ...input, values, width }, words).marks.filter((mark) => mark.kind === 'rect' && mark.hint);
    expect(cells(720)).toHaveLength(4 * 8);
    expect(cells(330)).toEqual([]);
    expect(dendrogramScene({ ...input, values, width: 330 }, words).table.columns).toHaveLength(2 + 8);
  });
});
