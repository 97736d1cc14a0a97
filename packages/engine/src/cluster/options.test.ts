/** What a table can be asked for beyond numbers in columns: matrices, mixed variables, weights, space, other cuts. */
import fc from 'fast-check';
import { safeParse } from 'valibot';
import { describe, expect, it } from 'vitest';
import { type Column, categoryColumn, numberColumn, type Table } from '../data/table.js';
import { AimaqError } from '../errors.js';
import { randomStream } from '../numeric/random.js';
import { ClusterDocumentSchema } from '../result/documents/cluster.js';
import { clusterTable } from './clusterTable.js';
import { condensedIndex, distances } from './distance/distances.js';

const stream = randomStream(7);
const n = 18;
const ids = Array.from({ length: n }, (_, i) => `r${i}`);
const around = (column: number, centers: readonly number[]) =>
  ids.map((_, i) => centers[i % 3] + 0.4 * stream.normal(100 * column + i));
const x = around(1, [0, 6, 0]);
const y = around(2, [0, 0, 6]);
const z = around(3, [6, 0, 0]);

const tableOf = (columns: Record<string, readonly number[] | readonly (string | null)[]>, names = ids): Table => ({
  rows: names.length,
  columns: new Map([
    ['id', categoryColumn(names)],
    ...Object.entries(columns).map(([name, values]): [string, Column] => [
      name,
      typeof values.find((value) => value !== null) === 'number'
        ? numberColumn(values as number[])
        : categoryColumn(values as (string | null)[]),
    ]),
  ]),
});
const plain = tableOf({ x, y, z });
const quick = { id: 'id', columns: ['x', 'y', 'z'], stability: 0 };
/** Which rows stand together, whatever the numbers. */
const sets = (labels: readonly string[], partition: readonly number[]) =>
  JSON.stringify(
    [...new Set(partition)]
      .map((group) => labels.filter((_, i) => partition[i] === group).sort())
      .sort((a, b) => (a[0] < b[0] ? -1 : 1)),
  );

it('the document is valid, and says why, how firm, how many otherwise', () => {
  const document = clusterTable(plain, { ...quick, stability: 50, multiverse: true, support: true });
  expect(safeParse(ClusterDocumentSchema, document).success).toBe(true);
  expect(document.k).toBe(3);
  expect(document.structure?.found).toBe(true);
  expect(document.choice?.find((row) => row.k === 3)?.supported).toBe(true);
  expect(document.multiverse?.border).toEqual([]);
  expect(document.multiverse?.specifications).toHaveLength(36);
  expect(document.profile?.variables.map((one) => one.etaSquared > 0.5)).toEqual([true, true, true]);
  expect(document.nodeSupport).toHaveLength(n - 1);
  expect(document.leaveOneOut?.variables?.[0].k).toBe(2);
  expect(JSON.stringify(document)).not.toContain('NaN');
});

it('no structure is an answer: one cloud gives no evidence of groups, and the reason says so', () => {
  const cloud = (column: number) => ids.map((_, i) => stream.normal(5000 + 100 * column + i));
  const document = clusterTable(tableOf({ x: cloud(1), y: cloud(2), z: cloud(3) }), { ...quick, stability: 20 });
  expect(document.structure?.found).toBe(false);
  expect(document.kReason).toContain('no evidence of groups');
  expect(document.warnings.map((one) => one.code)).toContain('cluster-no-structure');
});

it('the order of the rows and the scale of a column (after z) do not matter', () => {
  fc.assert(
    fc.property(
      fc.shuffledSubarray(
        ids.map((_, i) => i),
        { minLength: n, maxLength: n },
      ),
      fc.double({ min: 0.01, max: 1000, noNaN: true }),
      (order, scale) => {
        const base = clusterTable(plain, { ...quick, k: 4 });
        const moved = tableOf(
          { x: order.map((i) => scale * x[i] - 3), y: order.map((i) => y[i]), z: order.map((i) => z[i]) },
          order.map((i) => ids[i]),
        );
        const again = clusterTable(moved, { ...quick, k: 4 });
        expect(sets(again.labels, again.partition)).toBe(sets(base.labels, base.partition));
        again.tree.height.forEach((height, i) => {
          expect(height).toBeCloseTo(base.tree.height[i], 9);
        });
      },
    ),
    { numRuns: 15 },
  );
});

describe('a matrix of distances', () => {
  const condensed = distances(
    ids.map((_, i) => Float64Array.of(x[i], y[i], z[i])),
    'euclidean',
  );
  const at = (i: number, j: number) => (i === j ? 0 : condensed.values[condensedIndex(n, i, j)]);
  const square = (change: (i: number, j: number) => number = at) =>
    tableOf(Object.fromEntries(ids.map((id, j) => [id, ids.map((_, i) => change(i, j))])));
  const asked = { id: 'id', columns: [], matrix: true, k: 3, stability: 10 };

  it('gives the tree of the points it was made from; one triangle is enough', () => {
    const points = clusterTable(plain, { ...quick, standardize: 'none', k: 3 });
    expect(clusterTable(square(), asked).tree).toEqual(points.tree);
    expect(
      clusterTable(
        square((i, j) => (i < j ? at(i, j) : Number.NaN)),
        asked,
      ).tree,
    ).toEqual(points.tree);
  });

  it('is refused when it is not one', () => {
    expect(() =>
      clusterTable(
        square((i, j) => (i === 2 && j === 1 ? 99 : at(i, j))),
        asked,
      ),
    ).toThrow('differs from the one back');
    expect(() =>
      clusterTable(
        square((i, j) => (i === j ? 0 : i + j < 4 ? Number.NaN : at(i, j))),
        asked,
      ),
    ).toThrow('missing or negative');
    expect(() => clusterTable(plain, asked)).toThrow('no column "r0"');
  });
});

it('gower: text and gaps stay in', () => {
  const kind = ids.map((_, i) => (i % 3 === 0 ? 'city' : 'steppe'));
  const gaps = x.map((value, i) => (i === 4 ? Number.NaN : value));
  const document = clusterTable(tableOf({ x: gaps, kind }), {
    id: 'id',
    columns: ['x', 'kind'],
    distance: 'gower',
    k: 2,
    stability: 0,
  });
  expect(document.labels).toHaveLength(n);
  expect(sets(document.labels, document.partition)).toBe(
    sets(
      ids,
      ids.map((_, i) => (i % 3 === 0 ? 1 : 2)),
    ),
  );
});

it('weights of 1 change nothing; a weight of 0 is named', () => {
  const ones = tableOf({ x, y, z, w: ids.map(() => 1) });
  expect(clusterTable(ones, { ...quick, k: 3, weights: 'w' }).tree).toEqual(
    clusterTable(plain, { ...quick, k: 3 }).tree,
  );
  const zero = tableOf({ x, y, z, w: ids.map((_, i) => (i === 5 ? 0 : 1)) });
  expect(() => clusterTable(zero, { ...quick, weights: 'w' })).toThrow('row 6');
});

describe('space', () => {
  it('neighbours only: every group hangs together along the chain', () => {
    const neighbors = ids.slice(1).map((id, i): [string, string] => [ids[i], id]);
    const document = clusterTable(plain, { ...quick, k: 3, neighbors });
    expect(document.constraint).toBe('contiguity');
    expect(document.partition.filter((group, i) => i > 0 && group !== document.partition[i - 1])).toHaveLength(2);
    expect(() => clusterTable(plain, { ...quick, neighbors: [['r0', 'nowhere']] })).toThrow('"nowhere"');
  });

  it('mixture: α = 0 is Ward without space, the curve loses attributes as α grows', () => {
    const spread = tableOf({ x, y, z, lon: ids.map((_, i) => i), lat: ids.map(() => 0) });
    const asked = { ...quick, k: 3, coordinates: ['lon', 'lat'] };
    const none = clusterTable(spread, { ...asked, alpha: 0 });
    expect(none.partition).toEqual(clusterTable(plain, { ...quick, k: 3 }).partition);
    const { curve = [] } = none.mixing ?? {};
    expect(curve[0].attributes).toBeGreaterThan(curve[10].attributes);
    expect(curve[10].space).toBeGreaterThan(curve[0].space);
    expect(() => clusterTable(spread, { ...asked, alpha: 2 })).toThrow('between 0 and 1');
  });
});

it('cuts: by height, following the branches', () => {
  const three = clusterTable(plain, { ...quick, k: 3 });
  const [below, above] = [three.tree.height[n - 4], three.tree.height[n - 3]];
  expect(clusterTable(plain, { ...quick, height: (below + above) / 2 }).partition).toEqual(three.partition);
  expect(clusterTable(plain, { ...quick, k: 'dynamic' }).partition).toEqual(three.partition);
});

it('beyond the distances that memory holds: Ward from points, and what was left out is said', () => {
  const many = Array.from({ length: 3200 }, (_, i) => `p${i}`);
  const column = (at: number) =>
    many.map((_, i) => (i % 4) * (at === 0 ? 5 : -3) + stream.normal(20_000 + 4000 * at + i));
  const document = clusterTable(tableOf({ x: column(0), y: column(1) }, many), { id: 'id', columns: ['x', 'y'] });
  expect(document.algorithm).toBe('points');
  expect(document.k).toBe(4);
  expect(document.warnings.map((one) => one.code)).toContain('cluster-large');
  expect(() =>
    clusterTable(
      tableOf(
        { x: Array.from({ length: 20_001 }, (_, i) => i) },
        Array.from({ length: 20_001 }, (_, i) => `q${i}`),
      ),
      { id: 'id', columns: ['x'], method: 'average' },
    ),
  ).toThrow('GB of distances');
});

describe('little data', () => {
  const codes = (names: string[], options = {}) =>
    clusterTable(tableOf({ x: names.map((_, i) => i * i), y: names.map((_, i) => (i * 7) % 5) }, names), {
      id: 'id',
      columns: ['x', 'y'],
      stability: 20,
      ...options,
    });

  it('two and three observations make a tree; what has nothing to disturb is left out and named', () => {
    for (const names of [
      ['a', 'b'],
      ['a', 'b', 'c'],
    ]) {
      const document = codes(names);
      expect(safeParse(ClusterDocumentSchema, document).success).toBe(true);
      expect(document.tree.merge).toHaveLength(names.length - 1);
      expect(document.stability).toBeNull();
      expect(document.warnings.map((one) => one.code)).toContain('cluster-few-to-disturb');
    }
    expect(() => codes(['a'])).toThrow('at least 2 are needed');
  });

  it('a group of one is missing from a third of the draws, and counts as not found there', () => {
    const names = Array.from({ length: 12 }, (_, i) => `r${i}`);
    const far = tableOf({ x: names.map((_, i) => (i === 11 ? 1000 : i % 3)) }, names);
    const { stability } = clusterTable(far, { id: 'id', columns: ['x'], k: 2, stability: 400 });
    expect(Math.abs((stability?.[1].jaccard ?? 0) - (1 - (11 / 12) ** 12))).toBeLessThan(0.06);
  });

  it('what distances or neighbours alone cannot say is named', () => {
    const warned = (options: object) =>
      codes(['a', 'b', 'c', 'd', 'e', 'f', 'g'], options).warnings.map(({ code }) => code);
    expect(warned({ distance: 'gower' })).toContain('cluster-distances-only');
    const neighbors = [
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'd'],
      ['d', 'e'],
      ['e', 'f'],
      ['f', 'g'],
    ];
    expect(warned({ neighbors })).toContain('cluster-contiguity-not-resampled');
    const text = tableOf({ x, kind: ids.map((_, i) => (i % 2 === 0 ? 'low' : 'high')) });
    const asked = { id: 'id', columns: ['x', 'kind'], distance: 'gower', ordinal: ['kind'] };
    expect(() => clusterTable(text, asked)).toThrow('levels have no order');
  });
});

it('any table gives a whole document, without a number that JSON does not know, or a refusal by name', () => {
  const value = fc.oneof(
    fc.double({ min: -1e300, max: 1e300, noNaN: true }),
    fc.integer({ min: 0, max: 2 }),
    fc.double({ min: -3, max: 3, noNaN: true }),
  );
  const columns = fc
    .integer({ min: 1, max: 3 })
    .chain((d) => fc.array(fc.array(value, { minLength: d, maxLength: d }), { minLength: 2, maxLength: 12 }));
  const options = fc.record({
    standardize: fc.constantFrom('none', 'zscore', 'range', 'robust'),
    distance: fc.constantFrom('euclidean', 'sqeuclidean', 'manhattan', 'maximum', 'canberra', 'correlation', 'gower'),
    method: fc.constantFrom('ward', 'ward.D', 'single', 'average', 'centroid', 'minimax'),
    k: fc.constantFrom('auto' as const, 'dynamic' as const, 2),
    stability: fc.constantFrom(0, 3),
    neighbors: fc.boolean(),
  });
  fc.assert(
    fc.property(columns, options, (rows, { neighbors, ...chosen }) => {
      const names = rows.map((_, i) => `r${i}`);
      const variables = Object.fromEntries(rows[0].map((_, j) => [`c${j}`, rows.map((row) => row[j])]));
      const pairs = names.slice(1).map((name, i): [string, string] => [names[i] as string, name]);
      try {
        const document = clusterTable(tableOf(variables, names), {
          id: 'id',
          columns: Object.keys(variables),
          ...chosen,
          ...(neighbors ? { neighbors: pairs } : {}),
        });
        expect(safeParse(ClusterDocumentSchema, document).success).toBe(true);
        const unknown = JSON.stringify(document, (_, one) =>
          typeof one === 'number' && !Number.isFinite(one) ? 'not finite!' : one,
        );
        expect(unknown).not.toContain('not finite!');
      } catch (error) {
        if (!(error instanceof AimaqError)) throw error;
      }
    }),
    // Fewer rather than for ever, should one fail: a document takes its time to shrink.
    { numRuns: 60, interruptAfterTimeLimit: 20_000 },
  );
});

it('says no index of what has no spread, and no gap beyond the number of different observations', () => {
  const one = clusterTable(tableOf({ x: ids.map((_, i) => i % 4) }), { id: 'id', columns: ['x'], k: 3, stability: 3 });
  expect(one.validity.every(({ traceCovarianceWithin }) => traceCovarianceWithin === null)).toBe(true);
  const gaps = (one as unknown as { gap: { k: number }[] }).gap;
  expect(gaps.map(({ k }) => k)).toEqual([1, 2, 3]);
});
