/**
 * Ward's tree from points in O(n·d) memory, without a distance matrix. Rounds of reciprocal nearest neighbours on
 * centroids (de Rham 1980; Murtagh 1983), searched in a kd-tree; Ward's criterion is reducible (Bruynooghe 1978), so that
 * whoever lost his neighbour starts from what joining the new cluster would cost. Data on which a round joins few pairs
 * use up a budget of searches; the rest is left to the nearest-neighbour chain (Benzécri 1982) on the same tree, which
 * needs at most three searches a cluster: quadratic at worst. Equal points are joined before anything else, at height 0.
 *
 * The tree is that of the matrix algorithm wherever no two heights are equal. Ties: the pair with the smallest first
 * member, then the smallest second, among those that are nearest to each other in a round.
 */
import { AimaqError } from '../../errors.js';
import { PointTree } from './pointTree.js';

/** R's signs in typed arrays: −i is observation i (from 1), +i the cluster made in row i. */
export interface Merges {
  readonly n: number;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly height: Float64Array;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** Searches per point before the chain takes over; ordinary data need three to six. */
const BUDGET = 12;
/** Chain steps between two reports. */
const REPORT = 8192;

/**
 * `data`: n rows of d numbers; `weights`: how often each row counts, 1 unless told otherwise.
 * Errors: cluster-few-observations, cluster-not-finite.
 */
export function wardPoints(data: Float64Array, n: number, weights?: Float64Array): Merges {
  const steps = wardPointsSteps(data, n, weights);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same in steps: whoever drives it sees the progress and stops when he likes. */
export function* wardPointsSteps(data: Float64Array, n: number, weights?: Float64Array): Generator<Progress, Merges> {
  if (n < 2) throw new AimaqError('cluster-few-observations', { n, needed: 2 });
  const d = data.length / n;
  const stride = d === 2 ? 2 : Math.ceil(d / 4) * 4;
  const record = new Record(n);
  const tree = new PointTree(...distinct(centered(data, n, stride), stride, weights ?? null, record));
  const total = n - 1;

  let stale = Int32Array.from({ length: tree.slots }, (_, i) => i);
  let count = tree.slots;
  let next = new Int32Array(tree.slots);
  const joined = new Int32Array(tree.slots).fill(-1);
  let built = tree.alive;
  while (tree.alive > 1) {
    if (tree.queries + count > BUDGET * n) return yield* chain(tree, record);
    for (let q = 0; q < count; q++) tree.query(stale[q]);
    const { nearest } = tree;
    const before = tree.alive;
    for (let i = 0; i < tree.slots; i++) {
      if (tree.weight[i] === 0) continue;
      const j = nearest[i];
      if (j <= i || nearest[j] !== i) continue;
      tree.join(i, j, record.add(tree.node[i], tree.node[j], tree.cost[i]));
      joined[i] = i;
      joined[j] = i;
    }
    count = 0;
    for (let i = 0; i < tree.slots; i++) {
      if (tree.weight[i] === 0) continue;
      if (joined[i] !== i) {
        const taken = joined[nearest[i]];
        if (taken < 0) continue;
        nearest[i] = taken;
        tree.cost[i] = tree.costOf(i, taken);
      }
      next[count++] = i;
    }
    joined.fill(-1, 0, tree.slots);
    const merged = before - tree.alive;
    if (tree.alive < 0.75 * built) {
      tree.rebuild();
      built = tree.alive;
      let kept = 0;
      for (let q = 0; q < count; q++) next[kept++] = tree.moved[next[q]];
      // Neighbours in the tree are searched one after the other.
      next.subarray(0, kept).sort();
    } else if (merged * 32 > tree.slots) tree.refit();
    else for (let q = 0; q < count; q++) tree.extend(next[q]);
    [stale, next] = [next, stale];
    yield { done: record.count, total };
  }
  return record.tree();
}

/** The nearest-neighbour chain over what still lives. */
function* chain(tree: PointTree, record: Record): Generator<Progress, Merges> {
  const total = record.n - 1;
  tree.rebuild();
  const links = new Int32Array(tree.alive + 1);
  let length = 0;
  let built = tree.alive;
  let since = 0;
  let start = 0;
  while (tree.alive > 1) {
    if (length === 0) {
      while (tree.weight[start] === 0) start++;
      links[length++] = start;
    }
    const last = links[length - 1];
    // The link before is at least as near as anything else would have to be nearer than.
    tree.nearest[last] = length > 1 ? links[length - 2] : -1;
    tree.cost[last] = length > 1 ? tree.costOf(last, links[length - 2]) : Number.POSITIVE_INFINITY;
    const previous = tree.nearest[last];
    const bound = tree.cost[last];
    tree.query(last);
    if (length > 1 && tree.cost[last] === bound) {
      tree.join(previous, last, record.add(tree.node[previous], tree.node[last], bound));
      tree.extend(previous);
      length -= 2;
      since++;
      if (tree.alive < 0.5 * built) {
        tree.rebuild();
        built = tree.alive;
        since = 0;
        start = 0;
        for (let q = 0; q < length; q++) links[q] = tree.moved[links[q]];
      } else if (since * 8 > built) {
        tree.refit();
        since = 0;
      }
    } else links[length++] = tree.nearest[last];
    if (record.count % REPORT === 0) yield { done: record.count, total };
  }
  return record.tree();
}

/** Merges as they are found, put in order of height at the end. */
class Record {
  readonly n: number;
  count = 0;
  private readonly a: Int32Array;
  private readonly b: Int32Array;
  private readonly height: Float64Array;

  constructor(n: number) {
    this.n = n;
    this.a = new Int32Array(n - 1);
    this.b = new Int32Array(n - 1);
    this.height = new Float64Array(n - 1);
  }

  /** `a` and `b`: observations (from 0) or n + the place of an earlier merge. Gives the number of the new cluster. */
  add(a: number, b: number, cost: number): number {
    const { n, height } = this;
    // Ward's heights never fall; where rounding says so by a last bit, the part's height stands.
    let h = Math.sqrt(2 * cost);
    if (a >= n && height[a - n] > h) h = height[a - n];
    if (b >= n && height[b - n] > h) h = height[b - n];
    this.a[this.count] = a;
    this.b[this.count] = b;
    height[this.count] = h;
    return n + this.count++;
  }

  /** Rows by height, equal heights in the order in which they were found. */
  tree(): Merges {
    const { n, height } = this;
    const rows = n - 1;
    const order = byHeight(height);
    const rank = new Int32Array(rows);
    const sorted = new Float64Array(rows);
    for (let row = 0; row < rows; row++) {
      rank[order[row]] = row;
      sorted[row] = height[order[row]];
    }
    const left = new Int32Array(rows);
    const right = new Int32Array(rows);
    const code = (node: number) => (node < n ? -node - 1 : rank[node - n] + 1);
    for (let t = 0; t < rows; t++) {
      const one = code(this.a[t]);
      const two = code(this.b[t]);
      // R's order in a row: single observations first, then the smaller number.
      const swap = one < 0 && two < 0 ? one < two : one > two;
      left[rank[t]] = swap ? two : one;
      right[rank[t]] = swap ? one : two;
    }
    return { n, left, right, height: sorted };
  }
}

/**
 * Numbers of the heights from the least on, equal ones as they come: radix sort by eleven bits at a time, for numbers that
 * are not negative order like the integers of the same bits (least significant word first, as on every machine of today).
 */
function byHeight(height: Float64Array): Int32Array {
  const rows = height.length;
  const words = new Uint32Array(height.buffer, height.byteOffset, 2 * rows);
  const start = new Int32Array(2049);
  let order = Int32Array.from({ length: rows }, (_, t) => t);
  let next = new Int32Array(rows);
  for (let word = 0; word < 2; word++)
    for (let shift = 0; shift < 32; shift += 11) {
      start.fill(0);
      for (let t = 0; t < rows; t++) start[((words[2 * t + word] >>> shift) & 2047) + 1]++;
      for (let digit = 0; digit < 2048; digit++) start[digit + 1] += start[digit];
      for (let q = 0; q < rows; q++) {
        const t = order[q];
        next[start[(words[2 * t + word] >>> shift) & 2047]++] = t;
      }
      [order, next] = [next, order];
    }
  return order;
}

/** Rows about the column means (a far origin would cost digits), filled up to `stride`. */
function centered(data: Float64Array, n: number, stride: number): Float64Array {
  const d = data.length / n;
  const mean = new Float64Array(d);
  for (let i = 0, at = 0; i < n; i++) for (let k = 0; k < d; k++) mean[k] += data[at++];
  for (let k = 0; k < d; k++) {
    mean[k] /= n;
    if (!Number.isFinite(mean[k])) throw new AimaqError('cluster-not-finite', {});
  }
  const rows = new Float64Array(n * stride);
  for (let i = 0, at = 0; i < n; i++) for (let k = 0; k < d; k++) rows[i * stride + k] = data[at++] - mean[k];
  return rows;
}

/** One slot for each different point; equal ones are joined at height 0. Looks rows up in a table by their bits. */
function distinct(
  rows: Float64Array,
  stride: number,
  weights: Float64Array | null,
  record: Record,
): [Float64Array, Float64Array, number, Int32Array, Int32Array] {
  const n = record.n;
  let size = 2;
  while (size < 2 * n) size *= 2;
  const table = new Int32Array(size).fill(-1);
  const bits = new Int32Array(rows.buffer, rows.byteOffset, rows.length * 2);
  const weight = new Float64Array(n);
  const node = new Int32Array(n);
  const first = new Int32Array(n);
  let count = 0;
  for (let i = 0; i < n; i++) {
    const at = i * stride;
    let hash = 0;
    for (let k = 0; k < stride; k++) {
      rows[at + k] += 0;
      hash = Math.imul(hash ^ bits[2 * (at + k)], 0x9e3779b1);
      hash = Math.imul(hash ^ (hash >>> 15) ^ bits[2 * (at + k) + 1], 0x85ebca77);
    }
    let place = (hash ^ (hash >>> 13)) & (size - 1);
    while (table[place] >= 0 && !same(rows, table[place] * stride, at, stride)) place = (place + 1) & (size - 1);
    const slot = table[place];
    if (slot < 0) {
      table[place] = count;
      rows.copyWithin(count * stride, at, at + stride);
      weight[count] = weights?.[i] ?? 1;
      node[count] = i;
      first[count] = i;
      count++;
    } else {
      node[slot] = record.add(node[slot], i, 0);
      weight[slot] += weights?.[i] ?? 1;
    }
  }
  return [
    rows.subarray(0, count * stride),
    weight.subarray(0, count),
    stride,
    node.subarray(0, count),
    first.subarray(0, count),
  ];
}

function same(rows: Float64Array, a: number, b: number, stride: number): boolean {
  for (let k = 0; k < stride; k++) if (rows[a + k] !== rows[b + k]) return false;
  return true;
}
