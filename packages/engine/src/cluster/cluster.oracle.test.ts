/**
 * Every value of oracles/cluster: R 4.2.2 with cluster, fpc, NbClust, dendextend, mclust, seriation. What the peer defines in
 * another way is rebuilt here from our numbers and must then agree; what the peer gets wrong is shown to be wrong.
 * The counts at the end are the table of the closing note.
 */
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { parseTable } from '../data/csvTable.js';
import { pseudoInverse } from '../numeric/symmetric.js';
import { comparePartitions } from './compare/partitions.js';
import { bakersGamma, entanglement } from './compare/trees.js';
import { cutTree } from './cut.js';
import { type Condensed, condensedIndex, distances, type Points } from './distance/distances.js';
import { gower } from './distance/gower.js';
import { standardize } from './distance/standardize.js';
import { optimalLeafOrder, pathLength } from './leafOrder.js';
import { agglomerate } from './linkage/agglomerate.js';
import { agglomerativeCoefficient, copheneticDistances, distanceCorrelation } from './mergeTree.js';
import { varianceRatio } from './profile.js';
import { validityOfTree } from './validity/indices.js';
import { pairIndices } from './validity/pairs.js';
import { centroids, scatterIndices, scatterOf, withinSquares } from './validity/scatter.js';
import { daviesBouldin, sDbwParts } from './validity/separation.js';
import { silhouetteWidths } from './validity/silhouette.js';

const folder = new URL('../../../../oracles/', import.meta.url);
const json = (path: string) => JSON.parse(readFileSync(new URL(path, folder), 'utf8'));
const count = { agreed: 0, byDefinition: 0, peerFailed: 0 };

function tableOf(dataset: string) {
  const read = parseTable(readFileSync(new URL(`data/${dataset}`, folder), 'utf8'));
  if (!read.ok) throw new Error(read.issues[0].message);
  return read.value;
}

function columnsOf(dataset: string, names: readonly string[]): Float64Array[] {
  const table = tableOf(dataset);
  return names.map((name) => {
    const column = table.columns.get(name);
    if (column?.kind !== 'number') throw new Error(name);
    return column.values;
  });
}

function pointsOf(oracle: { dataset: string; columns: string[]; standardised: boolean }): Points {
  const columns = columnsOf(oracle.dataset, oracle.columns);
  const scaled = standardize(columns, oracle.columns, oracle.standardised ? 'zscore' : 'none').columns;
  return Array.from({ length: columns[0].length }, (_, i) => Float64Array.from(scaled, (column) => column[i]));
}

function near(
  actual: number | null | undefined,
  expected: number,
  tolerance = 1e-9,
  kind = 'agreed' as keyof typeof count,
) {
  expect(typeof actual).toBe('number');
  expect(Math.abs((actual ?? 0) - expected)).toBeLessThanOrEqual(tolerance * Math.max(1e-6, Math.abs(expected)));
  count[kind]++;
}

/** NbClust rounds to four decimals. */
function rounded(actual: number | null | undefined, expected: number, kind: keyof typeof count = 'agreed') {
  expect(typeof actual).toBe('number');
  expect(Math.abs((actual ?? 0) - expected)).toBeLessThanOrEqual(0.5001e-4 + 1e-9 * Math.abs(expected));
  count[kind]++;
}

function exact(actual: unknown, expected: unknown) {
  expect(actual).toEqual(expected);
  count.agreed += JSON.stringify(expected)
    .split(/[^\d-]+/)
    .filter(Boolean).length;
}

describe.each(['usarrests', 'swiss', 'ruspini', 'iris'])('%s against R', (name) => {
  const oracle = json(`cluster/${name}.json`);
  const points = pointsOf(oracle);
  const n = points.length;
  const p = points[0].length;
  const plain = distances(points, 'euclidean');
  const ward = agglomerate(plain, 'ward');

  it.each(Object.keys(oracle.linkage))(
    '%s gives the merges, heights, order and cuts of hclust, ties included',
    (key) => {
      const expected = oracle.linkage[key];
      const method = key === 'ward.D2' ? 'ward' : key.replace('.onPlainDistances', '');
      const input = expected.input === 'distances' ? plain : { n, values: plain.values.map((d) => d * d) };
      const tree = agglomerate(input, method);
      tree.height.forEach((height, i) => {
        near(height, expected.height[i]);
      });
      exact(tree.merge, expected.merge);
      exact(tree.order, expected.order);
      for (const [k, partition] of Object.entries(expected.cut ?? {}))
        exact(cutTree(tree, Number(k.slice(1))), partition);
      if (expected.copheneticCorrelation !== undefined)
        near(distanceCorrelation(plain, copheneticDistances(tree)), expected.copheneticCorrelation);
    },
  );

  it('leaves: path of the order as it is, and the shortest path of all orders of the tree', () => {
    const { pathLength: asDrawn, optimalLeafOrder: best } = oracle.linkage['ward.D2'];
    near(pathLength(plain, ward.order), asDrawn);
    near(pathLength(plain, optimalLeafOrder(ward, plain)), best.pathLength);
    // Tied distances have several shortest orders; without ties the order or its mirror image is the peer's.
    if (oracle.hasTiedDistances) return;
    const order = optimalLeafOrder(ward, plain);
    exact(order[0] === best.order[0] ? order : [...order].reverse(), best.order);
  });

  it('agglomerative coefficient of agnes', () => {
    near(agglomerativeCoefficient(ward), oracle['agglomerativeCoefficient.ward']);
  });

  const ks = [2, 3, 4, 5, 6, 7, 8];
  const panel = validityOfTree(points, plain, { ks, cut: (k) => cutTree(ward, k) });

  it.each(ks)('indices of fpc and cluster for k = %i', (k) => {
    const expected = oracle['validity.ward.D2'][`k${k}`];
    const partition = cutTree(ward, k);
    const ours = panel[k - 2];
    near(ours.silhouette, expected.silhouette);
    near(ours.calinskiHarabasz, expected.calinskiHarabasz);
    near(ours.dunn, expected.dunn);
    near(ours.dunn2, expected.dunn2);
    near(ours.daviesBouldin, expected.daviesBouldin);
    near(ours.pearsonGamma, expected.pearsonGamma);
    near(ours.entropy, expected.entropy);
    near(ours.withinBetweenRatio, expected.wbRatio);
    const within = withinSquares(points, partition);
    near(within, expected.withinSS);
    near((within / (1 - (ours.rSquared ?? 0))) * (ours.rSquared ?? 0), expected.betweenSS);
    silhouetteWidths(plain, partition).forEach((width, i) => {
      near(width, expected.silhouetteWidths[i]);
    });
    centroids(points, partition).forEach((center, c) => {
      center.forEach((value, j) => {
        near(value, expected.centroids[c][j]);
      });
    });
  });

  it('the indices of NbClust', () => {
    const nb = oracle['nbClust.ward.D2'];
    const standardised: boolean = oracle.standardised;
    for (const k of ks) {
      const at = (index: string): number => nb[index].values[String(k)];
      const ours = panel[k - 2];
      const partition = cutTree(ward, k);
      const next = cutTree(ward, k + 1);
      const within = (groups: number) => withinSquares(points, cutTree(ward, groups));

      rounded(ours.krzanowskiLai, at('kl'));
      rounded(ours.calinskiHarabasz, at('ch'));
      // Hartigan (1975) multiplies by n − k − 1, the peer by n − k.
      rounded((within(k) / within(k + 1) - 1) * (n - k), at('hartigan'), 'byDefinition');
      rounded(ours.ratkowsky, at('ratkowsky'));
      rounded(ours.ball, at('ball'));
      rounded(ours.traceWithin, at('tracew'));
      rounded(ours.traceCovarianceWithin, at('trcovw'));
      rounded(ours.marriot, at('marriot'));
      // The peer takes the total about zero instead of the mean: the same for standardised data only.
      const zero = scatterIndices(scatterOf(points, partition, new Float64Array(p)));
      const kind = standardised ? 'agreed' : 'byDefinition';
      const of = standardised ? ours : zero;
      rounded(of.scott, at('scott'), kind);
      // Friedman & Rubin (1967) take the trace of W⁻¹B; the peer multiplies element by element.
      rounded(diagonalProduct(points, partition), at('friedman'), 'peerFailed');
      rounded(of.rubin, at('rubin'), kind);
      rounded(of.cubicClusteringCriterion, at('ccc'), kind);

      // Hubert & Levin (1976) set S between the sums of as many smallest and largest distances of all.
      rounded(cIndexOfPeer(plain, partition), at('cindex'), 'byDefinition');
      rounded(daviesBouldin(points, partition, 2), at('db'), 'byDefinition');
      // The peer gives a cluster of one the sum of widths 1 instead of Rousseeuw's 0.
      const singles = partition.filter((one) => partition.filter((other) => other === one).length === 1).length;
      rounded((ours.silhouette ?? 0) + singles / n, at('silhouette'), singles > 0 ? 'byDefinition' : 'agreed');
      rounded(ours.dunn, at('dunn'));
      // The standard deviation of the distances with m − 1 instead of m.
      const m = plain.values.length;
      rounded((ours.pearsonGamma ?? 0) * Math.sqrt((m - 1) / m), at('ptbiserial'), 'byDefinition');
      rounded(ours.frey, at('frey'));
      // The peer divides the two means by the numbers of pairs once more.
      const { within: inside, between } = pairIndices(plain, partition);
      rounded(((ours.mcClain ?? 0) * between.count) / inside.count, at('mcclain'), 'byDefinition');
      rounded(ours.sdIndex, at('sdindex'));
      const { scatter, density } = sDbwParts(points, partition);
      rounded(scatter + density, at('sdbw'));
      // The peer looks for the divided cluster by comparing sizes and can take three that do not belong together.
      const [parent, one, two] = splitOfPeer(partition, next);
      // A cluster of one it takes for a column and gives it the squares of its own coordinates about their mean.
      const single = [one, two].some((cluster) => next.filter((other) => other === cluster).length === 1);
      const found =
        !single && next.every((cluster, i) => (cluster === one || cluster === two) === (partition[i] === parent));
      const kindOfSplit = found ? 'agreed' : 'peerFailed';
      const squares = (labels: readonly number[], cluster: number) => {
        const own = points.filter((_, i) => labels[i] === cluster);
        if (own.length > 1) return withinSquares(own, new Array<number>(own.length).fill(1));
        const mean = own[0].reduce((sum, value) => sum + value, 0) / p;
        return own[0].reduce((sum, value) => sum + (value - mean) ** 2, 0);
      };
      const size = partition.filter((cluster) => cluster === parent).length;
      const parts = next.filter((cluster) => cluster === one).length + next.filter((cluster) => cluster === two).length;
      const [before, after] = [squares(partition, parent), squares(next, one) + squares(next, two)];
      const theirs = {
        duda: after / before,
        pseudoT2: (before - after) / (after / (parts - 2)),
        beale: (before - after) / after / (((size - 1) / (size - 2)) * (2 ** (2 / p) - 1)),
      };
      rounded(found ? ours.duda : theirs.duda, at('duda'), kindOfSplit);
      rounded(found ? ours.pseudoT2 : theirs.pseudoT2, at('pseudot2'), kindOfSplit);
      rounded(found ? ours.beale : theirs.beale, at('beale'), kindOfSplit);
    }
  });

  it('agreement with the partitions and trees of other linkages', () => {
    const average = agglomerate(plain, 'average');
    const complete = agglomerate(plain, 'complete');
    const expected = oracle.wardVersusAverage;
    for (const k of [2, 3, 4, 5]) {
      const ours = comparePartitions(cutTree(ward, k), cutTree(average, k));
      near(ours.adjustedRand, expected[`k${k}`].adjustedRand);
      near(ours.fowlkesMallows, expected[`k${k}`].fowlkesMallows);
      near(ours.rand, expected[`k${k}`].rand);
    }
    near(
      distanceCorrelation(copheneticDistances(ward), copheneticDistances(average)),
      expected.copheneticCorrelationBetweenTrees,
    );
    // The peer cuts half of the smallest gap below each height; where two heights differ in their last bit that gap is lost
    // to rounding and some cuts with it. Without ties the two agree.
    const tied: boolean = oracle.hasTiedDistances;
    near(bakersGamma(ward, average), expected.bakersGamma, tied ? 1e-6 : 1e-9, tied ? 'byDefinition' : 'agreed');
    near(entanglement(ward.order, complete.order), expected.entanglementWardComplete);
  });

  it('F of each variable across the groups', () => {
    const partition = cutTree(ward, 4);
    oracle.columns.forEach((column: string, j: number) => {
      near(
        varianceRatio(
          points.map((point) => point[j]),
          partition,
        ).fStatistic,
        oracle.pairwiseF[column],
      );
    });
  });
});

it('distances equal R’s dist for every metric', () => {
  const oracle = json('cluster/distances.json');
  const points = pointsOf({ ...oracle, columns: json('cluster/usarrests.json').columns });
  for (const [name, expected] of Object.entries<number[]>(oracle.distances)) {
    const ours = distances(points, name === 'minkowski' ? `minkowski:${oracle.minkowskiP}` : name);
    ours.values.forEach((value, i) => {
      near(value, expected[i]);
    });
  }
});

describe('dissimilarities', () => {
  const oracle = json('cluster/dissimilarity.json');
  it('Gower’s of daisy on mixed variables', () => {
    const kinds = ['nominal', 'nominal', 'nominal', 'ordinal', 'nominal', 'nominal', 'numeric', 'numeric'] as const;
    const names = kinds.map((_, i) => `V${i + 1}`);
    const columns = columnsOf('flower.csv', names);
    const labels = Array.from(columns[0], (_, i) => String(i));
    gower(
      columns.map((values, i) => ({ kind: kinds[i], values })),
      labels,
    ).values.forEach((value, i) => {
      near(value, oracle.gower.distances[i]);
    });
  });

  it('average linkage from a matrix of road distances', () => {
    const table = tableOf('eurodist.csv');
    const names = [...table.columns.keys()].slice(1);
    const columns = columnsOf('eurodist.csv', names);
    const n = names.length;
    const values = new Float64Array((n * (n - 1)) / 2);
    for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) values[condensedIndex(n, i, j)] = columns[i][j];
    const expected = oracle['eurodist.average'];
    const tree = agglomerate({ n, values }, 'average');
    tree.height.forEach((height, i) => {
      near(height, expected.height[i]);
    });
    exact(tree.merge, expected.merge);
    exact(tree.order, expected.order);
  });
});

/** Σ (W⁻¹)ⱼⱼ Bⱼⱼ, both about zero. */
function diagonalProduct(points: Points, partition: readonly number[]): number {
  const p = points[0].length;
  const { total, within } = scatterOf(points, partition, new Float64Array(p));
  const { inverse } = pseudoInverse(within);
  let sum = 0;
  for (let j = 0; j < p; j++) sum += inverse.data[j * p + j] * (total.data[j * p + j] - within.data[j * p + j]);
  return sum;
}

/** (S − r·dmin)/(r·dmax − r·dmin) over the r pairs within; dmin is 0 as soon as a cluster holds equal observations. */
function cIndexOfPeer(distance: Condensed, partition: readonly number[]): number {
  const k = Math.max(...partition);
  const [least, most] = [new Array<number>(k).fill(1), new Array<number>(k).fill(1)];
  let [sum, pairs] = [0, 0];
  for (let c = 1; c <= k; c++) {
    const rows = partition.flatMap((cluster, i) => (cluster === c ? [i] : []));
    if (rows.length < 2) continue;
    const own = rows.flatMap((i, a) => rows.slice(a + 1).map((j) => distance.values[condensedIndex(distance.n, i, j)]));
    sum += own.reduce((total, d) => total + d, 0);
    pairs += own.length;
    most[c - 1] = Math.max(...own);
    least[c - 1] = Math.min(...own);
  }
  const [low, high] = [Math.min(...least), Math.max(...most)];
  return (sum - pairs * low) / (pairs * high - pairs * low);
}

/** The first cluster whose size changes, and the last one whose size is not that of its predecessor before the split. */
function splitOfPeer(partition: readonly number[], next: readonly number[]): [number, number, number] {
  const size = (labels: readonly number[], cluster: number) => labels.filter((one) => one === cluster).length;
  let one = 1;
  while (size(partition, one) === size(next, one)) one++;
  let two = Math.max(...next);
  while (two > 1 && size(partition, two - 1) === size(next, two)) two--;
  return [one, one, two];
}

afterAll(() => {
  console.info(`oracles/cluster: ${JSON.stringify(count)}`);
});
