/**
 * Agglomeration on a matrix with a nearest-neighbour list (Anderberg 1973; Murtagh 1983): O(n²) memory, O(n²) to O(n³)
 * time. Ties: the pair whose first member has the smallest number, then the smallest second; a cluster carries the
 * number of its first member. On ties these are R's merges.
 */
import { AimaqError } from '../../errors.js';
import { type Condensed, condensedIndex } from '../distance/distances.js';
import type { MergeTree } from '../mergeTree.js';
import { LINKAGES, type Linkage, type LinkageId } from './lanceWilliams.js';

/** Errors: cluster-unknown-method, cluster-few-observations, cluster-not-finite. */
export function agglomerate(distance: Condensed, method: string): MergeTree {
  const { n } = distance;
  if (!Object.hasOwn(LINKAGES, method))
    throw new AimaqError('cluster-unknown-method', { name: method, known: Object.keys(LINKAGES).join(', ') });
  if (n < 2) throw new AimaqError('cluster-few-observations', { n, needed: 2 });
  if (distance.values.some((value) => !Number.isFinite(value))) throw new AimaqError('cluster-not-finite', {});
  const linkage: Linkage = LINKAGES[method as LinkageId];
  const d = linkage.squared === true ? distance.values.map((value) => value * value) : distance.values.slice();
  const at = (i: number, j: number) => condensedIndex(n, i, j);

  const active = new Uint8Array(n).fill(1);
  const size = new Float64Array(n).fill(1);
  const neighbor = new Int32Array(n);
  const nearest = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  const search = (i: number) => {
    nearest[i] = Number.POSITIVE_INFINITY;
    for (let j = i + 1; j < n; j++) {
      if (active[j] === 1 && d[at(i, j)] < nearest[i]) {
        nearest[i] = d[at(i, j)];
        neighbor[i] = j;
      }
    }
  };
  for (let i = 0; i < n - 1; i++) search(i);

  const merge: [number, number][] = [];
  const height: number[] = [];
  /** Row of the tree that a number stands for; 0 = still a single observation. */
  const row = new Int32Array(n);
  for (let step = 1; step < n; step++) {
    let i = -1;
    for (let c = 0; c < n - 1; c++) if (active[c] === 1 && (i < 0 || nearest[c] < nearest[i])) i = c;
    const j = neighbor[i];
    const ij = d[at(i, j)];
    merge.push(signed(i, row[i], j, row[j]));
    height.push(linkage.squared === true ? Math.sqrt(Math.max(0, ij)) : ij);
    active[j] = 0;
    row[i] = step;
    for (let k = 0; k < n; k++) {
      if (active[k] === 0 || k === i) continue;
      const value = linkage.update(d[at(k, i)], d[at(k, j)], ij, { i: size[i], j: size[j], k: size[k] });
      d[at(k, i)] = value;
      // A merge can bring a cluster nearer (centroid, median): its neighbours before it must hear of it.
      if (k < i && value < nearest[k]) {
        nearest[k] = value;
        neighbor[k] = i;
      }
    }
    size[i] += size[j];
    for (let k = 0; k < n - 1; k++)
      if (active[k] === 1 && (k === i || neighbor[k] === i || neighbor[k] === j)) search(k);
  }
  return { merge, height, order: leafOrder(merge) };
}

/** A row in R's convention: single observations negative and first, clusters by the row that made them. */
function signed(i: number, rowI: number, j: number, rowJ: number): [number, number] {
  const a = rowI === 0 ? -(i + 1) : rowI;
  const b = rowJ === 0 ? -(j + 1) : rowJ;
  if (a < 0 && b < 0) return a > b ? [a, b] : [b, a];
  return a < b ? [a, b] : [b, a];
}

/** Leaves from left to right when every row draws its first branch first. */
function leafOrder(merge: readonly (readonly [number, number])[]): number[] {
  const order: number[] = [];
  const stack = [merge.length];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node < 0) order.push(-node);
    else stack.push(merge[node - 1][1], merge[node - 1][0]);
  }
  return order;
}
