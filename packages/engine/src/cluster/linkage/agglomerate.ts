/**
 * Agglomeration on a matrix with a nearest-neighbour list (Anderberg 1973; Murtagh 1983): O(n²) memory, O(n²) to O(n³)
 * time. Ties: the pair whose first member has the smallest number, then the smallest second; a cluster carries the
 * number of its first member. On ties these are R's merges.
 */
import { AimaqError } from '../../errors.js';
import type { Condensed } from '../distance/distances.js';
import { leafOrder, type MergeTree, signedPair } from '../mergeTree.js';
import { LINKAGES, type Linkage, type LinkageId } from './lanceWilliams.js';
import { minimax } from './minimax.js';

export interface AgglomerateOptions {
  /** Weight of each observation, as if it stood so many times; default 1. */
  readonly weights?: readonly number[] | Float64Array;
}

/** Errors: cluster-unknown-method. */
export function linkageOf(method: string): Linkage {
  if (!Object.hasOwn(LINKAGES, method))
    throw new AimaqError('cluster-unknown-method', { name: method, known: Object.keys(LINKAGES).join(', ') });
  return LINKAGES[method as LinkageId];
}

/** Errors: cluster-unknown-method, cluster-few-observations, cluster-not-finite. */
export function agglomerate(distance: Condensed, method: string, { weights }: AgglomerateOptions = {}): MergeTree {
  const { n } = distance;
  const linkage = linkageOf(method);
  if (n < 2) throw new AimaqError('cluster-few-observations', { n, needed: 2 });
  const d = startHeights(distance, linkage, weights);
  const ball = linkage.update === undefined ? minimax(distance) : null;
  const update = linkage.update ?? ((_) => 0);
  /** d(i, j) with i < j stands at start[i] + j. */
  const start = Float64Array.from({ length: n }, (_, i) => i * n - (i * (i + 1)) / 2 - i - 1);
  const size = weights === undefined ? new Float64Array(n).fill(1) : Float64Array.from(weights);

  const active = Int32Array.from({ length: n }, (_, i) => i);
  let alive = n;
  const neighbor = new Int32Array(n).fill(-1);
  const nearest = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  /** First nearest among the active ones behind place `at` of the active list. */
  const search = (at: number) => {
    const i = active[at];
    const row = start[i];
    let least = Number.POSITIVE_INFINITY;
    let found = -1;
    for (let q = at + 1; q < alive; q++) {
      const value = d[row + active[q]];
      if (value < least) {
        least = value;
        found = active[q];
      }
    }
    nearest[i] = least;
    neighbor[i] = found;
  };
  for (let at = 0; at < n; at++) search(at);

  const merge: [number, number][] = [];
  const height: number[] = [];
  /** What a number stands for in R's signs: −i a single observation, +i a row of the tree. */
  const code = Int32Array.from({ length: n }, (_, i) => -(i + 1));
  for (let step = 1; step < n; step++) {
    let i = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let q = 0; q < alive; q++) {
      if (nearest[active[q]] < least) {
        i = active[q];
        least = nearest[i];
      }
    }
    const j = neighbor[i];
    merge.push(signedPair(code[i], code[j]));
    height.push(linkage.squared === true ? Math.sqrt(Math.max(0, least)) : least + 0);
    code[i] = step;
    let kept = 0;
    for (let q = 0; q < alive; q++) if (active[q] !== j) active[kept++] = active[q];
    alive = kept;
    ball?.merge(i, j);
    const ni = size[i];
    const nj = size[j];
    for (let q = 0; q < alive; q++) {
      const k = active[q];
      if (k === i) continue;
      const ki = k < i ? start[k] + i : start[i] + k;
      const value =
        ball === null
          ? update(d[ki], k < j ? d[start[k] + j] : d[start[j] + k], least, ni, nj, size[k])
          : ball.distance(k, i);
      d[ki] = value;
      // A merge can bring a cluster nearer (centroid, median): its neighbours before it must hear of it.
      if (k < i && value < nearest[k]) {
        nearest[k] = value;
        neighbor[k] = i;
      }
    }
    size[i] = ni + nj;
    for (let q = 0; q < alive; q++) {
      const k = active[q];
      if (k === i || neighbor[k] === i || neighbor[k] === j) search(q);
    }
  }
  return { merge, height, order: leafOrder(merge) };
}

/**
 * The matrix that the recurrence runs on: a copy, squared and weighted where the linkage asks for it.
 * Errors: cluster-not-finite, also where a square has no double.
 */
export function startHeights(
  { n, values }: Condensed,
  linkage: Linkage,
  weights: AgglomerateOptions['weights'],
): Float64Array {
  const d = linkage.squared === true ? values.map((value) => value * value) : values.slice();
  // The recurrence adds up to n of them.
  for (const value of d) if (!Number.isFinite(value * n)) throw new AimaqError('cluster-not-finite');
  if (weights === undefined || linkage.inertia !== true) return d;
  let at = 0;
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++) d[at++] *= (2 * weights[i] * weights[j]) / (weights[i] + weights[j]);
  return d;
}
