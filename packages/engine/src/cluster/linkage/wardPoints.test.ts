import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../numeric/random.js';
import { distances } from '../distance/distances.js';
import { agglomerate } from './agglomerate.js';
import { type Merges, wardPoints, wardPointsSteps } from './wardPoints.js';

const matrix = (data: Float64Array, n: number) => {
  const d = data.length / n;
  return agglomerate(
    distances(
      Array.from({ length: n }, (_, i) => data.subarray(i * d, (i + 1) * d)),
      'euclidean',
    ),
    'ward',
  );
};

function sameHeights(merges: Merges, height: readonly number[], relative = 1e-10) {
  for (let i = 0; i < height.length; i++)
    expect(Math.abs(merges.height[i] - height[i])).toBeLessThanOrEqual(relative * Math.max(height[i], 1e-9));
}

/** Children stand before their parents, every number is used once, heights never fall. */
function wellFormed({ n, left, right, height }: Merges) {
  const used = new Set<number>();
  let faults = 0;
  for (let i = 0; i < n - 1; i++) {
    if (left[i] > i || right[i] > i || used.has(left[i]) || used.has(right[i]) || left[i] === right[i]) faults++;
    if (i > 0 && !(height[i] >= height[i - 1])) faults++;
    used.add(left[i]).add(right[i]);
  }
  expect(faults).toBe(0);
  expect(used.size).toBe(2 * n - 2);
}

const cloud = (n: number, d: number, seed: number) => {
  const stream = randomStream(seed);
  return Float64Array.from({ length: n * d }, (_, i) => stream.normal(i));
};

describe('Ward from points', () => {
  it('is the tree of the matrix, merge by merge, where nothing is tied', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 220 }), fc.integer({ min: 1, max: 10 }), fc.nat(1e6), (n, d, seed) => {
        const data = cloud(n, d, seed);
        const merges = wardPoints(data, n);
        const tree = matrix(data, n);
        sameHeights(merges, tree.height);
        expect(tree.merge).toEqual(Array.from(merges.left, (a, i) => [a, merges.right[i]]));
      }),
      { numRuns: 60 },
    );
  });

  it('has the same heights where points repeat', () => {
    for (const seed of [1, 2, 3]) {
      const stream = randomStream(seed);
      const once = cloud(60, 3, seed);
      const data = Float64Array.from(
        { length: 200 * 3 },
        (_, i) => once[3 * stream.integer(Math.floor(i / 3), 60) + (i % 3)],
      );
      const merges = wardPoints(data, 200);
      wellFormed(merges);
      sameHeights(merges, matrix(data, 200).height, 1e-9);
    }
  });

  it('splits the total sum of squares on a lattice, where everything is tied', () => {
    const data = Float64Array.from({ length: 1800 }, (_, i) => (i % 2 === 0 ? (i / 2) % 30 : Math.floor(i / 60)));
    const merges = wardPoints(data, 900);
    wellFormed(merges);
    expect(merges.height.reduce((sum, h) => sum + (h * h) / 2, 0)).toBeCloseTo(134850, 5);
  });

  it('does not lose digits far from the origin', () => {
    const data = cloud(400, 3, 5).map((value) => Math.round(value * 2 ** 20) / 2 ** 20);
    sameHeights(
      wardPoints(
        data.map((value) => value + 2 ** 24),
        400,
      ),
      matrix(data, 400).height,
      1e-12,
    );
  });

  it('takes weights as repetitions', () => {
    const data = cloud(80, 2, 9);
    const stream = randomStream(4);
    const weights = Float64Array.from({ length: 80 }, (_, i) => 1 + stream.integer(i, 4));
    const rows = Array.from(weights).flatMap((times, i) => new Array<number>(times).fill(i));
    const repeated = Float64Array.from(rows.flatMap((row) => [data[2 * row], data[2 * row + 1]]));
    const merges = wardPoints(data, 80, weights);
    sameHeights(merges, Array.from(wardPoints(repeated, rows.length).height.slice(-79)), 1e-10);
    const condensed = distances(
      Array.from({ length: 80 }, (_, i) => data.subarray(2 * i, 2 * i + 2)),
      'euclidean',
    );
    sameHeights(merges, agglomerate(condensed, 'ward', { weights }).height, 1e-10);
  });

  it('leaves to the chain of nearest neighbours what joins one pair a round, and gives the tree of the matrix', () => {
    // A star: the centre is nearest to every tip, each on an axis of its own, and takes them one by one.
    const star = (tips: number, at: number) =>
      Array.from({ length: tips + 1 }, (_, i) =>
        Array.from({ length: 65 }, (__, axis) => (axis === 64 ? at : axis === i - 1 ? 1 + i * 1e-4 : 0)),
      );
    // Gaps that grow downwards: each point's nearest is the next one, so that the chain runs to the end before it joins.
    const line = Array.from({ length: 40 }, (_, i) =>
      Array.from({ length: 65 }, (__, axis) => (axis === 64 ? 100 + 1.1 ** (60 - i) : 0)),
    );
    for (const rows of [star(64, 0), [...star(64, 0), ...star(50, 40), ...star(7, -30)], [...line, ...star(64, 0)]]) {
      const data = Float64Array.from(rows.flat());
      const steps = wardPointsSteps(data, rows.length);
      let [rounds, step] = [0, steps.next()];
      for (; step.done !== true; step = steps.next()) rounds++;
      // Without the chain there would be one a merge of the largest star.
      expect(rounds).toBeLessThan(30);
      wellFormed(step.value);
      sameHeights(step.value, matrix(data, rows.length).height);
    }
  });

  // Inputs on which a round of reciprocal neighbours joins one pair only: without the budget minutes, with it seconds.
  it.each([
    ['all points equal', 100_000, (_: number) => 3],
    ['growing gaps', 8000, (i: number) => i + (i * (i + 1)) / 2000],
    ['geometric gaps with near-duplicates', 8000, (i: number) => 1.15 ** Math.min(i % 1000, 600) + i * 1e-9],
  ])(
    'stays quick on %s',
    (_, n, value) => {
      const merges = wardPoints(
        Float64Array.from({ length: n }, (__, i) => value(i)),
        n,
      );
      wellFormed(merges);
      if (n > 10_000) expect(merges.height.every((h) => h === 0)).toBe(true);
    },
    15_000,
  );

  it('handles two and three points, and says what it cannot take', () => {
    expect(wardPoints(Float64Array.of(0, 3), 2).height[0]).toBeCloseTo(3, 12);
    expect([...wardPoints(Float64Array.of(0, 10, 1), 3).left]).toEqual([-1, -2]);
    expect(() => wardPoints(Float64Array.of(1), 1)).toThrow('complete observations');
    expect(() => wardPoints(Float64Array.of(1, Number.NaN, 2), 3)).toThrow('not a finite number');
  });

  it('reports its progress and can be left', () => {
    const steps = wardPointsSteps(cloud(500, 2, 1), 500);
    const first = steps.next();
    expect(first.done).toBe(false);
    expect(first.value).toMatchObject({ total: 499 });
    expect(
      steps.return({ n: 0, left: new Int32Array(0), right: new Int32Array(0), height: new Float64Array(0) }).done,
    ).toBe(true);
  });
});
