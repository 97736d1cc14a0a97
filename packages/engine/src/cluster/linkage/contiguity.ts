/**
 * Ward's tree of clusters that must touch: at each step the pair of neighbouring clusters whose union costs least
 * (Gordon 1996; Murtagh 1985). Heights are on the scale of `ward`, √(2·ΔSS), and can turn back, for a cheap union may
 * only become possible after a dear one. Ties: the smallest first member, then the smallest second. O(n³) at worst.
 */
import { AimaqError } from '../../errors.js';
import { type Condensed, condensedIndex } from '../distance/distances.js';
import { leafOrder, type MergeTree, signedPair } from '../mergeTree.js';
import { type AgglomerateOptions, linkageOf, startHeights } from './agglomerate.js';

/** Pairs of observations (from 0) that touch. */
export type Contiguity = readonly (readonly [number, number])[];

/**
 * Errors: cluster-few-observations; cluster-disconnected, with the parts that hang together, when the graph falls apart;
 * cluster-constraint-method for linkages without a recurrence; cluster-not-finite.
 */
export function contiguousTree(
  distance: Condensed,
  contiguity: Contiguity,
  {
    method = 'ward',
    labels,
    weights,
  }: AgglomerateOptions & { readonly method?: string; readonly labels: readonly string[] },
): MergeTree {
  const { n } = distance;
  const linkage = linkageOf(method);
  if (linkage.update === undefined) throw new AimaqError('cluster-constraint-method', { method });
  if (n < 2) throw new AimaqError('cluster-few-observations', { n, needed: 2 });
  refuseParts(n, contiguity, labels);
  const d = startHeights(distance, linkage, weights);
  const at = (i: number, j: number) => condensedIndex(n, i, j);
  const size = weights === undefined ? new Float64Array(n).fill(1) : Float64Array.from(weights);
  const touches = Array.from({ length: n }, () => new Set<number>());
  for (const [i, j] of contiguity) {
    if (i === j) continue;
    touches[i].add(j);
    touches[j].add(i);
  }
  const alive = new Set(touches.keys());
  const code = Int32Array.from({ length: n }, (_, i) => -(i + 1));
  const merge: [number, number][] = [];
  const height: number[] = [];
  for (let step = 1; step < n; step++) {
    let [i, j, least] = [-1, -1, Number.POSITIVE_INFINITY];
    for (const a of alive)
      for (const b of touches[a])
        if (b > a && (d[at(a, b)] < least || (d[at(a, b)] === least && a === i && b < j)))
          [i, j, least] = [a, b, d[at(a, b)]];
    merge.push(signedPair(code[i], code[j]));
    height.push(linkage.squared === true ? Math.sqrt(Math.max(0, least)) : least);
    code[i] = step;
    alive.delete(j);
    for (const k of alive)
      if (k !== i) d[at(k, i)] = linkage.update(d[at(k, i)], d[at(k, j)], least, size[i], size[j], size[k]);
    size[i] += size[j];
    for (const k of touches[j]) {
      touches[k].delete(j);
      if (k === i) continue;
      touches[i].add(k);
      touches[k].add(i);
    }
  }
  return { merge, height, order: leafOrder(merge) };
}

function refuseParts(n: number, contiguity: Contiguity, labels: readonly string[]): void {
  const parent = Int32Array.from({ length: n }, (_, i) => i);
  const root = (i: number): number => {
    let top = i;
    while (parent[top] !== top) top = parent[top];
    return top;
  };
  for (const [i, j] of contiguity) parent[Math.max(root(i), root(j))] = Math.min(root(i), root(j));
  const parts = new Map<number, string[]>();
  for (let i = 0; i < n; i++) parts.set(root(i), [...(parts.get(root(i)) ?? []), labels[i]]);
  if (parts.size === 1) return;
  const shown = [...parts.values()].map((part) => part.slice(0, 6).join(', ') + (part.length > 6 ? ' …' : ''));
  throw new AimaqError('cluster-disconnected', { count: parts.size, parts: shown.slice(0, 6).join(' | ') });
}
