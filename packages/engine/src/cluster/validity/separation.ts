/**
 * Indices of a partition from the centroids: Davies & Bouldin (1979; scatter = mean distance to the centroid), SD
 * (Halkidi, Vazirgiannis & Batistakis 2000) and S_Dbw (Halkidi & Vazirgiannis 2001).
 */
import { type Points, squared } from '../distance/distances.js';
import { centroids } from './scatter.js';

/** `power` of the mean that makes the scatter: 1 mean distance, 2 root of the mean square. */
export function daviesBouldin(points: Points, partition: readonly number[], power: 1 | 2 = 1): number | null {
  const centers = centroids(points, partition);
  const size = new Float64Array(centers.length);
  const spread = new Float64Array(centers.length);
  points.forEach((point, i) => {
    const c = partition[i] - 1;
    size[c]++;
    spread[c] += Math.sqrt(squared(point, centers[c])) ** power;
  });
  const scatter = spread.map((sum, c) => (sum / size[c]) ** (1 / power));
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

/** Mean norm of the variances within over the norm of the variances of all; variances with n. */
function averageScattering(points: Points, partition: readonly number[]) {
  const centers = centroids(points, partition);
  const k = centers.length;
  const p = points[0].length;
  const all = centroids(points, new Array<number>(points.length).fill(1))[0];
  const size = new Float64Array(k);
  const variances = centers.map(() => new Float64Array(p));
  const total = new Float64Array(p);
  points.forEach((point, i) => {
    const c = partition[i] - 1;
    size[c]++;
    for (let j = 0; j < p; j++) {
      variances[c][j] += (point[j] - centers[c][j]) ** 2;
      total[j] += (point[j] - all[j]) ** 2 / points.length;
    }
  });
  const norms = variances.reduce((sum, row, c) => sum + norm(row.map((value) => value / size[c])), 0);
  return { centers, scatter: norms / k / norm(total), deviation: Math.sqrt(norms) / k };
}

/** (Dmax/Dmin) Σᵤ 1/Σᵥ d(cᵤ, cᵥ) over the centroids. */
function totalSeparation(centers: readonly Float64Array[]): number | null {
  let [least, most, sum] = [Number.POSITIVE_INFINITY, 0, 0];
  for (const a of centers) {
    let row = 0;
    for (const b of centers) {
      if (a === b) continue;
      const d = Math.sqrt(squared(a, b));
      least = Math.min(least, d);
      most = Math.max(most, d);
      row += d;
    }
    sum += 1 / row;
  }
  return least > 0 && centers.length > 1 ? (most / least) * sum : null;
}

/** SD = α·scatter + separation; α = separation of the finest partition looked at. */
export function sdIndex(points: Points, partition: readonly number[], finest: readonly number[]): number | null {
  const { centers, scatter } = averageScattering(points, partition);
  const alpha = totalSeparation(centroids(points, finest));
  const separation = totalSeparation(centers);
  return alpha === null || separation === null ? null : alpha * scatter + separation;
}

/** S_Dbw in its two parts: scatter, and mean density halfway between two clusters over the larger of their densities. */
export function sDbwParts(points: Points, partition: readonly number[]) {
  const { centers, scatter, deviation } = averageScattering(points, partition);
  const k = centers.length;
  const near = (center: Float64Array, clusters: readonly number[]) =>
    points.filter((point, i) => clusters.includes(partition[i] - 1) && Math.sqrt(squared(point, center)) <= deviation)
      .length;
  const own = centers.map((center, c) => near(center, [c]));
  let sum = 0;
  for (let a = 0; a < k; a++) {
    for (let b = 0; b < k; b++) {
      const larger = Math.max(own[a], own[b]);
      if (a === b || larger === 0) continue;
      sum +=
        near(
          centers[a].map((value, j) => (value + centers[b][j]) / 2),
          [a, b],
        ) / larger;
    }
  }
  return { scatter, density: k > 1 ? sum / (k * (k - 1)) : 0 };
}

function norm(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}
