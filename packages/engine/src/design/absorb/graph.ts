/** Weighted graphs, their Laplacians, and the sampled stand-in for a clique (Kyng & Sachdeva, 2016). */

import { LANES } from '../../numeric/lanes.js';

/** Undirected; each edge stands once, with its smaller end. */
export interface Graph {
  readonly size: number;
  readonly start: Int32Array;
  readonly to: Int32Array;
  readonly weight: Float64Array;
}

/** Lanes of result ← Laplacian · v. */
export function applyLaplacian({ size, start, to, weight }: Graph, v: Float64Array, result: Float64Array): void {
  result.fill(0);
  for (let j = 0; j < size; j++) {
    const own = LANES * j;
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let e = start[j]; e < start[j + 1]; e++) {
      const other = LANES * to[e];
      const w = weight[e];
      const flowA = w * (v[own] - v[other]);
      const flowB = w * (v[own + 1] - v[other + 1]);
      const flowC = w * (v[own + 2] - v[other + 2]);
      const flowD = w * (v[own + 3] - v[other + 3]);
      a += flowA;
      b += flowB;
      c += flowC;
      d += flowD;
      result[other] -= flowA;
      result[other + 1] -= flowB;
      result[other + 2] -= flowC;
      result[other + 3] -= flowD;
    }
    result[own] += a;
    result[own + 1] += b;
    result[own + 2] += c;
    result[own + 3] += d;
  }
}

/**
 * Eliminating a vertex of total weight W leaves the clique of its neighbours with weights w_a w_b / W. Here each
 * neighbour but the last, in increasing order of weight, draws one of those after it with probability proportional to
 * weight, and is joined to it by w_a (Σ of the weights after it) / W: d − 1 edges with the clique as expectation.
 */
export function sampledClique(
  /** In increasing order of weight. */
  members: readonly number[],
  /** By member; one each when absent. */
  weight: Float64Array | undefined,
  uniform: () => number,
  join: (a: number, b: number, w: number) => void,
): void {
  const d = members.length;
  const cumulative = new Float64Array(d + 1);
  for (let k = 0; k < d; k++) cumulative[k + 1] = cumulative[k] + (weight === undefined ? 1 : weight[members[k]]);
  const total = cumulative[d];
  for (let k = 0; k + 1 < d; k++) {
    const rest = total - cumulative[k + 1];
    const drawn = cumulative[k + 1] + uniform() * rest;
    let low = k + 1;
    let high = d - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (cumulative[middle] <= drawn) low = middle;
      else high = middle - 1;
    }
    join(members[k], members[low], ((cumulative[k + 1] - cumulative[k]) * rest) / total);
  }
}
