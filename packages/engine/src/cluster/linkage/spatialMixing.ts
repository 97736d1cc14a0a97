/**
 * Ward with a soft constraint (Chavent, Kuentz-Simonet, Labenne & Saracco 2018, "ClustGeo"): the tree of the mixture
 * (1 − α)·D₀² + α·D₁² of attribute and spatial distances, each scaled by its largest. The diagnostic curve shows, for each
 * α, the share of inertia that the groups explain of either: how much homogeneity is paid for how much compactness.
 */
import { AimaqError } from '../../errors.js';
import { cutTree } from '../cut.js';
import type { Condensed } from '../distance/distances.js';
import type { MergeTree } from '../mergeTree.js';
import { type AgglomerateOptions, agglomerate } from './agglomerate.js';

export interface MixingPoint {
  readonly alpha: number;
  /** Explained share of the inertia of the attributes and of space; then each over what its own extreme α reaches. */
  readonly attributes: number;
  readonly space: number;
  readonly attributesNormalized: number;
  readonly spaceNormalized: number;
}

/** Errors: cluster-alpha when α is not within 0 … 1. */
export function mixedTree(
  attributes: Condensed,
  space: Condensed,
  { alpha, ...options }: AgglomerateOptions & { readonly alpha: number },
): MergeTree {
  if (!(alpha >= 0 && alpha <= 1)) throw new AimaqError('cluster-alpha', { alpha });
  return agglomerate(mixture(attributes, space, alpha), 'ward', options);
}

/** The curve for k groups at α = 0, 0.1, … 1. */
export function mixingCurve(attributes: Condensed, space: Condensed, k: number): MixingPoint[] {
  const alphas = Array.from({ length: 11 }, (_, i) => i / 10);
  const rows = alphas.map((alpha) => {
    const partition = cutTree(mixedTree(attributes, space, { alpha }), k);
    return { alpha, attributes: explained(attributes, partition), space: explained(space, partition) };
  });
  return rows.map((row) => ({
    ...row,
    attributesNormalized: rows[0].attributes > 0 ? row.attributes / rows[0].attributes : 0,
    spaceNormalized: rows[10].space > 0 ? row.space / rows[10].space : 0,
  }));
}

/** The α at which the two normalised curves are nearest to each other: where the gain of one balances the loss of the other. */
export function balancedAlpha(curve: readonly MixingPoint[]): number {
  const gap = (point: MixingPoint) => Math.abs(point.attributesNormalized - point.spaceNormalized);
  return curve.reduce((best, point) => (gap(point) < gap(best) ? point : best)).alpha;
}

function mixture(attributes: Condensed, space: Condensed, alpha: number): Condensed {
  const [one, two] = [largest(attributes), largest(space)];
  return {
    n: attributes.n,
    values: attributes.values.map((d, at) =>
      Math.sqrt((1 - alpha) * (d / one) ** 2 + alpha * (space.values[at] / two) ** 2),
    ),
  };
}

function largest({ values }: Condensed): number {
  return values.reduce((most, value) => Math.max(most, value), 0) || 1;
}

/** 1 − within/total pseudo-inertia, Σ d²/(2n) over the pairs of each group. */
function explained({ n, values }: Condensed, partition: readonly number[]): number {
  const size = new Map<number, number>();
  for (const cluster of partition) size.set(cluster, (size.get(cluster) ?? 0) + 1);
  let [within, total] = [0, 0];
  for (let i = 0, at = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++, at++) {
      total += values[at] ** 2 / n;
      if (partition[i] === partition[j]) within += values[at] ** 2 / (size.get(partition[i]) ?? 1);
    }
  }
  return total > 0 ? 1 - within / total : 0;
}
