/**
 * Connected components of the graph whose vertices are the levels of two factors and whose edges are the rows: the
 * dummies of both have rank (levels of both) − (components), exactly (Abowd, Creecy & Kramarz, 2002). With further,
 * small factors the same graph carries the exact rank of all: along a spanning forest every effect of the first two is
 * a root's plus an integer combination c of the small factors' effects, each row beyond the forest is a linear
 * condition on c, and the null space of all dummies has dimension components + (size of c) − (rank of the conditions).
 */

export interface Components {
  readonly count: number;
  /** Component of each level of the second factor. */
  readonly ofSecond: Int32Array;
}

export interface Grouping {
  readonly codes: Int32Array;
  readonly levels: number;
}

export function components(first: Grouping, second: Grouping): Components {
  const parent = Int32Array.from({ length: first.levels + second.levels }, (_, v) => v);
  const find = (v: number): number => {
    while (parent[v] !== v) {
      parent[v] = parent[parent[v]];
      v = parent[v];
    }
    return v;
  };
  let count = parent.length;
  for (let i = 0; i < first.codes.length; i++) {
    const a = find(first.codes[i]);
    const b = find(first.levels + second.codes[i]);
    if (a === b) continue;
    parent[b] = a;
    count--;
    if (count === 1) break;
  }
  const number = new Map<number, number>();
  const ofSecond = Int32Array.from({ length: second.levels }, (_, g) => {
    const root = find(first.levels + g);
    if (!number.has(root)) number.set(root, number.size);
    return number.get(root) as number;
  });
  return { count, ofSecond };
}

/** Numbers of integer labels that may be kept. */
const LABELS = 20_000_000;

/** Rank of the dummies of all factors, or null when the labels would be too many. */
export function rankOfDummies(first: Grouping, second: Grouping, small: readonly Grouping[]): number | null {
  const vertices = first.levels + second.levels;
  const m = small.reduce((sum, factor) => sum + factor.levels, 0);
  const offsets = small.map((_, f) => small.slice(0, f).reduce((sum, factor) => sum + factor.levels, 0));
  if (vertices * m > LABELS) return null;
  const parent = Int32Array.from({ length: vertices }, (_, v) => v);
  // value(v) = value(parent v) + label(v)·c, where the second factor's effects are counted with the opposite sign.
  const label = new Int32Array(vertices * m);
  const path: number[] = [];
  let labelled = m > small.length;
  const find = (v: number): number => {
    if (!labelled) {
      while (parent[v] !== v) {
        parent[v] = parent[parent[v]];
        v = parent[v];
      }
      return v;
    }
    path.length = 0;
    while (parent[v] !== v) {
      path.push(v);
      v = parent[v];
    }
    // From the root downwards: the parent's label is already that of its whole way up (a root's own label is zero).
    for (let p = path.length - 2; p >= 0; p--) {
      const u = path[p];
      for (let t = 0; t < m; t++) label[u * m + t] += label[parent[u] * m + t];
      parent[u] = v;
    }
    return v;
  };
  const conditions: Float64Array[] = [];
  const pivots: number[] = [];
  // The constant of every small factor can move into the first: that much of c is always free.
  const full = m - small.length;
  let count = vertices;
  const row = new Float64Array(m);
  // Once all levels are connected and all conditions found, further rows say nothing.
  for (let i = 0; i < first.codes.length && (count > 1 || labelled); i++) {
    const a = first.codes[i];
    const b = first.levels + second.codes[i];
    const rootA = find(a);
    const rootB = find(b);
    if (labelled) {
      // value(b) = value(a) + e·c for this row, e marking its levels of the small factors.
      for (let t = 0; t < m; t++) row[t] = label[a * m + t] - label[b * m + t];
      for (let f = 0; f < small.length; f++) row[offsets[f] + small[f].codes[i]]++;
    }
    if (rootA !== rootB) {
      parent[rootB] = rootA;
      if (labelled) label.set(row, rootB * m);
      count--;
    } else if (labelled) {
      reduce(row, conditions, pivots);
      labelled = conditions.length < full;
    }
  }
  return vertices + m - (count + m - conditions.length);
}

/** Gaussian elimination of one more condition; entries are small integers, so that a real pivot is far from zero. */
function reduce(row: Float64Array, conditions: Float64Array[], pivots: number[]): void {
  let size = 0;
  for (const value of row) size = Math.max(size, Math.abs(value));
  if (size === 0) return;
  conditions.forEach((condition, p) => {
    const factor = row[pivots[p]];
    if (factor !== 0) for (let t = 0; t < row.length; t++) row[t] -= factor * condition[t];
  });
  let pivot = 0;
  for (let t = 1; t < row.length; t++) if (Math.abs(row[t]) > Math.abs(row[pivot])) pivot = t;
  if (Math.abs(row[pivot]) <= 1e-9 * size) return;
  const scale = 1 / row[pivot];
  const next = row.map((value) => value * scale);
  // Kept fully reduced, so that one pass over the conditions is enough.
  for (const condition of conditions) {
    const factor = condition[pivot];
    if (factor !== 0) for (let t = 0; t < row.length; t++) condition[t] -= factor * next[t];
  }
  conditions.push(next);
  pivots.push(pivot);
}
