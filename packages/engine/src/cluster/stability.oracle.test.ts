/** oracles/cluster/stability.json: leaving out, gap, resampling, weights, mixtures with space, multiscale fits; see its R script. */
import { describe, expect, it } from 'vitest';
import { oracle as json, oracleTable } from '../../test/oracles.js';
import { comparePartitions, fowlkesMallowsByChance } from './compare/partitions.js';
import { cutTree } from './cut.js';
import { type Condensed, distances, type Points } from './distance/distances.js';
import { standardize } from './distance/standardize.js';
import { agglomerate } from './linkage/agglomerate.js';
import { mixedTree, mixingCurve } from './linkage/spatialMixing.js';
import { fitScales } from './multiscale.js';
import { bootstrapStability, leaveObservationsOut, leaveVariablesOut } from './stability.js';
import { structureTest } from './structure.js';
import { concordance } from './validity/concordance.js';
import { gapChoice, gapStatistic } from './validity/gap.js';
import { meanSilhouette } from './validity/silhouette.js';

const oracle = json('cluster/stability.json');
const KS = [2, 3, 4, 5];

function pointsOf(name: string): Points {
  const { columns } = json(`cluster/${name}.json`);
  const table = oracleTable(name);
  const values = columns.map((column: string) => {
    const found = table.columns.get(column);
    if (found?.kind !== 'number') throw new Error(column);
    return found.values;
  });
  const scaled = standardize(values, columns, 'zscore').columns;
  return Array.from({ length: table.rows }, (_, i) => Float64Array.from(scaled, (column) => column[i]));
}

const ward = (points: Points) => agglomerate(distances(points, 'euclidean'), 'ward');
const cutsOf = (points: Points) => {
  const tree = ward(points);
  return (k: number) => cutTree(tree, k);
};
const part = (points: Points, keep: readonly number[]) =>
  points.map((point) => Float64Array.from(keep, (j) => point[j]));

describe.each(['usarrests', 'swiss'])('%s', (name) => {
  const points = pointsOf(name);
  const expected = oracle[name];
  const n = points.length;
  const plain = distances(points, 'euclidean');

  it('leaving out each observation, each variable: the adjusted Rand indices of R', () => {
    const whole = cutsOf(points);
    const rows = leaveObservationsOut(whole, (kept) => cutsOf(kept.map((row) => points[row])), KS);
    const all = Array.from(points[0], (_, j) => j);
    const without = all.map((out) =>
      cutsOf(
        part(
          points,
          all.filter((j) => j !== out),
        ),
      ),
    );
    const variables = leaveVariablesOut(whole, without, KS);
    KS.forEach((_, at) => {
      rows[at].adjustedRand.forEach((value, i) => {
        expect(value).toBeCloseTo(expected.leaveOut[at].rows[i], 10);
      });
      variables[at].adjustedRand.forEach((value, j) => {
        expect(value).toBeCloseTo(expected.leaveOut[at].variables[j], 10);
      });
    });
  });

  it('gap: log W exactly (the peer halves W), the gap within the error of both simulations', () => {
    const gaps = gapStatistic(
      points,
      (sample) => {
        const cut = cutsOf(sample);
        return Array.from({ length: 8 }, (_, i) => cut(i + 1));
      },
      { draws: 150, seed: 1 },
    );
    gaps.forEach((one, i) => {
      expect(one.logWithin - Math.log(2)).toBeCloseTo(expected.gap.logW[i], 10);
      expect(Math.abs(one.gap - expected.gap.gap[i])).toBeLessThan((4 * expected.gap.se[i]) / Math.sqrt(150) + 0.002);
      expect(one.gapSE / expected.gap.se[i]).toBeGreaterThan(0.75);
      expect(one.gapSE / expected.gap.se[i]).toBeLessThan(1.3);
    });
    expect(gapChoice(gaps)).toBe(name === 'usarrests' ? 2 : 1);
  });

  it('Jaccard similarities of clusterboot, within the error of both simulations', () => {
    const regrow = (rows: readonly number[]) => cutsOf(rows.map((row) => points[row]));
    const found = bootstrapStability(cutsOf(points), regrow, { ks: [2, 3, 4], draws: 400, seed: 2 });
    found.forEach((one, at) => {
      one.jaccard.forEach((value, c) => {
        expect(Math.abs(value - expected.jaccard[at].mean[c])).toBeLessThan(0.04);
      });
    });
  });

  it('weights: hclust with members, Ward’s criterion of weighted points', () => {
    const { weights } = expected;
    const squares: Condensed = { n, values: plain.values.map((d) => d * d) };
    for (const [method, input] of [
      ['average', plain],
      ['centroid', squares],
      ['ward', plain],
    ] as const) {
      const tree = agglomerate(input, method, { weights });
      expect(tree.merge).toEqual(expected.weighted[method].merge);
      tree.height.forEach((h, i) => {
        expect(Math.abs(h / expected.weighted[method].height[i] - 1)).toBeLessThan(1e-9);
      });
    }
  });

  it('mixture with space: the tree and the curve of ClustGeo’s definition', () => {
    const [attributes, space] = [part(points, [0, 1]), part(points, [2, 3])].map((own) => distances(own, 'euclidean'));
    const tree = mixedTree(attributes, space, { alpha: expected.mixture.alpha });
    expect(tree.merge).toEqual(expected.mixture.merge);
    tree.height.forEach((h, i) => {
      expect(h ** 2 / (2 * n)).toBeCloseTo(expected.mixture.height[i], 12);
    });
    mixingCurve(attributes, space, 4).forEach((point, i) => {
      expect(point.attributes).toBeCloseTo(expected.mixture.curve[i][0], 10);
      expect(point.space).toBeCloseTo(expected.mixture.curve[i][1], 10);
    });
  });

  it('variation of information of fpc', () => {
    const average = agglomerate(plain, 'average');
    KS.forEach((k, at) => {
      const ours = comparePartitions(cutsOf(points)(k), cutTree(average, k));
      expect(ours.variationOfInformation).toBeCloseTo(expected.variationOfInformation[at], 10);
    });
  });

  it('test of structure: the observed statistic and a p-value near that of a thousand draws in R', () => {
    const panelOf = (sample: Points) => {
      const condensed = distances(sample, 'euclidean');
      const tree = agglomerate(condensed, 'ward');
      return [2, 3, 4, 5, 6].map((k) => ({ k, silhouette: meanSilhouette(condensed, cutTree(tree, k)) }));
    };
    const found = structureTest(points, panelOf, { draws: 299, seed: 5 });
    // R, 999 draws: .4048 with p = .040, .3318 with p = .107; permuted columns .001 and .009.
    const [statistic, pValue] = name === 'usarrests' ? [0.4048, 0.04] : [0.3318, 0.107];
    expect(found.statistic).toBeCloseTo(statistic, 4);
    expect(Math.abs(found.pValue - pValue)).toBeLessThan(0.05);
    expect(found.dependencePValue).toBeLessThan(0.03);
    expect(found.bands.every((band) => (band.low ?? 0) < (band.high ?? 0))).toBe(true);
  });
});

it('multiscale bootstrap: AU and BP of pvclust for given shares', () => {
  const scales = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.4];
  for (const { share, au, bp } of oracle.msfit) {
    const ours = fitScales(
      share.map((value: number, i: number) => ({ scale: scales[i], share: value })),
      1000,
    );
    expect(ours.au).toBeCloseTo(au, 8);
    expect(ours.bp).toBeCloseTo(bp, 8);
  }
});

it('adjusted mutual information and Rand of small partitions by hand', () => {
  const a = [1, 1, 1, 2, 2, 2];
  expect(comparePartitions(a, a)).toMatchObject({ rand: 1, adjustedRand: 1, adjustedMutualInformation: 1 });
  const b = [1, 1, 2, 2, 3, 3];
  // Σ over the 2×3 table: MI = (2/3)·ln 2; its mean over all 90 arrangements of b is the expected value.
  const arrangements = permutationsOf(b);
  const information = (other: readonly number[]) => {
    const vi = comparePartitions(a, other).variationOfInformation;
    return (Math.log(2) + Math.log(3) - vi) / 2;
  };
  const expected = arrangements.reduce((sum, other) => sum + information(other), 0) / arrangements.length;
  const ours = comparePartitions(a, b).adjustedMutualInformation;
  expect(ours).toBeCloseTo((information(b) - expected) / (Math.log(3) - expected), 10);
});

function permutationsOf(values: readonly number[]): number[][] {
  if (values.length === 0) return [[]];
  return values.flatMap((value, i) =>
    permutationsOf([...values.slice(0, i), ...values.slice(i + 1)]).map((rest) => [value, ...rest]),
  );
}

it('gamma, G(+) and tau: by every comparison in R, gamma by fpc, too', () => {
  for (const one of json('cluster/concordance.json')) {
    const points = one.set === 'iris' ? everyThirdIris() : pointsOf(one.set);
    const ours = concordance(distances(points, 'euclidean'), one.partition);
    expect(ours.gamma).toBeCloseTo(one.fpcG2, 12);
    expect(ours.gamma).toBeCloseTo(one.gamma, 12);
    expect(ours.gPlus).toBeCloseTo(one.gPlus, 12);
    expect(ours.tau).toBeCloseTo(one.tau, 12);
  }
});

function everyThirdIris(): Points {
  const table = oracleTable('iris');
  const values = [...table.columns.values()].flatMap((column) => (column.kind === 'number' ? [column.values] : []));
  return Array.from({ length: 50 }, (_, i) => Float64Array.from(values.slice(-4), (column) => column[3 * i]));
}

it('Fowlkes–Mallows by chance: mean and variance over all orders of the observations', () => {
  const [a, b] = [
    [1, 1, 1, 2, 2, 3, 3],
    [1, 1, 2, 2, 2, 2, 3],
  ];
  const orders = (left: readonly number[]): number[][] =>
    left.length === 0
      ? [[]]
      : left.flatMap((one, i) => orders(left.filter((_, j) => j !== i)).map((rest) => [one, ...rest]));
  const values = orders(b).map((order) => comparePartitions(a, order).fowlkesMallows);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const chance = fowlkesMallowsByChance(a, b);
  expect(chance.mean).toBeCloseTo(mean, 12);
  expect(chance.variance).toBeCloseTo(variance, 12);
});
