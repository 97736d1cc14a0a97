/**
 * Every value of oracles/cluster: R 4.2.2 with cluster, fpc, NbClust, dendextend, mclust, seriation. What the peer defines in
 * another way is rebuilt here from our numbers and must then agree; what the peer gets wrong is shown to be wrong.
 */
import { describe, expect, it } from 'vitest';
import { cIndexOfPeer, diagonalProduct, splitOfPeer, splitSquaresOfPeer } from '../../test/nbClust.js';
import { oracle as json, Ledger, oracleTable } from '../../test/oracles.js';
import { comparePartitions } from './compare/partitions.js';
import { bakersGamma, entanglement } from './compare/trees.js';
import { cutTree } from './cut.js';
import { condensedIndex, distances, type Points } from './distance/distances.js';
import { type GowerVariable, gower } from './distance/gower.js';
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

const ledger = new Ledger('Clustering against R');

function columnsOf(dataset: string, names: readonly string[]): Float64Array[] {
  const table = oracleTable(dataset);
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

/** Why a value is not simply the peer's; null when it is. */
type Reason = { readonly differs: string } | { readonly failed: string } | null;

/** Comparisons with one file of reference values; each value is entered in the ledger under its key. */
function against(file: string) {
  const enter = (key: string, reason: Reason) => {
    if (reason === null) ledger.agreed(file, key);
    else if ('differs' in reason) ledger.differs(file, key, reason.differs);
    else ledger.peerFailed(file, key, reason.failed);
  };
  const within = (actual: number | null | undefined, expected: number, most: number) => {
    expect(typeof actual).toBe('number');
    expect(Math.abs((actual ?? 0) - expected)).toBeLessThanOrEqual(most);
  };
  return {
    near(
      key: string,
      actual: number | null | undefined,
      expected: number,
      { tolerance = 1e-9, reason = null as Reason } = {},
    ) {
      within(actual, expected, tolerance * Math.max(1e-6, Math.abs(expected)));
      enter(key, reason);
    },
    each(key: string, actual: ArrayLike<number>, expected: readonly number[]) {
      expect(actual.length).toBe(expected.length);
      expected.forEach((value, i) => {
        within(actual[i], value, 1e-9 * Math.max(1e-6, Math.abs(value)));
        enter(`${key} ${i + 1}`, null);
      });
    },
    /** NbClust rounds to four decimals. */
    rounded(key: string, actual: number | null | undefined, expected: number, reason: Reason = null) {
      within(actual, expected, 0.5001e-4 + 1e-9 * Math.abs(expected));
      enter(key, reason);
    },
    exact(key: string, actual: unknown, expected: readonly unknown[]) {
      expect(actual).toEqual(expected);
      expected.flat().forEach((_, i) => {
        enter(`${key} ${i + 1}`, null);
      });
    },
  };
}

describe.each(['usarrests', 'swiss', 'ruspini', 'iris'])('%s against R', (name) => {
  const oracle = json(`cluster/${name}.json`);
  const points = pointsOf(oracle);
  const n = points.length;
  const p = points[0].length;
  const plain = distances(points, 'euclidean');
  const ward = agglomerate(plain, 'ward');
  const { near, each, rounded, exact } = against(name);

  it.each(Object.keys(oracle.linkage))(
    '%s gives the merges, heights, order and cuts of hclust, ties included',
    (key) => {
      const expected = oracle.linkage[key];
      const method = key === 'ward.D2' ? 'ward' : key.replace('.onPlainDistances', '');
      const input = expected.input === 'distances' ? plain : { n, values: plain.values.map((d) => d * d) };
      const tree = agglomerate(input, method);
      each(`${key} height`, tree.height, expected.height);
      exact(`${key} merge`, tree.merge, expected.merge);
      exact(`${key} order`, tree.order, expected.order);
      for (const [k, partition] of Object.entries<number[]>(expected.cut ?? {}))
        exact(`${key} cut ${k}`, cutTree(tree, Number(k.slice(1))), partition);
      if (expected.copheneticCorrelation !== undefined)
        near(
          `${key} cophenetic correlation`,
          distanceCorrelation(plain, copheneticDistances(tree)),
          expected.copheneticCorrelation,
        );
    },
  );

  it('leaves: path of the order as it is, and the shortest path of all orders of the tree', () => {
    const { pathLength: asDrawn, optimalLeafOrder: best } = oracle.linkage['ward.D2'];
    near('path of the order', pathLength(plain, ward.order), asDrawn);
    near('path of the optimal order', pathLength(plain, optimalLeafOrder(ward, plain)), best.pathLength);
    // Tied distances have several shortest orders; without ties the order or its mirror image is the peer's.
    if (oracle.hasTiedDistances) return;
    const order = optimalLeafOrder(ward, plain);
    exact('optimal order', order[0] === best.order[0] ? order : [...order].reverse(), best.order);
  });

  it('agglomerative coefficient of agnes', () => {
    near('agglomerative coefficient', agglomerativeCoefficient(ward), oracle['agglomerativeCoefficient.ward']);
  });

  const ks = [2, 3, 4, 5, 6, 7, 8];
  const panel = validityOfTree(points, plain, { ks, cut: (k) => cutTree(ward, k) });

  it.each(ks)('indices of fpc and cluster for k = %i', (k) => {
    const expected = oracle['validity.ward.D2'][`k${k}`];
    const partition = cutTree(ward, k);
    const ours = panel[k - 2];
    const at = (index: string) => `k = ${k}, ${index}`;
    near(at('silhouette'), ours.silhouette, expected.silhouette);
    near(at('Calinski–Harabasz'), ours.calinskiHarabasz, expected.calinskiHarabasz);
    near(at('Dunn'), ours.dunn, expected.dunn);
    near(at('Dunn of means'), ours.dunn2, expected.dunn2);
    near(at('Davies–Bouldin'), ours.daviesBouldin, expected.daviesBouldin);
    near(at('Pearson gamma'), ours.pearsonGamma, expected.pearsonGamma);
    near(at('entropy'), ours.entropy, expected.entropy);
    near(at('within/between'), ours.withinBetweenRatio, expected.wbRatio);
    const within = withinSquares(points, partition);
    near(at('within squares'), within, expected.withinSS);
    near(at('between squares'), (within / (1 - (ours.rSquared ?? 0))) * (ours.rSquared ?? 0), expected.betweenSS);
    each(at('silhouette width'), silhouetteWidths(plain, partition), expected.silhouetteWidths);
    centroids(points, partition).forEach((center, c) => {
      each(at(`centroid ${c + 1}`), center, expected.centroids[c]);
    });
  });

  it('the indices of NbClust', () => {
    const nb = oracle['nbClust.ward.D2'];
    const standardised: boolean = oracle.standardised;
    for (const k of ks) {
      const index = (id: string, actual: number | null | undefined, reason: Reason = null) => {
        rounded(`${id}.k${k}`, actual, nb[id].values[String(k)], reason);
      };
      const ours = panel[k - 2];
      const partition = cutTree(ward, k);
      const next = cutTree(ward, k + 1);
      const within = (groups: number) => withinSquares(points, cutTree(ward, groups));

      index('kl', ours.krzanowskiLai);
      index('ch', ours.calinskiHarabasz);
      index('hartigan', (within(k) / within(k + 1) - 1) * (n - k), {
        differs: 'Hartigan (1975) multiplies by n − k − 1, NbClust by n − k',
      });
      index('ratkowsky', ours.ratkowsky);
      index('ball', ours.ball);
      index('tracew', ours.traceWithin);
      index('trcovw', ours.traceCovarianceWithin);
      index('marriot', ours.marriot);
      const zero = scatterIndices(scatterOf(points, partition, new Float64Array(p)));
      const origin: Reason = standardised
        ? null
        : { differs: 'NbClust takes the total scatter about zero, not about the mean' };
      const of = standardised ? ours : zero;
      index('scott', of.scott, origin);
      index('friedman', diagonalProduct(points, partition), {
        failed: 'Friedman & Rubin (1967) take the trace of W⁻¹B; NbClust multiplies element by element',
      });
      index('rubin', of.rubin, origin);
      index('ccc', of.cubicClusteringCriterion, origin);

      index('cindex', cIndexOfPeer(plain, partition), {
        differs:
          'Hubert & Levin (1976) set S between the sums of as many smallest and largest distances of all; NbClust takes the smallest and largest within the groups',
      });
      index('db', daviesBouldin(points, partition, 2), {
        differs: 'Davies–Bouldin with mean distances as scatter, as fpc; NbClust with roots of mean squares',
      });
      const singles = partition.filter((one) => partition.filter((other) => other === one).length === 1).length;
      index(
        'silhouette',
        (ours.silhouette ?? 0) + singles / n,
        singles === 0 ? null : { differs: 'a group of one has the width 0 (Rousseeuw 1987); NbClust gives it 1' },
      );
      index('dunn', ours.dunn);
      const m = plain.values.length;
      index('ptbiserial', (ours.pearsonGamma ?? 0) * Math.sqrt((m - 1) / m), {
        differs: 'the standard deviation of the distances with m, NbClust’s with m − 1',
      });
      index('frey', ours.frey);
      const { within: inside, between } = pairIndices(plain, partition);
      index('mcclain', ((ours.mcClain ?? 0) * between.count) / inside.count, {
        differs: 'McClain & Rao (1975) compare two means; NbClust divides them by the numbers of pairs once more',
      });
      index('sdindex', ours.sdIndex);
      const { scatter, density } = sDbwParts(points, partition);
      index('sdbw', scatter + density);

      const [parent, one, two] = splitOfPeer(partition, next);
      const single = [one, two].some((cluster) => next.filter((other) => other === cluster).length === 1);
      const found =
        !single && next.every((cluster, i) => (cluster === one || cluster === two) === (partition[i] === parent));
      const theirs = splitSquaresOfPeer(points, partition, next);
      const split: Reason = found
        ? null
        : {
            failed:
              'NbClust looks for the divided group by comparing sizes and takes parts that do not belong together, or a group of one for a column',
          };
      index('duda', found ? ours.duda : theirs.duda, split);
      index('pseudot2', found ? ours.pseudoT2 : theirs.pseudoT2, split);
      index('beale', found ? ours.beale : theirs.beale, split);
    }
  });

  it('indices in which NbClust departs from the papers are those of the papers', () => {
    const mean = points[0].map((_, j) => points.reduce((sum, point) => sum + point[j], 0) / n);
    const scatter = (rows: readonly number[], center: ArrayLike<number>) =>
      Array.from(points[0], (_, a) =>
        Array.from(points[0], (__, b) =>
          rows.reduce((sum, i) => sum + (points[i][a] - center[a]) * (points[i][b] - center[b]), 0),
        ),
      );
    const groupsOf = (partition: readonly number[]) =>
      Array.from({ length: Math.max(...partition) }, (_, c) =>
        partition.flatMap((one, i) => (one === c + 1 ? [i] : [])),
      );
    const within = (partition: readonly number[]) =>
      groupsOf(partition)
        .map((rows) =>
          scatter(
            rows,
            points[0].map((_, j) => rows.reduce((sum, i) => sum + points[i][j], 0) / rows.length),
          ),
        )
        .reduce((sum, one) => sum.map((row, a) => row.map((value, b) => value + one[a][b])));
    /** tr(W⁻¹B) by elimination of [W | B]. */
    const traceOfQuotient = (W: readonly number[][], B: readonly number[][]) => {
      const rows = W.map((row, i) => [...row, ...B[i]]);
      for (let k = 0; k < p; k++) {
        const pivot = rows[k][k];
        rows[k] = rows[k].map((value) => value / pivot);
        for (let i = 0; i < p; i++) if (i !== k) rows[i] = rows[i].map((value, j) => value - rows[i][k] * rows[k][j]);
      }
      return rows.reduce((sum, row, i) => sum + row[p + i], 0);
    };
    const total = scatter(
      points.map((_, i) => i),
      mean,
    );
    const sorted = [...plain.values].sort((a, b) => a - b);
    const same = (actual: number | null | undefined, expected: number) =>
      expect(Math.abs((actual ?? Number.NaN) / expected - 1)).toBeLessThan(1e-8);
    const trace = (matrix: readonly number[][]) => matrix.reduce((sum, row, j) => sum + row[j], 0);
    for (const k of ks) {
      const ours = panel[k - 2];
      const [partition, next] = [cutTree(ward, k), cutTree(ward, k + 1)];
      const [W, after] = [within(partition), within(next)];
      // Friedman & Rubin (1967).
      same(
        ours.friedman,
        traceOfQuotient(
          W,
          total.map((row, a) => row.map((value, b) => value - W[a][b])),
        ),
      );
      // Hartigan (1975).
      same(ours.hartigan, (trace(W) / trace(after) - 1) * (n - k - 1));
      // Hubert & Levin (1976).
      const inside = groupsOf(partition).flatMap((rows) =>
        rows.flatMap((i, at) => rows.slice(at + 1).map((j) => plain.values[condensedIndex(n, i, j)])),
      );
      const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
      const [least, most] = [sum(sorted.slice(0, inside.length)), sum(sorted.slice(-inside.length))];
      same(ours.cIndex, (sum(inside) - least) / (most - least));
      const parts = sDbwParts(points, partition);
      expect(ours.sDbw).toBe(parts.scatter + parts.density);
    }
  });

  it('agreement with the partitions and trees of other linkages', () => {
    const average = agglomerate(plain, 'average');
    const complete = agglomerate(plain, 'complete');
    const expected = oracle.wardVersusAverage;
    for (const k of [2, 3, 4, 5]) {
      const ours = comparePartitions(cutTree(ward, k), cutTree(average, k));
      near(`k = ${k}, adjusted Rand`, ours.adjustedRand, expected[`k${k}`].adjustedRand);
      near(`k = ${k}, Fowlkes–Mallows`, ours.fowlkesMallows, expected[`k${k}`].fowlkesMallows);
      near(`k = ${k}, Rand`, ours.rand, expected[`k${k}`].rand);
    }
    near(
      'cophenetic correlation of two trees',
      distanceCorrelation(copheneticDistances(ward), copheneticDistances(average)),
      expected.copheneticCorrelationBetweenTrees,
    );
    const tied: boolean = oracle.hasTiedDistances;
    near('Baker’s gamma', bakersGamma(ward, average), expected.bakersGamma, {
      tolerance: tied ? 1e-6 : 1e-9,
      reason: tied
        ? {
            differs:
              'dendextend cuts half of the smallest gap below each height; where two heights differ in their last bit some cuts are lost',
          }
        : null,
    });
    near('entanglement', entanglement(ward.order, complete.order), expected.entanglementWardComplete);
  });

  it('F of each variable across the groups', () => {
    const partition = cutTree(ward, 4);
    oracle.columns.forEach((column: string, j: number) => {
      near(
        `F of ${column}`,
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
    against('distances').each(name, ours.values, expected);
  }
});

describe('dissimilarities', () => {
  const oracle = json('cluster/dissimilarity.json');
  const { each, exact } = against('dissimilarity');
  it('Gower’s of daisy on mixed variables', () => {
    const kinds = ['nominal', 'nominal', 'nominal', 'ordinal', 'nominal', 'nominal', 'numeric', 'numeric'] as const;
    const names = kinds.map((_, i) => `V${i + 1}`);
    const columns = columnsOf('flower.csv', names);
    const labels = Array.from(columns[0], (_, i) => String(i));
    const found = gower(
      columns.map((values, i) => ({ kind: kinds[i], values })),
      labels,
    );
    each('Gower', found.values, oracle.gower.distances);
  });

  it('average linkage from a matrix of road distances', () => {
    const table = oracleTable('eurodist');
    const names = [...table.columns.keys()].slice(1);
    const columns = columnsOf('eurodist.csv', names);
    const n = names.length;
    const values = new Float64Array((n * (n - 1)) / 2);
    for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) values[condensedIndex(n, i, j)] = columns[i][j];
    const expected = oracle['eurodist.average'];
    const tree = agglomerate({ n, values }, 'average');
    each('eurodist height', tree.height, expected.height);
    exact('eurodist merge', tree.merge, expected.merge);
    exact('eurodist order', tree.order, expected.order);
  });
});

it('scales: R 4.2.2 median and mad, min and diff(range()), of swiss$Catholic', () => {
  const columns = columnsOf('swiss', ['Catholic']);
  const { centers, scales, columns: scaled } = standardize(columns, ['Catholic'], 'robust');
  expect([centers[0], scales[0]]).toEqual([15.14, expect.closeTo(18.651108, 10)]);
  expect(scaled[0][0]).toBeCloseTo(-0.277731489196245, 12);
  expect(scaled[0][1]).toBeCloseTo(3.7370433971000554, 12);
  const range = standardize(columns, ['Catholic'], 'range');
  expect([range.centers[0], range.scales[0]]).toEqual([2.15, expect.closeTo(97.85, 12)]);
});

/** Columns as the script stored them, complete or with null. */
const stored = (columns: Record<string, (number | string | null)[]>) => Object.entries(columns);
const total = (heights: readonly number[]) => heights.reduce((sum, height) => sum + height, 0);

describe('ties are broken as R breaks them', () => {
  const ties = json('cluster/ties.json');
  const { near, exact } = against('ties');

  it('in numbers, after every standardisation', () => {
    for (const { set, standardize: how, distance, method, merge, heights } of ties.trees) {
      const columns = stored(ties.sets[set]).map(([, values]) => Float64Array.from(values as number[]));
      const scaled = standardize(columns, Object.keys(ties.sets[set]), how).columns;
      const points = Array.from(columns[0], (_, i) => Float64Array.from(scaled, (column) => column[i]));
      const tree = agglomerate(distances(points, distance), method);
      const key = `${set} ${how} ${distance} ${method}`;
      exact(`${key} merge`, tree.merge.flat(), merge);
      near(`${key} heights`, total(tree.height), heights);
    }
  });

  it('in mixed columns with gaps', () => {
    const nominal = ['cyl', 'am', 'wool', 'tension'];
    for (const { set, method, merge, heights } of ties.gower) {
      const variables = stored(ties[set]).map(([name, values]): GowerVariable => {
        const kind = nominal.includes(name) ? 'nominal' : name === 'gear' ? 'ordinal' : 'numeric';
        const code = (value: number | string | null) =>
          value === null ? Number.NaN : typeof value === 'number' ? value : values.indexOf(value);
        return { kind, values: Float64Array.from(values, code) };
      });
      const labels = Array.from(variables[0].values, (_, i) => String(i));
      const tree = agglomerate(gower(variables, labels), method);
      exact(`${set} Gower ${method} merge`, tree.merge.flat(), merge);
      near(`${set} Gower ${method} heights`, total(tree.height), heights);
    }
  });
});

it('the counts of the page are those of this run', async () => {
  await expect(ledger.page()).toMatchFileSnapshot('../../../../oracles/coverage/clustering.md');
});
