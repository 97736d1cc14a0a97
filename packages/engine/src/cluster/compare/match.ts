/**
 * Names for the clusters of one partition after those of another: the one-to-one assignment that keeps the most
 * observations in place, by the Hungarian method (Kuhn 1955; Munkres 1957).
 */

/**
 * For each cluster of `other` (from 1) its counterpart in `reference` (from 1), or null when there are more clusters than
 * counterparts. Observations that one of the two lacks are null.
 */
export function matchClusters(
  reference: readonly (number | null)[],
  other: readonly (number | null)[],
): (number | null)[] {
  const k = Math.max(0, ...reference.map((cluster) => cluster ?? 0));
  const m = Math.max(0, ...other.map((cluster) => cluster ?? 0));
  const size = Math.max(k, m);
  const common = Array.from({ length: size }, () => new Float64Array(size));
  other.forEach((cluster, i) => {
    const before = reference[i];
    if (cluster !== null && before !== null) common[cluster - 1][before - 1]++;
  });
  return assign(common)
    .slice(0, m)
    .map((column) => (column < k ? column + 1 : null));
}

/** Column of each row, so that the sum of the chosen entries is largest. Shortest augmenting paths, O(n³). */
function assign(gain: readonly Float64Array[]): number[] {
  const n = gain.length;
  const [u, v] = [new Float64Array(n + 1), new Float64Array(n + 1)];
  const rowOf = new Int32Array(n + 1);
  for (let i = 1; i <= n; i++) {
    rowOf[0] = i;
    const least = new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY);
    const back = new Int32Array(n + 1);
    const used = new Uint8Array(n + 1);
    let column = 0;
    do {
      used[column] = 1;
      const row = rowOf[column];
      let step = Number.POSITIVE_INFINITY;
      let next = 0;
      for (let j = 1; j <= n; j++) {
        if (used[j] === 1) continue;
        const slack = -gain[row - 1][j - 1] - u[row] - v[j];
        if (slack < least[j]) {
          least[j] = slack;
          back[j] = column;
        }
        if (least[j] < step) {
          step = least[j];
          next = j;
        }
      }
      for (let j = 0; j <= n; j++) {
        if (used[j] === 1) {
          u[rowOf[j]] += step;
          v[j] -= step;
        } else least[j] -= step;
      }
      column = next;
    } while (rowOf[column] !== 0);
    while (column !== 0) {
      rowOf[column] = rowOf[back[column]];
      column = back[column];
    }
  }
  const columnOf = new Array<number>(n).fill(0);
  for (let j = 1; j <= n; j++) columnOf[rowOf[j] - 1] = j - 1;
  return columnOf;
}
