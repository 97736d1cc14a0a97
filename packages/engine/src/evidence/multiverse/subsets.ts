/**
 * All subsets of the controls by the sweep operator (Goodnight, 1979): after sweeping S out of the cross products H,
 *   H_SS = −(X_S'X_S)⁻¹,   H_Sy = β̂_S,   H_yy = residual sum of squares.
 * The subsets are the leaves of a tree in which each level lets one control in or leaves it out, so that every subset
 * costs two sweeps and none is ever undone: rounding does not build up.
 */
import type { Block, Moments } from './sample.js';

/** Pivots and sums of squares below this share of the column's own length leave too few digits: the specification is fitted by QR. */
const CLEAR = 1e-7;

export interface Leaf {
  /** Bit c is set when control c is in. */
  readonly mask: number;
  readonly H: Float64Array;
  /** Positions of the columns that are in; the first `k` entries. */
  readonly included: Int32Array;
  readonly k: number;
  /** False: columns are nearly dependent, or of the response almost nothing is left. */
  readonly clear: boolean;
}

/** Calls `visit` on every subset; what it is given is overwritten afterwards. */
export function visitSubsets(
  moments: Moments,
  forced: readonly number[],
  blocks: readonly Block[],
  visit: (leaf: Leaf) => void,
): void {
  const V = moments.p + 1;
  const work = Array.from({ length: blocks.length + 1 }, () => new Float64Array(V * V));
  const included = new Int32Array(moments.p);
  work[0].set(moments.total);
  let k = 0;
  let clear = true;
  for (const j of forced) {
    clear = sweepIn(work[0], V, j, moments) && clear;
    included[k++] = j;
  }
  const descend = (level: number, from: Float64Array, mask: number, size: number, sound: boolean): void => {
    if (level === blocks.length) {
      visit({ mask, H: from, included, k: size, clear: sound && from[V * V - 1] > CLEAR });
      return;
    }
    descend(level + 1, from, mask, size, sound);
    const H = work[level + 1];
    H.set(from);
    let next = size;
    let stillSound = sound;
    for (let j = blocks[level].from; j < blocks[level].to; j++) {
      stillSound = sweepIn(H, V, j, moments) && stillSound;
      included[next++] = j;
    }
    descend(level + 1, H, mask | (1 << level), next, stillSound);
  };
  descend(0, work[0], 0, k, clear);
}

/** False, and H not to be used, when the column depends on those swept before. */
function sweepIn(H: Float64Array, V: number, j: number, moments: Moments): boolean {
  const pivot = H[j * V + j];
  if (moments.absorbed[j] || !(pivot > CLEAR)) return false;
  sweep(H, V, j, pivot);
  return true;
}

function sweep(H: Float64Array, V: number, k: number, pivot: number): void {
  const base = k * V;
  for (let i = 0; i < V; i++) {
    if (i === k) continue;
    const factor = H[i * V + k] / pivot;
    if (factor === 0) continue;
    const at = i * V;
    for (let j = 0; j < V; j++) if (j !== k) H[at + j] -= factor * H[base + j];
  }
  for (let i = 0; i < V; i++) {
    if (i === k) continue;
    const value = H[base + i] / pivot;
    H[base + i] = value;
    H[i * V + k] = value;
  }
  H[base + k] = -1 / pivot;
}
