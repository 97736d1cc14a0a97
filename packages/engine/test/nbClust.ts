/** What NbClust 3.0 computes where it differs from the papers it cites, rebuilt so that a difference is known to be only that. */
import { type Condensed, condensedIndex, type Points } from '../src/cluster/distance/distances.js';
import { scatterOf, withinSquares } from '../src/cluster/validity/scatter.js';
import { pseudoInverse } from '../src/numeric/symmetric.js';

/** Σ (W⁻¹)ⱼⱼ Bⱼⱼ, both about zero. */
export function diagonalProduct(points: Points, partition: readonly number[]): number {
  const p = points[0].length;
  const { total, within } = scatterOf(points, partition, new Float64Array(p));
  const { inverse } = pseudoInverse(within);
  let sum = 0;
  for (let j = 0; j < p; j++) sum += inverse.data[j * p + j] * (total.data[j * p + j] - within.data[j * p + j]);
  return sum;
}

/** (S − r·dmin)/(r·dmax − r·dmin) over the r pairs within; dmin is 0 as soon as a cluster holds equal observations. */
export function cIndexOfPeer(distance: Condensed, partition: readonly number[]): number {
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
export function splitOfPeer(partition: readonly number[], next: readonly number[]): [number, number, number] {
  const size = (labels: readonly number[], cluster: number) => labels.filter((one) => one === cluster).length;
  let one = 1;
  while (size(partition, one) === size(next, one)) one++;
  let two = Math.max(...next);
  while (two > 1 && size(partition, two - 1) === size(next, two)) two--;
  return [one, one, two];
}

/** Duda, pseudo-t² and Beale of that split; a group of one it takes for a column, with the squares of its own coordinates. */
export function splitSquaresOfPeer(points: Points, partition: readonly number[], next: readonly number[]) {
  const p = points[0].length;
  const [parent, one, two] = splitOfPeer(partition, next);
  const squares = (labels: readonly number[], cluster: number) => {
    const own = points.filter((_, i) => labels[i] === cluster);
    if (own.length > 1) return withinSquares(own, new Array<number>(own.length).fill(1));
    const mean = own[0].reduce((sum, value) => sum + value, 0) / p;
    return own[0].reduce((sum, value) => sum + (value - mean) ** 2, 0);
  };
  const count = (labels: readonly number[], cluster: number) => labels.filter((label) => label === cluster).length;
  const size = count(partition, parent);
  const parts = count(next, one) + count(next, two);
  const [before, after] = [squares(partition, parent), squares(next, one) + squares(next, two)];
  return {
    duda: after / before,
    pseudoT2: (before - after) / (after / (parts - 2)),
    beale: (before - after) / after / (((size - 1) / (size - 2)) * (2 ** (2 / p) - 1)),
  };
}
