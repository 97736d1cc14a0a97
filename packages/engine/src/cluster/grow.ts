/**
 * Which algorithm makes the tree: the matrix one, whose merges on ties are R's, for up to a thousand observations and for
 * everything that is not Ward on Euclidean points; beyond that Ward from points. Constraints of space come in here.
 */
import { AimaqError } from '../errors.js';
import type { Condensed, Points } from './distance/distances.js';
import { agglomerate } from './linkage/agglomerate.js';
import { type Contiguity, contiguousTree } from './linkage/contiguity.js';
import { mixedTree } from './linkage/spatialMixing.js';
import { wardPoints } from './linkage/wardPoints.js';
import { leafOrder, type MergeTree } from './mergeTree.js';

export interface GrowOptions {
  readonly method: string;
  readonly weights?: Float64Array | undefined;
  readonly labels: readonly string[];
  readonly contiguity?: Contiguity | undefined;
  readonly space?: { readonly distance: Condensed; readonly alpha: number } | undefined;
}

/** Up to here ties are broken as R breaks them. */
const EXACT_TIES = 1000;
/** 1.6 GB of distances. */
const MOST_FOR_A_MATRIX = 20_000;

/** Whether Ward can go without distances for these data. */
export function fromPoints(
  n: number,
  distance: string,
  { method, contiguity, space }: Omit<GrowOptions, 'labels'>,
): boolean {
  return (
    n > EXACT_TIES && method === 'ward' && distance === 'euclidean' && contiguity === undefined && space === undefined
  );
}

/** Errors: cluster-too-many, and those of the algorithms. */
export function grow(distance: Condensed, options: GrowOptions): MergeTree {
  const { method, weights, labels, contiguity, space } = options;
  const weighted = weights === undefined ? {} : { weights };
  if (contiguity !== undefined) return contiguousTree(distance, contiguity, { method, labels, ...weighted });
  if (space !== undefined) return mixedTree(distance, space.distance, { alpha: space.alpha, ...weighted });
  return agglomerate(distance, method, weighted);
}

export function growFromPoints(points: Points, weights?: Float64Array): MergeTree {
  const n = points.length;
  const d = points[0].length;
  const data = new Float64Array(n * d);
  points.forEach((point, i) => {
    data.set(point, i * d);
  });
  const { left, right, height } = wardPoints(data, n, weights);
  const merge = Array.from(left, (a, step): [number, number] => [a, right[step]]);
  return { merge, height: Array.from(height), order: leafOrder(merge) };
}

export function refuseTooMany(n: number, method: string): void {
  if (n > MOST_FOR_A_MATRIX)
    throw new AimaqError('cluster-too-many', {
      n,
      most: MOST_FOR_A_MATRIX,
      gigabytes: Math.ceil((n * n) / 2.5e8),
      method,
    });
}
