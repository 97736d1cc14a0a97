/**
 * Is there any structure? The primary statistic, fixed in advance, is the largest mean silhouette over k = 2 … most,
 * against data drawn from one normal distribution with the same covariance: correlated variables alone make k = 2 look
 * good, so that independent columns would be no fair null. p = (1 + draws at least as large)/(draws + 1). Every index is
 * shown with the band in which 90 % of the draws lie. Permuted columns test whether the variables depend on each other,
 * not whether there are clusters: their p-value is information beside the test.
 */
import { randomStream } from '../numeric/random.js';
import { spectral } from '../numeric/symmetric.js';
import type { Points } from './distance/distances.js';
import { centroids, scatterOf } from './validity/scatter.js';

/** Indices of a data set for each number of groups looked at. */
export type IndexPanel = readonly { readonly k: number; readonly [index: string]: number | null }[];

export interface Band {
  readonly k: number;
  readonly index: string;
  readonly value: number | null;
  /** 5 % and 95 % of the draws; null when the index does not exist in most of them. */
  readonly low: number | null;
  readonly high: number | null;
}

export interface Structure {
  readonly statistic: number;
  readonly pValue: number;
  readonly draws: number;
  /** p of the same statistic against permuted columns: dependence of the variables, not clusters. */
  readonly dependencePValue: number;
  readonly bands: readonly Band[];
}

export interface StructureOptions {
  readonly draws: number;
  readonly seed: number;
}

const DEPENDENCE_DRAWS = 199;

/** `panelOf` is the same function for the data and for every draw; it must give `silhouette`. */
export function structureTest(
  points: Points,
  panelOf: (points: Points) => IndexPanel,
  { draws, seed }: StructureOptions,
): Structure {
  const observed = panelOf(points);
  const statistic = largestSilhouette(observed);
  const sample = gaussianLike(points);
  const panels: IndexPanel[] = [];
  for (let draw = 0; draw < draws; draw++) panels.push(panelOf(sample(seed, draw)));
  const shuffled = permutedColumns(points);
  let apart = 0;
  for (let draw = 0; draw < DEPENDENCE_DRAWS; draw++)
    if (largestSilhouette(panelOf(shuffled(seed, draws + draw))) >= statistic) apart++;
  return {
    statistic,
    pValue: (1 + panels.filter((panel) => largestSilhouette(panel) >= statistic).length) / (draws + 1),
    draws,
    dependencePValue: (1 + apart) / (DEPENDENCE_DRAWS + 1),
    bands: observed.flatMap((row, at) =>
      Object.keys(row)
        .filter((index) => index !== 'k')
        .map((index) => ({ k: row.k, index, value: row[index], ...band(panels.map((panel) => panel[at][index])) })),
    ),
  };
}

/** Draws of as many observations from the normal distribution with the mean and covariance of the data. */
export function gaussianLike(points: Points): (seed: number, draw: number) => Points {
  const n = points.length;
  const p = points[0].length;
  const one = new Array<number>(n).fill(1);
  const [mean] = centroids(points, one);
  const { total } = scatterOf(points, one);
  // With fewer observations than variables the covariance is singular; its root exists all the same.
  const root = spectral({ ...total, data: total.data.map((value) => value / (n - 1)) }, (value) =>
    Math.sqrt(Math.max(0, value)),
  );
  return (seed, draw) => {
    const stream = randomStream(seed, draw);
    return points.map((_, i) => {
      const z = Float64Array.from({ length: p }, (__, j) => stream.normal(i * p + j));
      return Float64Array.from({ length: p }, (__, a) => {
        let sum = mean[a];
        for (let b = 0; b < p; b++) sum += root.data[b * p + a] * z[b];
        return sum;
      });
    });
  };
}

function permutedColumns(points: Points): (seed: number, draw: number) => Points {
  return (seed, draw) => {
    const stream = randomStream(seed, draw);
    const orders = Array.from(points[0], (_, j) => stream.permutation(j, points.length));
    return points.map((point, i) => point.map((_, j) => points[orders[j][i]][j]));
  };
}

function largestSilhouette(panel: IndexPanel): number {
  return panel.reduce((most, row) => Math.max(most, row.silhouette ?? Number.NEGATIVE_INFINITY), -1);
}

function band(values: readonly (number | null)[]): { low: number | null; high: number | null } {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  if (2 * known.length < values.length) return { low: null, high: null };
  const at = (share: number) => known[Math.round(share * (known.length - 1))];
  return { low: at(0.05), high: at(0.95) };
}
