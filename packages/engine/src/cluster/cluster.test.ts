import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Column, categoryColumn, numberColumn, type Table } from '../data/table.js';
import { clusterTable } from './clusterTable.js';
import { cutTree } from './cut.js';
import { condensedIndex, distances } from './distance/distances.js';
import { agglomerate } from './linkage/agglomerate.js';
import { LINKAGES } from './linkage/lanceWilliams.js';
import { inversions } from './mergeTree.js';
import { withinSquares } from './validity/scatter.js';

const cloud = fc.integer({ min: 3, max: 14 }).chain((n) =>
  fc.array(fc.tuple(fc.double({ min: -50, max: 50, noNaN: true }), fc.double({ min: -50, max: 50, noNaN: true })), {
    minLength: n,
    maxLength: n,
  }),
);

describe('properties of trees', () => {
  it('monotone linkages never turn back, and every cut has the number of groups asked for', () => {
    fc.assert(
      fc.property(cloud, (rows) => {
        const d = distances(
          rows.map((row) => Float64Array.from(row)),
          'euclidean',
        );
        for (const [method, { monotone }] of Object.entries(LINKAGES)) {
          const tree = agglomerate(d, method);
          if (monotone) expect(inversions(tree)).toBe(0);
          for (let k = 1; k <= rows.length; k++) expect(new Set(cutTree(tree, k)).size).toBe(k);
          expect([...tree.order].sort((a, b) => a - b)).toEqual(rows.map((_, i) => i + 1));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('Ward’s last heights add up: half the sum of squared heights is the total sum of squares', () => {
    fc.assert(
      fc.property(cloud, (rows) => {
        const points = rows.map((row) => Float64Array.from(row));
        const { height } = agglomerate(distances(points, 'euclidean'), 'ward');
        const total = withinSquares(
          points,
          rows.map(() => 1),
        );
        expect(height.reduce((sum, h) => sum + (h * h) / 2, 0)).toBeCloseTo(total, 6);
      }),
      { numRuns: 60 },
    );
  });

  it('duplicates merge at height 0', () => {
    const points = [
      [1, 2],
      [5, 5],
      [1, 2],
    ].map((row) => Float64Array.from(row));
    const tree = agglomerate(distances(points, 'euclidean'), 'ward');
    expect(tree.merge[0]).toEqual([-1, -3]);
    expect(tree.height[0]).toBe(0);
  });

  it('condensed places count through the upper triangle', () => {
    const places = [0, 1, 2, 3].flatMap((i) => [0, 1, 2, 3].filter((j) => j > i).map((j) => condensedIndex(4, i, j)));
    expect(places).toEqual([0, 1, 2, 3, 4, 5]);
    expect(condensedIndex(4, 3, 1)).toBe(condensedIndex(4, 1, 3));
  });
});

describe('clusterTable', () => {
  const table = (ids: string[], columns: Record<string, number[]>): Table => ({
    rows: ids.length,
    columns: new Map([
      ['id', categoryColumn(ids)],
      ...Object.entries(columns).map(([name, values]): [string, Column] => [name, numberColumn(values)]),
    ] as [string, Column][]),
  });
  const three = table(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'], {
    x: [0, 0.2, 0.1, 10, 10.2, 10.1, 0, 0.2, 0.1],
    y: [0, 0.1, 0.2, 0, 0.1, 0.2, 10, 10.1, 10.2],
  });

  it('finds three plain groups, firm and beyond what correlation makes', () => {
    const document = clusterTable(three, { id: 'id', columns: ['x', 'y'], seed: 3 });
    expect(document.k).toBe(3);
    expect(document.partition).toEqual([1, 1, 1, 2, 2, 2, 3, 3, 3]);
    // A draw of nine from nine misses a whole group of three with probability (2/3)^9 ≈ 0.03.
    for (const one of document.stability ?? []) expect(one.jaccard).toBeGreaterThan(0.9);
    expect(document.structure?.pValue).toBeLessThan(0.05);
    expect(document.warnings).toEqual([]);
  });

  it('does not depend on the scale of a column after z, nor on the order of rows', () => {
    const base = clusterTable(three, { id: 'id', columns: ['x', 'y'], k: 3, stability: 0 });
    const column = three.columns.get('x');
    if (column?.kind !== 'number') throw new Error('x');
    const scaled = {
      rows: 9,
      columns: new Map([...three.columns, ['x', numberColumn(column.values.map((v) => 1000 * v + 7))]]),
    };
    expect(clusterTable(scaled as Table, { id: 'id', columns: ['x', 'y'], k: 3, stability: 0 }).partition).toEqual(
      base.partition,
    );
  });

  it('gives the same answer for the same seed', () => {
    const options = { id: 'id', columns: ['x', 'y'], seed: 11 };
    expect(clusterTable(three, options)).toEqual(clusterTable(three, options));
  });

  it('leaves incomplete observations out and says which', () => {
    const gaps = table(['a', 'b', 'c', 'd'], { x: [1, Number.NaN, 3, 9] });
    const document = clusterTable(gaps, { id: 'id', columns: ['x'], k: 2, stability: 0 });
    expect(document.labels).toEqual(['a', 'c', 'd']);
    expect(document.warnings[0]).toMatchObject({ code: 'cluster-incomplete', params: { count: 1, ids: 'b' } });
  });

  it('refuses what cannot be clustered, with a code', () => {
    const bad = table(['a', 'b', 'c', 'a'], { x: [1, 2, 3, 4], one: [2, 2, 2, 2] });
    const of = (t: Table, options: object) => () => clusterTable(t, { id: 'id', columns: ['x'], ...options });
    expect(of(bad, {})).toThrow('more than once');
    const good = table(['a', 'b', 'c', 'd'], { x: [1, 2, 3, 4], one: [2, 2, 2, 2] });
    expect(of(good, { columns: ['one'] })).toThrow('no spread');
    expect(of(good, { method: 'wards' })).toThrow('no linkage "wards"');
    expect(of(good, { distance: 'minkowski:0' })).toThrow('no distance');
    expect(of(good, { standardize: 'z' })).toThrow('no standardisation');
    expect(of(good, { k: 9 })).toThrow('9 groups of 4');
    expect(of(good, { columns: ['id'] })).toThrow('not numeric');
  });
});
