/** What makes a group: its means, how much of each variable's spread lies between the groups, its typical member. */
import { randomStream } from '../numeric/random.js';
import { type Condensed, condensedIndex } from './distance/distances.js';

export interface VarianceRatio {
  /** Between over within mean square, as an analysis of variance. No p-value: the groups were made from these data. */
  readonly fStatistic: number | null;
  /** η²: share of the variance that lies between the groups. */
  readonly etaSquared: number;
}

export function varianceRatio(values: ArrayLike<number>, partition: readonly number[]): VarianceRatio {
  const k = Math.max(...partition);
  const n = partition.length;
  const size = new Float64Array(k);
  const sums = new Float64Array(k);
  let mean = 0;
  for (let i = 0; i < n; i++) {
    size[partition[i] - 1]++;
    sums[partition[i] - 1] += values[i];
    mean += values[i] / n;
  }
  let [within, between] = [0, 0];
  for (let i = 0; i < n; i++) within += (values[i] - sums[partition[i] - 1] / size[partition[i] - 1]) ** 2;
  for (let c = 0; c < k; c++) if (size[c] > 0) between += size[c] * (sums[c] / size[c] - mean) ** 2;
  const total = within + between;
  const fStatistic = k > 1 && n > k ? between / (k - 1) / (within / (n - k)) : Number.NaN;
  return {
    fStatistic: Number.isFinite(fStatistic) ? fStatistic : null,
    etaSquared: total > 0 ? between / total : 0,
  };
}

export interface VariableEffect extends VarianceRatio {
  /** 95 % percentile interval of η²; observations are drawn with replacement within their groups. */
  readonly interval: readonly [number, number];
  /** Mean of the variable in each group, with its interval. */
  readonly means: readonly { readonly mean: number; readonly interval: readonly [number, number] }[];
}

/** Effect of one variable (on the scale of the tree) under a partition. */
export function variableEffect(
  values: ArrayLike<number>,
  partition: readonly number[],
  { draws, seed }: { readonly draws: number; readonly seed: number },
): VariableEffect {
  const k = Math.max(...partition);
  const members = Array.from({ length: k }, (_, c) =>
    partition.flatMap((cluster, i) => (cluster === c + 1 ? [i] : [])),
  );
  const mean = (rows: readonly number[]) => rows.reduce((sum, row) => sum + values[row], 0) / rows.length;
  const drawn = Array.from({ length: draws }, (_, draw) => {
    const stream = randomStream(seed, draw);
    const rows = partition.map((cluster, i) => members[cluster - 1][stream.integer(i, members[cluster - 1].length)]);
    return {
      eta: varianceRatio(
        rows.map((row) => values[row]),
        partition,
      ).etaSquared,
      means: members.map((own) => mean(own.map((i) => rows[i]))),
    };
  });
  return {
    ...varianceRatio(values, partition),
    interval: middle(drawn.map((one) => one.eta)),
    means: members.map((own, c) => ({ mean: mean(own), interval: middle(drawn.map((one) => one.means[c])) })),
  };
}

function middle(values: number[]): readonly [number, number] {
  const sorted = values.sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  return [at(0.025), at(0.975)];
}

/** The observation of each cluster with the smallest sum of distances to the others of its cluster. */
export function medoids(distance: Condensed, partition: readonly number[], k: number): number[] {
  const best = new Int32Array(k).fill(-1);
  const least = new Float64Array(k).fill(Number.POSITIVE_INFINITY);
  partition.forEach((cluster, i) => {
    let sum = 0;
    partition.forEach((other, j) => {
      if (other === cluster && i !== j) sum += distance.values[condensedIndex(distance.n, i, j)];
    });
    if (sum < least[cluster - 1]) {
      least[cluster - 1] = sum;
      best[cluster - 1] = i;
    }
  });
  return [...best];
}

export interface Neighbor {
  readonly observation: number;
  readonly distance: number;
  /** Share of the squared Euclidean distance that each variable carries; null without variables on one scale. */
  readonly shares: readonly number[] | null;
}

/** The nearest observations of each, nearest first, ties by number. */
export function nearestNeighbors(
  distance: Condensed,
  columns: readonly Float64Array[] | null,
  count: number,
): Neighbor[][] {
  const { n, values } = distance;
  return Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (__, j) => j)
      .filter((j) => j !== i)
      .map((j) => ({ observation: j, distance: values[condensedIndex(n, i, j)] }))
      .sort((a, b) => a.distance - b.distance || a.observation - b.observation)
      .slice(0, count)
      .map((near) => ({ ...near, shares: columns === null ? null : sharesOf(columns, i, near.observation) })),
  );
}

function sharesOf(columns: readonly Float64Array[], i: number, j: number): number[] {
  const squares = columns.map((column) => (column[i] - column[j]) ** 2);
  const total = squares.reduce((sum, value) => sum + value, 0);
  return squares.map((value) => (total > 0 ? value / total : 0));
}
