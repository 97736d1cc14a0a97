/** Silhouette widths (Rousseeuw 1987): (b − a)/max(a, b), a = mean distance to the own cluster, b = to the nearest other; 0 in a cluster of one. */
import { type Condensed, condensedIndex } from '../distance/distances.js';

export function silhouetteWidths(distance: Condensed, partition: readonly number[]): number[] {
  const { n, values } = distance;
  const k = Math.max(...partition);
  const size = new Float64Array(k);
  for (const cluster of partition) size[cluster - 1]++;
  return Array.from({ length: n }, (_, i) => {
    const own = partition[i] - 1;
    if (size[own] === 1 || k === 1) return 0;
    const sum = new Float64Array(k);
    for (let j = 0; j < n; j++) if (j !== i) sum[partition[j] - 1] += values[condensedIndex(n, i, j)];
    const a = sum[own] / (size[own] - 1);
    let b = Number.POSITIVE_INFINITY;
    for (let c = 0; c < k; c++) if (c !== own) b = Math.min(b, sum[c] / size[c]);
    const larger = Math.max(a, b);
    return larger === 0 ? 0 : (b - a) / larger;
  });
}

export function meanSilhouette(distance: Condensed, partition: readonly number[]): number {
  const widths = silhouetteWidths(distance, partition);
  return widths.reduce((sum, width) => sum + width, 0) / widths.length;
}
