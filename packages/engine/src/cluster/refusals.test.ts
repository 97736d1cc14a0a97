import { describe, expect, test } from 'vitest';
import { refusalOf } from '../../test/refusalOf.js';
import { categoryColumn, numberColumn, type Table, tableOf } from '../data/table.js';
import { clusterPanel } from './clusterPanel.js';
import { clusterTable } from './clusterTable.js';
import { distances } from './distance/distances.js';
import { agglomerate } from './linkage/agglomerate.js';
import { contiguousTree } from './linkage/contiguity.js';

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const table = (columns: Record<string, readonly (number | null)[] | readonly string[]> = {}): Table =>
  tableOf({
    id: categoryColumn(names),
    x: numberColumn([0, 1, 2, 10, 11, 12, 20, 21]),
    y: numberColumn([5, 3, 4, 5, 3, 4, 5, 3]),
    ...Object.fromEntries(
      Object.entries(columns).map(([name, values]) => [
        name,
        typeof values[0] === 'string'
          ? categoryColumn(values as string[])
          : numberColumn(values.map((value) => (value === null ? Number.NaN : Number(value)))),
      ]),
    ),
  });
const quick = { id: 'id', columns: ['x', 'y'], stability: 0 };
const warned = (data: Table, options: object) =>
  clusterTable(data, { ...quick, ...options }).warnings.map(({ code, params }) => [code, params]);

describe('what cannot be clustered is refused by name', () => {
  test('no columns, in one year and through time', () => {
    const year = table({ year: names.map(() => 2020) });
    expect(refusalOf(() => clusterTable(table(), { ...quick, columns: [] }))).toEqual(['cluster-no-columns', {}]);
    expect(refusalOf(() => clusterPanel(year, { ...quick, columns: [], time: 'year' }))).toEqual([
      'cluster-no-columns',
      {},
    ]);
  });

  test('fewer than two complete observations, in columns and in a matrix', () => {
    const one = table({ z: [1, ...Array.from({ length: 7 }, () => null)] });
    expect(refusalOf(() => clusterTable(one, { ...quick, columns: ['z'] }))).toEqual([
      'cluster-few-observations',
      { n: 1, needed: 2 },
    ]);
    const lone = tableOf({ id: categoryColumn(['a']), a: numberColumn([0]) });
    expect(refusalOf(() => clusterTable(lone, { id: 'id', columns: [], matrix: true }))).toEqual([
      'cluster-few-observations',
      { n: 1, needed: 2 },
    ]);
    for (const grow of [
      () => agglomerate({ n: 1, values: new Float64Array() }, 'average'),
      () => contiguousTree({ n: 1, values: new Float64Array() }, [], { labels: ['a'] }),
    ])
      expect(refusalOf(grow)).toEqual(['cluster-few-observations', { n: 1, needed: 2 }]);
  });

  test('distances that are no numbers', () => {
    expect(
      refusalOf(() => agglomerate({ n: 3, values: Float64Array.of(1, Number.POSITIVE_INFINITY, 2) }, 'average')),
    ).toEqual(['cluster-not-finite', {}]);
  });

  test('two observations without a variable in common', () => {
    const mixed = table({ x: [null, 1, 2, 3, 4, 5, 6, 7], y: [1, null, 2, 3, 4, 5, 6, 7] });
    expect(refusalOf(() => clusterTable(mixed, { ...quick, distance: 'gower' }))).toEqual([
      'cluster-nothing-in-common',
      { a: 'a', b: 'b' },
    ]);
  });

  test('coordinates that are text or missing', () => {
    const coordinates = ['lon', 'lat'];
    const of = (lon: readonly (number | null)[] | readonly string[]) =>
      refusalOf(() => clusterTable(table({ lon, lat: names.map((_, i) => i) }), { ...quick, coordinates }));
    expect(of(names)).toEqual(['cluster-not-numeric', { column: 'lon' }]);
    expect(of([0, 1, null, 3, 4, 5, 6, 7])).toEqual(['cluster-coordinates', { column: 'lon', id: 'c' }]);
  });

  test('a linkage without a recurrence, held to neighbours', () => {
    const neighbors = names.slice(1).map((name, i): [string, string] => [names[i], name]);
    expect(refusalOf(() => clusterTable(table(), { ...quick, neighbors, method: 'minimax' }))).toEqual([
      'cluster-constraint-method',
      { method: 'minimax' },
    ]);
  });
});

describe('what a result must say beside it', () => {
  test('a multiverse that weights, space or distances do not allow is left out', () => {
    const weighted = table({ w: names.map(() => 1) });
    const document = clusterTable(weighted, { ...quick, weights: 'w', multiverse: true });
    expect(document.multiverse).toBeNull();
    expect(document.warnings.map(({ code }) => code)).toContain('cluster-multiverse-plain');
    expect(warned(table(), { multiverse: true }).map(([code]) => code)).not.toContain('cluster-multiverse-plain');
  });

  test('where two merges of one height stand at the cut, another partition is as good', () => {
    // Pairs 1 apart; pairs of pairs 10 apart, twice, and the same height joins both.
    const tied = table({ x: [0, 1, 10, 11, 100, 101, 110, 111], y: names.map(() => 0) });
    const of = (k: number) =>
      warned(tied, { columns: ['x'], standardize: 'none', method: 'single', k }).map(([code]) => code);
    expect(of(3)).toContain('cluster-ties');
    expect([2, 4].map(of)).toEqual([[], []].map((codes) => expect.not.arrayContaining(['cluster-ties', ...codes])));
    expect(warned(tied, { columns: ['x'], standardize: 'none', method: 'single', k: 3 })).toContainEqual([
      'cluster-ties',
      { k: 3 },
    ]);
  });

  test('a group that resampling does not bring back is not firm', () => {
    const many = Array.from({ length: 30 }, (_, i) => `p${i}`);
    const cloud = tableOf({
      id: categoryColumn(many),
      x: numberColumn(many.map((_, i) => Math.sin(i * i))),
      y: numberColumn(many.map((_, i) => Math.cos(7 * i * i))),
    });
    const document = clusterTable(cloud, { ...quick, stability: 50, k: 5 });
    const shaky = (document.stability ?? []).filter(({ jaccard }) => (jaccard ?? 1) < 0.6);
    expect(shaky.length).toBeGreaterThan(0);
    expect(document.warnings.filter(({ code }) => code === 'cluster-not-firm').map(({ params }) => params)).toEqual(
      shaky.map(({ cluster, jaccard }) => ({ cluster, jaccard: Number((jaccard ?? 0).toPrecision(2)) })),
    );
  });

  test('with many observations the parts that grow hundreds of trees are left out and named', () => {
    const many = Array.from({ length: 101 }, (_, i) => `p${i}`);
    const cloud = tableOf({ id: categoryColumn(many), x: numberColumn(many.map((_, i) => Math.sin(i * i))) });
    expect(warned(cloud, { columns: ['x'], stability: 2 })).toContainEqual([
      'cluster-left-out',
      { n: 101, parts: 'null' },
    ]);
  });
});

test('correlation distance: one less the correlation of two rows; a row without variation is like another such row only', () => {
  const rows = [
    [1, 2, 3],
    [10, 20, 30],
    [3, 2, 1],
    [1, 3, 2],
    [4, 4, 4],
    [5, 5, 5],
  ].map((row) => Float64Array.from(row));
  const { values } = distances(rows, 'correlation');
  const expected = [0, 2, 0.5, 1, 1, /* 2 */ 2, 0.5, 1, 1, /* 3 */ 1.5, 1, 1, /* 4 */ 1, 1, /* 5 */ 0];
  values.forEach((value, at) => {
    expect(value).toBeCloseTo(expected[at], 12);
  });
});
