/**
 * Indices of a partition: Calinski & Harabasz (1974) and Davies & Bouldin (1979; scatter = mean distance to the
 * centroid) from the points, Dunn (1974; smallest distance between over largest diameter) from the distances.
 */
import { type Condensed, condensedIndex, type Points, squared } from '../distance/distances.js';
import { meanSilhouette } from './silhouette.js';

export interface Validity {
  readonly k: number;
  readonly silhouette: number | null;
  readonly calinskiHarabasz: number | null;
  readonly dunn: number | null;
  readonly daviesBouldin: number | null;
}

export function validity(points: Points, distance: Condensed, partition: readonly number[]): Validity {
  const k = Math.max(...partition);
  const n = points.length;
  const between = k < 2 || k >= n;
  return {
    k,
    silhouette: between ? null : meanSilhouette(distance, partition),
    calinskiHarabasz: between ? null : calinskiHarabasz(points, partition),
    dunn: k < 2 ? null : dunn(distance, partition),
    daviesBouldin: k < 2 ? null : daviesBouldin(points, partition),
  };
}

/** Mean of the points of each cluster. */
export function centroids(points: Points, partition: readonly number[]): Float64Array[] {
  const k = Math.max(...partition);
  const p = points[0].length;
  const size = new Float64Array(k);
  const means = Array.from({ length: k }, () => new Float64Array(p));
  points.forEach((point, i) => {
    const c = partition[i] - 1;
    size[c]++;
    for (let j = 0; j < p; j++) means[c][j] += point[j];
  });
  return means.map((mean, c) => mean.map((sum) => sum / size[c]));
}

/** Sum of squared distances to the centroids. */
export function withinSquares(points: Points, partition: readonly number[]): number {
  const centers = centroids(points, partition);
  return points.reduce((sum, point, i) => sum + squared(point, centers[partition[i] - 1]), 0);
}

function calinskiHarabasz(points: Points, partition: readonly number[]): number | null {
  const n = points.length;
  const k = Math.max(...partition);
  const within = withinSquares(points, partition);
  const total = withinSquares(points, new Array<number>(n).fill(1));
  return within > 0 ? (total - within) / (k - 1) / (within / (n - k)) : null;
}

function dunn({ n, values }: Condensed, partition: readonly number[]): number | null {
  let between = Number.POSITIVE_INFINITY;
  let diameter = 0;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const d = values[condensedIndex(n, i, j)];
      if (partition[i] === partition[j]) diameter = Math.max(diameter, d);
      else between = Math.min(between, d);
    }
  }
  return diameter > 0 ? between / diameter : null;
}

function daviesBouldin(points: Points, partition: readonly number[]): number | null {
  const centers = centroids(points, partition);
  const size = new Float64Array(centers.length);
  const spread = new Float64Array(centers.length);
  points.forEach((point, i) => {
    const c = partition[i] - 1;
    size[c]++;
    spread[c] += Math.sqrt(squared(point, centers[c]));
  });
  const scatter = spread.map((sum, c) => sum / size[c]);
  let sum = 0;
  for (let a = 0; a < centers.length; a++) {
    let worst = 0;
    for (let b = 0; b < centers.length; b++) {
      if (a === b) continue;
      const apart = Math.sqrt(squared(centers[a], centers[b]));
      if (apart === 0) return null;
      worst = Math.max(worst, (scatter[a] + scatter[b]) / apart);
    }
    sum += worst;
  }
  return sum / centers.length;
}
