/**
 * Two constant factors as a bipartite graph: a cell is a pair of levels that occurs, with the weight of its rows. With
 * the first factor eliminated, the dummies of the second have the Schur complement
 *   S = diag(n_j) − C' diag(1/N_i) C,   C the cells,
 * which is the Laplacian of a graph on the second factor's levels: two levels are joined as strongly as levels of the
 * first hold both.
 */
import { LANES } from '../../numeric/lanes.js';
import type { Factor } from './factor.js';
import { type Graph, sampledClique } from './graph.js';
import type { RowsByLevel } from './rowsByLevel.js';

export interface Cells {
  readonly start: Int32Array;
  readonly to: Int32Array;
  /** Absent when every cell is one row of weight one. */
  readonly weight?: Float64Array;
  readonly levels: number;
  /** Totals of the eliminated and of the kept levels. */
  readonly eliminated: Float64Array;
  readonly kept: Float64Array;
}

export function cellsOf(first: Factor, second: Factor, rows: RowsByLevel, weights?: Float64Array): Cells {
  const n = first.codes.length;
  const start = new Int32Array(first.levels + 1);
  const cellOf = new Int32Array(second.levels).fill(-1);
  let count = 0;
  for (let g = 0; g < first.levels; g++) {
    start[g] = count;
    for (let r = rows.start[g]; r < rows.start[g + 1]; r++) {
      const j = second.codes[rows.order === undefined ? r : rows.order[r]];
      if (cellOf[j] < start[g]) cellOf[j] = count++;
    }
  }
  start[first.levels] = count;
  const to = new Int32Array(count);
  const weight = weights === undefined && count === n ? undefined : new Float64Array(count);
  cellOf.fill(-1);
  for (let g = 0, next = 0; g < first.levels; g++) {
    for (let r = rows.start[g]; r < rows.start[g + 1]; r++) {
      const i = rows.order === undefined ? r : rows.order[r];
      const j = second.codes[i];
      if (cellOf[j] < start[g]) {
        cellOf[j] = next;
        to[next++] = j;
      }
      if (weight !== undefined) weight[cellOf[j]] += weights === undefined ? 1 : weights[i];
    }
  }
  return {
    start,
    to,
    ...(weight === undefined ? {} : { weight }),
    levels: second.levels,
    eliminated: first.totals,
    kept: second.totals,
  };
}

/** Lanes of result ← S v. */
export function applyCells(cells: Cells, v: Float64Array, result: Float64Array): void {
  const { kept, levels } = cells;
  for (let j = 0; j < levels; j++) for (let k = LANES * j; k < LANES * (j + 1); k++) result[k] = kept[j] * v[k];
  subtractCells(cells, v, result);
}

/** Lanes of out ← out − C' diag(1/N) C v. */
function subtractCells({ start, to, weight, eliminated }: Cells, v: Float64Array, out: Float64Array): void {
  for (let g = 0; g < eliminated.length; g++) {
    const low = start[g];
    const high = start[g + 1];
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let e = low; e < high; e++) {
      const j = LANES * to[e];
      const w = weight === undefined ? 1 : weight[e];
      a += w * v[j];
      b += w * v[j + 1];
      c += w * v[j + 2];
      d += w * v[j + 3];
    }
    const scale = 1 / eliminated[g];
    a *= scale;
    b *= scale;
    c *= scale;
    d *= scale;
    for (let e = low; e < high; e++) {
      const j = LANES * to[e];
      const w = weight === undefined ? 1 : weight[e];
      out[j] -= w * a;
      out[j + 1] -= w * b;
      out[j + 2] -= w * c;
      out[j + 3] -= w * d;
    }
  }
}

/** Levels with more cells than this are joined by sampled edges instead of all pairs. */
const CLIQUE = 40;

/**
 * The graph of the Schur complement with its parallel edges merged. A level of the first factor with d cells makes d(d−1)/2 edges
 * w_a w_b / N; beyond CLIQUE it makes d − 1 sampled ones with the same expectation (Kyng & Sachdeva, 2016), and the
 * graph then only preconditions (`exact` false).
 */
export function schurGraph(cells: Cells, uniform: () => number): Graph & { readonly exact: boolean } {
  const { start, to, weight, eliminated, levels } = cells;
  const holders = transpose(cells);
  const edges = sampledEdges(cells, uniform);
  const size = levels;
  const begin = new Int32Array(size + 1);
  let capacity = Math.max(1024, to.length);
  let target = new Int32Array(capacity);
  let strength = new Float64Array(capacity);
  let count = 0;
  const at = new Int32Array(size).fill(-1);
  const add = (j: number, k: number, w: number) => {
    let e = at[k];
    if (e < begin[j]) {
      if (count === capacity) {
        capacity *= 2;
        target = grown(target, new Int32Array(capacity));
        strength = grown(strength, new Float64Array(capacity));
      }
      e = count++;
      at[k] = e;
      target[e] = k;
      strength[e] = 0;
    }
    strength[e] += w;
  };
  for (let j = 0; j < size; j++) {
    begin[j] = count;
    for (let h = holders.start[j]; h < holders.start[j + 1]; h++) {
      const g = holders.level[h];
      if (start[g + 1] - start[g] > CLIQUE) continue;
      const share = (weight === undefined ? 1 : weight[holders.cell[h]]) / eliminated[g];
      for (let c = start[g]; c < start[g + 1]; c++) {
        if (to[c] > j) add(j, to[c], share * (weight === undefined ? 1 : weight[c]));
      }
    }
    for (let e = edges.start[j]; e < edges.start[j + 1]; e++) add(j, edges.to[e], edges.weight[e]);
  }
  begin[size] = count;
  return {
    size,
    start: begin,
    to: target.subarray(0, count),
    weight: strength.subarray(0, count),
    exact: edges.to.length === 0,
  };
}

function grown<T extends Int32Array | Float64Array>(from: T, into: T): T {
  into.set(from);
  return into;
}

/** For each level of the second factor its cells, with the level of the first factor of each. */
function transpose({ start, to, levels }: Cells) {
  const begin = new Int32Array(levels + 1);
  for (const j of to) begin[j + 1]++;
  for (let j = 0; j < levels; j++) begin[j + 1] += begin[j];
  const next = begin.slice();
  const level = new Int32Array(to.length);
  const cell = new Int32Array(to.length);
  for (let g = 0; g + 1 < start.length; g++) {
    for (let c = start[g]; c < start[g + 1]; c++) {
      const position = next[to[c]]++;
      level[position] = g;
      cell[position] = c;
    }
  }
  return { start: begin, level, cell };
}

/** Edges of the levels with many cells, grouped by the smaller end. */
function sampledEdges(cells: Cells, uniform: () => number) {
  const { start, to, weight, levels } = cells;
  const ends: number[] = [];
  const strengths: number[] = [];
  for (let g = 0; g + 1 < start.length; g++) {
    const d = start[g + 1] - start[g];
    if (d <= CLIQUE) continue;
    const own = Array.from({ length: d }, (_, c) => start[g] + c);
    if (weight !== undefined) own.sort((a, b) => weight[a] - weight[b] || a - b);
    sampledClique(own, weight, uniform, (a, b, w) => {
      ends.push(Math.min(to[a], to[b]), Math.max(to[a], to[b]));
      strengths.push(w);
    });
  }
  const begin = new Int32Array(levels + 1);
  for (let e = 0; e < ends.length; e += 2) begin[ends[e] + 1]++;
  for (let j = 0; j < levels; j++) begin[j + 1] += begin[j];
  const next = begin.slice();
  const target = new Int32Array(strengths.length);
  const strength = new Float64Array(strengths.length);
  strengths.forEach((w, e) => {
    const position = next[ends[2 * e]]++;
    target[position] = ends[2 * e + 1];
    strength[position] = w;
  });
  return { start: begin, to: target, weight: strength };
}
