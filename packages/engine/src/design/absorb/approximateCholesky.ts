/**
 * Approximate Cholesky factorisation of a graph Laplacian, as a preconditioner. Eliminating a vertex of degree d and
 * total weight W joins its neighbours by a clique of weights w_a w_b / W; where the clique is large it is replaced by
 * d − 1 sampled edges with the same expectation, each neighbour in increasing order of weight choosing one of those
 * after it (Kyng & Sachdeva, 2016; Gao, Kyng & Spielman, 2023, in practice). Vertices go by least degree. Sampling decides how many iterations a
 * solve takes, never what it converges to, and is seeded.
 */
import { LANES } from '../../numeric/lanes.js';
import { type Graph, sampledClique } from './graph.js';

export interface Factorization {
  /** Lanes of result ← (L D L')⁺ v. */
  solve(v: Float64Array, result: Float64Array): void;
  readonly entries: number;
}

/** Neighbours up to which the whole clique is kept. */
const EXACT_DEGREE = 6;

export function approximateCholesky(graph: Graph, uniform: () => number): Factorization {
  const { size } = graph;
  const lists = edgeLists(graph);
  const queue = degreeQueue(lists.degree);
  const order = new Int32Array(size);
  const pivots = new Float64Array(size);
  const columnStart = new Int32Array(size + 1);
  const rowsOf = growing(Int32Array, graph.to.length * 2);
  const valuesOf = growing(Float64Array, graph.to.length * 2);
  const gone = new Uint8Array(size);
  const joint = new Float64Array(size);
  for (let step = 0; step < size; step++) {
    const v = queue.take();
    order[step] = v;
    gone[v] = 1;
    columnStart[step] = rowsOf.length;
    const neighbours: number[] = [];
    for (let e = lists.head[v]; e >= 0; e = lists.next.data[e]) {
      const u = lists.to.data[e];
      if (gone[u] === 1) continue;
      if (joint[u] === 0) neighbours.push(u);
      joint[u] += lists.weight.data[e];
      lists.degree[u]--;
    }
    const d = neighbours.length;
    let total = 0;
    for (const u of neighbours) total += joint[u];
    pivots[step] = total;
    for (const u of neighbours) {
      rowsOf.push(u);
      valuesOf.push(joint[u] / total);
    }
    if (d > EXACT_DEGREE) {
      neighbours.sort((a, b) => joint[a] - joint[b] || a - b);
      sampledClique(neighbours, joint, uniform, lists.join);
    } else {
      for (let k = 0; k < d; k++) {
        const share = joint[neighbours[k]] / total;
        for (let l = k + 1; l < d; l++) lists.join(neighbours[k], neighbours[l], share * joint[neighbours[l]]);
      }
    }
    for (const u of neighbours) {
      joint[u] = 0;
      queue.move(u, lists.degree[u]);
    }
  }
  columnStart[size] = rowsOf.length;
  return factorization(order, pivots, columnStart, rowsOf.data, valuesOf.data);
}

function factorization(
  order: Int32Array,
  pivots: Float64Array,
  start: Int32Array,
  rows: Int32Array,
  values: Float64Array,
): Factorization {
  const size = order.length;
  return {
    entries: start[size],
    solve(v, x) {
      x.set(v);
      for (let step = 0; step < size; step++) {
        const own = LANES * order[step];
        const a = x[own];
        const b = x[own + 1];
        const c = x[own + 2];
        const d = x[own + 3];
        for (let e = start[step]; e < start[step + 1]; e++) {
          const j = LANES * rows[e];
          const w = values[e];
          x[j] += w * a;
          x[j + 1] += w * b;
          x[j + 2] += w * c;
          x[j + 3] += w * d;
        }
        const scale = pivots[step] > 0 ? 1 / pivots[step] : 0;
        x[own] = a * scale;
        x[own + 1] = b * scale;
        x[own + 2] = c * scale;
        x[own + 3] = d * scale;
      }
      for (let step = size - 1; step >= 0; step--) {
        const own = LANES * order[step];
        let a = x[own];
        let b = x[own + 1];
        let c = x[own + 2];
        let d = x[own + 3];
        for (let e = start[step]; e < start[step + 1]; e++) {
          const j = LANES * rows[e];
          const w = values[e];
          a += w * x[j];
          b += w * x[j + 1];
          c += w * x[j + 2];
          d += w * x[j + 3];
        }
        x[own] = a;
        x[own + 1] = b;
        x[own + 2] = c;
        x[own + 3] = d;
      }
    },
  };
}

/** Singly linked lists of edges, each edge in the list of both ends; parallel edges are merged when a vertex goes. */
function edgeLists(graph: Graph) {
  const { size } = graph;
  const head = new Int32Array(size).fill(-1);
  const degree = new Int32Array(size);
  const capacity = 4 * graph.to.length + 16;
  const to = growing(Int32Array, capacity);
  const next = growing(Int32Array, capacity);
  const weight = growing(Float64Array, capacity);
  const half = (from: number, target: number, w: number) => {
    next.push(head[from]);
    head[from] = to.length;
    to.push(target);
    weight.push(w);
    degree[from]++;
  };
  const join = (a: number, b: number, w: number) => {
    half(a, b, w);
    half(b, a, w);
  };
  for (let j = 0; j < size; j++)
    for (let e = graph.start[j]; e < graph.start[j + 1]; e++) join(j, graph.to[e], graph.weight[e]);
  return { head, degree, to, next, weight, join };
}

/** Vertices by degree, least first; each degree holds a doubly linked list. */
function degreeQueue(degrees: Int32Array) {
  const size = degrees.length;
  // Degrees above the number of vertices (parallel edges) share the last list.
  const head = new Int32Array(size + 1).fill(-1);
  const before = new Int32Array(size);
  const after = new Int32Array(size);
  const key = new Int32Array(size);
  let least = 0;
  const insert = (v: number, degree: number) => {
    const d = Math.min(degree, size);
    key[v] = d;
    before[v] = -1;
    after[v] = head[d];
    if (head[d] >= 0) before[head[d]] = v;
    head[d] = v;
    least = Math.min(least, d);
  };
  const remove = (v: number) => {
    if (before[v] >= 0) after[before[v]] = after[v];
    else head[key[v]] = after[v];
    if (after[v] >= 0) before[after[v]] = before[v];
  };
  for (let v = size - 1; v >= 0; v--) insert(v, degrees[v]);
  return {
    take(): number {
      while (head[least] < 0) least++;
      const v = head[least];
      remove(v);
      return v;
    },
    move(v: number, degree: number): void {
      if (key[v] === Math.min(degree, size)) return;
      remove(v);
      insert(v, degree);
    },
  };
}

interface Growing<T> {
  data: T;
  length: number;
  push(value: number): void;
}

function growing<T extends Int32Array | Float64Array>(Kind: new (length: number) => T, capacity: number): Growing<T> {
  return {
    data: new Kind(Math.max(capacity, 16)),
    length: 0,
    push(value) {
      if (this.length === this.data.length) {
        const larger = new Kind(2 * this.data.length);
        larger.set(this.data);
        this.data = larger;
      }
      this.data[this.length++] = value;
    },
  };
}
