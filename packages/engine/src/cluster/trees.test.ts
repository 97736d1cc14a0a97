/** Slow twins and identities of what has no other program to be compared with. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchClusters } from './compare/match.js';
import { compareTrees } from './compare/trees.js';
import { cutTree, cutTreeAt } from './cut.js';
import { condensedIndex, distances, type Points } from './distance/distances.js';
import { dynamicCut } from './dynamicCut.js';
import { toNewick, toR } from './exchange.js';
import { optimalLeafOrder, pathLength } from './leafOrder.js';
import { agglomerate } from './linkage/agglomerate.js';
import { contiguousTree } from './linkage/contiguity.js';
import { type MergeTree, membersOf } from './mergeTree.js';
import { multiscaleSupport } from './multiscale.js';
import { clusterMultiverse } from './multiverse.js';
import { groupsOverTime } from './overTime.js';
import { nearestNeighbors, variableEffect } from './profile.js';
import { withinSquares } from './validity/scatter.js';

const cloud = (least: number, most: number) =>
  fc.integer({ min: least, max: most }).chain((n) =>
    fc
      .array(fc.tuple(fc.double({ min: -9, max: 9, noNaN: true }), fc.double({ min: -9, max: 9, noNaN: true })), {
        minLength: n,
        maxLength: n,
      })
      .map((rows): Points => rows.map((row) => Float64Array.from(row))),
  );
const of = (points: Points) => distances(points, 'euclidean');
const two = of([0, 1, 2, 10, 11, 12].map((x) => Float64Array.of(x, x / 7)));

it('minimax: each height is the smallest radius of a ball around a member that holds the cluster', () => {
  fc.assert(
    fc.property(cloud(3, 12), (points) => {
      const d = of(points);
      const at = (i: number, j: number) => (i === j ? 0 : d.values[condensedIndex(d.n, i, j)]);
      const radius = (members: readonly number[]) =>
        Math.min(...members.map((x) => Math.max(...members.map((y) => at(x, y)))));
      const tree = agglomerate(d, 'minimax');
      membersOf(tree).forEach((members, step) => {
        expect(tree.height[step]).toBe(radius(members));
      });
      // No other pair of the clusters of that moment would have been cheaper.
      let clusters = points.map((_, i) => [i]);
      tree.height.forEach((height, step) => {
        for (const a of clusters)
          for (const b of clusters) if (a !== b) expect(radius([...a, ...b])).toBeGreaterThanOrEqual(height);
        const made = new Set(membersOf(tree)[step]);
        clusters = [...clusters.filter((one) => !made.has(one[0])), [...made]];
      });
    }),
    { numRuns: 30 },
  );
});

describe('contiguity', () => {
  const all = (n: number) =>
    Array.from({ length: n }, (_, i) => i).flatMap((i) =>
      Array.from({ length: n - i - 1 }, (_, j): [number, number] => [i, i + j + 1]),
    );
  const labels = Array.from({ length: 40 }, (_, i) => `r${i}`);

  it('is plain Ward where everyone touches everyone', () => {
    fc.assert(
      fc.property(cloud(3, 14), (points) => {
        expect(contiguousTree(of(points), all(points.length), { labels })).toEqual(agglomerate(of(points), 'ward'));
      }),
      { numRuns: 30 },
    );
  });

  it('joins along a chain only neighbours, each time the pair that adds least to the squares within', () => {
    fc.assert(
      fc.property(cloud(4, 12), (points) => {
        const n = points.length;
        const chain = Array.from({ length: n - 1 }, (_, i): [number, number] => [i, i + 1]);
        const tree = contiguousTree(of(points), chain, { labels });
        let segments = points.map((_, i) => [i]);
        const cost = (a: readonly number[], b: readonly number[]) => {
          const squares = (rows: readonly number[]) =>
            withinSquares(
              rows.map((row) => points[row]),
              rows.map(() => 1),
            );
          return squares([...a, ...b]) - squares(a) - squares(b);
        };
        const made = membersOf(tree);
        tree.height.forEach((height, step) => {
          const costs = segments.slice(1).map((segment, i) => cost(segments[i], segment));
          expect(height ** 2 / 2).toBeCloseTo(Math.min(...costs), 6);
          const where = segments.findIndex((segment) => segment[0] === Math.min(...made[step]));
          expect([...segments[where], ...segments[where + 1]]).toEqual([...made[step]].sort((x, y) => x - y));
          segments = [
            ...segments.slice(0, where),
            [...segments[where], ...segments[where + 1]],
            ...segments.slice(where + 2),
          ];
        });
      }),
      { numRuns: 20 },
    );
  });

  it('names the parts of a graph that falls apart', () => {
    expect(() =>
      contiguousTree(
        two,
        [
          [0, 1],
          [1, 2],
          [3, 4],
          [4, 5],
        ],
        { labels: ['a', 'b', 'c', 'd', 'e', 'f'] },
      ),
    ).toThrow('2 parts: a, b, c | d, e, f');
  });
});

it('optimal order: no order that turns a branch of the tree has a shorter path', () => {
  fc.assert(
    fc.property(cloud(3, 9), (points) => {
      const d = of(points);
      const tree = agglomerate(d, 'average');
      const orders = (code: number): number[][] => {
        if (code < 0) return [[-code]];
        const [left, right] = tree.merge[code - 1].map(orders);
        return left.flatMap((a) =>
          right.flatMap((b) => [
            [...a, ...b],
            [...b, ...a],
          ]),
        );
      };
      const shortest = Math.min(...orders(points.length - 1).map((order) => pathLength(d, order)));
      expect(pathLength(d, optimalLeafOrder(tree, d))).toBeCloseTo(shortest, 9);
    }),
    { numRuns: 25 },
  );
});

it('cuts: a height between two merges is the number of groups; the dynamic cut finds two plain groups', () => {
  const tree = agglomerate(two, 'ward');
  expect(cutTreeAt(tree, (tree.height[3] + tree.height[4]) / 2)).toEqual(cutTree(tree, 2));
  expect(cutTreeAt(tree, 1e9)).toEqual([1, 1, 1, 1, 1, 1]);
  expect(dynamicCut(tree)).toEqual([1, 1, 1, 2, 2, 2]);
  const turned: MergeTree = {
    merge: [
      [-1, -2],
      [-3, 1],
    ],
    height: [2, 1],
    order: [3, 1, 2],
  };
  expect(() => cutTreeAt(turned, 1)).toThrow('turn back');
  expect(() => dynamicCut(turned)).toThrow('turn back');
});

it('a tree agrees wholly with itself', () => {
  const tree = agglomerate(two, 'ward');
  const same = compareTrees(tree, tree);
  expect(same.copheneticCorrelation).toBeCloseTo(1, 12);
  expect(same.bakersGamma).toBeCloseTo(1, 12);
  expect(same.entanglement).toBe(0);
  expect(same.fowlkesMallows.every((one) => one.index === 1 && one.expected <= 1)).toBe(true);
});

it('matching keeps the most observations in place, whatever the numbers', () => {
  expect(matchClusters([1, 1, 2, 2, 3, 3], [3, 3, 1, 1, 2, 2])).toEqual([2, 3, 1]);
  expect(matchClusters([1, 1, 1, 2, null], [1, 1, 2, 3, 3])).toEqual([1, null, 2]);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })), {
        minLength: 6,
        maxLength: 30,
      }),
      (rows) => {
        const [a, b] = [rows.map(([x]) => x), rows.map(([, y]) => y)];
        const kept = (name: readonly (number | null)[]) => b.filter((y, i) => name[y - 1] === a[i]).length;
        let most = 0;
        for (const one of [1, 2, 3, 4])
          for (const two of [1, 2, 3, 4])
            for (const three of [1, 2, 3, 4])
              for (const four of [1, 2, 3, 4])
                if (new Set([one, two, three, four]).size === 4) most = Math.max(most, kept([one, two, three, four]));
        expect(kept(matchClusters(a, b))).toBe(most);
      },
    ),
    { numRuns: 40 },
  );
});

it('multiverse: shares of togetherness and of groups, and who stands on the border', () => {
  const spec = (partition: number[]) => ({
    linkage: 'ward',
    standardize: 'zscore',
    without: null,
    year: null,
    partition,
  });
  const found = clusterMultiverse(
    [1, 1, 2, 2],
    [spec([2, 2, 1, 1]), spec([1, 1, 1, 2]), spec([1, 1, 2, 2]), spec([1, 1, 1, 2])],
  );
  expect(found.coassignment[0][1]).toBe(1);
  expect(found.coassignment[2][3]).toBe(0.5);
  expect(found.membership[2]).toEqual([0.5, 0.5]);
  expect(found.membership[3]).toEqual([0, 1]);
  expect(found.border).toEqual([2]);
});

it('through time: a move counts as more than noise when both years are firm', () => {
  const found = groupsOverTime(
    [1, 1, 2, 2],
    [
      { year: 2020, partition: [1, 1, 2, 2], firmness: [1, 0.9, 0.9, 1] },
      { year: 2021, partition: [2, 2, 2, 1], firmness: [1, 0.9, 0.8, 0.6] },
    ],
  );
  expect(found.years[1].partition).toEqual([1, 1, 1, 2]);
  expect(found.moves).toEqual([{ observation: 2, from: 2, to: 1, year: 2021, beyondNoise: true }]);
});

it('multiscale bootstrap refuses a handful of variables', () => {
  const tree = agglomerate(two, 'ward');
  expect(() => multiscaleSupport(tree, () => tree, { variables: 5, draws: 10, seed: 1 })).toThrow(
    '5 variables are too few',
  );
  const same = multiscaleSupport(tree, () => tree, { variables: 40, draws: 5, seed: 1 });
  expect(same).toHaveLength(5);
  expect(same.every((node) => node.au === 1 && node.bp === 1)).toBe(true);
});

it('effects hold their value inside the interval; neighbours share out the squared distance', () => {
  const values = [0, 0.1, 0.3, 5, 5.2, 5.1];
  const effect = variableEffect(values, [1, 1, 1, 2, 2, 2], { draws: 199, seed: 1 });
  expect(effect.etaSquared).toBeGreaterThan(0.99);
  expect(effect.interval[0]).toBeGreaterThan(0.9);
  expect(effect.means[0].mean).toBeCloseTo(0.4 / 3, 12);
  const near = nearestNeighbors(two, [Float64Array.of(0, 1, 2, 10, 11, 12), Float64Array.of(0, 1, 2, 10, 11, 12)], 2);
  expect(near[0].map((one) => one.observation)).toEqual([1, 2]);
  expect(near[0][0].shares).toEqual([0.5, 0.5]);
});

it('export: Newick with lengths that add up to the root, R text with 1-based integers', () => {
  const tree = agglomerate(two, 'average');
  const labels = ["o'b", 'b c', 'c', 'd', 'e', 'f'];
  const newick = toNewick(tree, labels);
  expect(newick.endsWith(';')).toBe(true);
  expect(newick).toContain("'o''b'");
  expect(newick.match(/\(/g)).toHaveLength(5);
  expect(toR(tree, labels, { method: 'ward', distance: 'euclidean' })).toContain('method = "ward.D2"');
});
