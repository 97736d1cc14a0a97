/**
 * Clusters as weighted centroids in a bucketed kd-tree (Bentley 1975; Friedman, Bentley & Finkel 1977), and the search for
 * the cluster that costs least to join in Ward's (1963) sense: w(a, b) = nₐn_b/(nₐ+n_b)·‖cₐ − c_b‖². The centroids lie in
 * the order of the leaves, so that a search walks through memory; a node knows its box and its smallest weight, which
 * bound w from below. Joining changes a slot in place and kills another; `rebuild` throws the dead ones out.
 */
import { splitAtMedians } from './medianSplit.js';

const LEAF = 8;
/** Boxes and centroids round differently; without this slack an exact tie could be cut away. */
const SLACK = 1 + 1e-12;

export class PointTree {
  /** Coordinates a cluster takes: two in the plane, otherwise d filled up with zeros to a multiple of four. */
  readonly stride: number;
  /** Slots in use, living and dead. */
  slots: number;
  alive: number;
  /** Slot of each slot of before, after the last rebuild; −1 = dead. */
  readonly moved: Int32Array;
  centers: Float64Array;
  /** Weight of a cluster, 0 = dead; its reciprocal; its node in the tree of merges; the least of its members. */
  weight: Float64Array;
  reciprocal: Float64Array;
  node: Int32Array;
  first: Int32Array;
  /** Nearest cluster so far and what joining it costs; −1 and Infinity = not known. */
  nearest: Int32Array;
  cost: Float64Array;
  queries = 0;

  private depth = 0;
  private from = new Int32Array(0);
  private to = new Int32Array(0);
  private low = new Float64Array(0);
  private high = new Float64Array(0);
  /** Largest reciprocal weight under a node; −1 = nothing lives there. */
  private lightest = new Float64Array(0);
  private readonly leafOf: Int32Array;
  private readonly order: Int32Array;
  private spare: { centers: Float64Array; weight: Float64Array; node: Int32Array; first: Int32Array };
  private readonly stack = new Int32Array(256);
  private readonly gaps = new Float64Array(256);

  constructor(centers: Float64Array, weight: Float64Array, stride: number, node: Int32Array, first: Int32Array) {
    const n = weight.length;
    this.stride = stride;
    this.slots = n;
    this.alive = n;
    this.centers = centers;
    this.weight = weight;
    this.reciprocal = weight.map((value) => 1 / value);
    this.node = node;
    this.first = first;
    this.nearest = new Int32Array(n).fill(-1);
    this.cost = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
    this.moved = new Int32Array(n);
    this.leafOf = new Int32Array(n);
    this.order = new Int32Array(n);
    this.spare = {
      centers: new Float64Array(centers.length),
      weight: new Float64Array(n),
      node: new Int32Array(n),
      first: new Int32Array(n),
    };
    this.rebuild();
  }

  /** What it costs to join slots i and j, to the last bit what `query` finds: the chain would circle between two that differ. */
  costOf(i: number, j: number): number {
    const { centers, weight, stride } = this;
    const [a, b] = [i * stride, j * stride];
    const square = (k: number): number => {
      const z = centers[a + k] - centers[b + k];
      return z * z;
    };
    let sum = 0;
    if (stride === 2) sum = square(0) + square(1);
    else for (let k = 0; k < stride; k += 4) sum += square(k) + square(k + 1) + (square(k + 2) + square(k + 3));
    return ((weight[i] * weight[j]) / (weight[i] + weight[j])) * sum;
  }

  /** Joins j to i: i carries the common centroid under the number `node`, j is dead. */
  join(i: number, j: number, node: number): void {
    const { centers, weight, first, stride } = this;
    const share = weight[j] / (weight[i] + weight[j]);
    for (let k = 0, a = i * stride, b = j * stride; k < stride; k++)
      centers[a + k] += share * (centers[b + k] - centers[a + k]);
    weight[i] += weight[j];
    this.reciprocal[i] = 1 / weight[i];
    weight[j] = 0;
    this.node[i] = node;
    if (first[j] < first[i]) first[i] = first[j];
    this.nearest[i] = -1;
    this.cost[i] = Number.POSITIVE_INFINITY;
    this.alive--;
  }

  /** Stretches the boxes above slot i to its centroid. */
  extend(i: number): void {
    const { centers, low, high, stride } = this;
    for (let node = this.leafOf[i]; ; node = (node - 1) >> 1) {
      let changed = false;
      for (let k = 0, at = node * stride, a = i * stride; k < stride; k++) {
        const value = centers[a + k];
        if (value < low[at + k]) {
          low[at + k] = value;
          changed = true;
        }
        if (value > high[at + k]) {
          high[at + k] = value;
          changed = true;
        }
      }
      if (node === 0 || !changed) return;
    }
  }

  /** Boxes and smallest weights anew, from the leaves up. */
  refit(): void {
    const { centers, weight, reciprocal, low, high, lightest, from, to, stride } = this;
    const leaves = 1 << this.depth;
    for (let node = leaves - 1; node < 2 * leaves - 1; node++) {
      const at = node * stride;
      low.fill(Number.POSITIVE_INFINITY, at, at + stride);
      high.fill(Number.NEGATIVE_INFINITY, at, at + stride);
      let most = -1;
      for (let i = from[node]; i < to[node]; i++) {
        if (weight[i] === 0) continue;
        if (reciprocal[i] > most) most = reciprocal[i];
        for (let k = 0, a = i * stride; k < stride; k++) {
          const value = centers[a + k];
          if (value < low[at + k]) low[at + k] = value;
          if (value > high[at + k]) high[at + k] = value;
        }
      }
      lightest[node] = most;
    }
    for (let node = leaves - 2; node >= 0; node--) {
      const at = node * stride;
      const left = (2 * node + 1) * stride;
      const right = left + stride;
      lightest[node] = Math.max(lightest[2 * node + 1], lightest[2 * node + 2]);
      for (let k = 0; k < stride; k++) {
        low[at + k] = Math.min(low[left + k], low[right + k]);
        high[at + k] = Math.max(high[left + k], high[right + k]);
      }
    }
  }

  /** A new balanced tree of the living; their slots move, `moved` says where. */
  rebuild(): void {
    const { order, moved, spare, stride } = this;
    let count = 0;
    for (let i = 0; i < this.slots; i++) if (this.weight[i] > 0) order[count++] = i;
    this.depth = 0;
    while (count >> this.depth > LEAF) this.depth++;
    const nodes = (1 << (this.depth + 1)) - 1;
    this.from = new Int32Array(nodes);
    this.to = new Int32Array(nodes);
    this.low = new Float64Array(nodes * stride);
    this.high = new Float64Array(nodes * stride);
    this.lightest = new Float64Array(nodes);
    splitAtMedians(order, count, this, { depth: this.depth, from: this.from, to: this.to });

    moved.fill(-1, 0, this.slots);
    for (let i = 0; i < count; i++) moved[order[i]] = i;
    const nearest = new Int32Array(count);
    const cost = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      const was = order[i];
      for (let k = 0; k < stride; k++) spare.centers[i * stride + k] = this.centers[was * stride + k];
      spare.weight[i] = this.weight[was];
      spare.node[i] = this.node[was];
      spare.first[i] = this.first[was];
      nearest[i] = this.nearest[was] < 0 ? -1 : moved[this.nearest[was]];
      cost[i] = this.cost[was];
    }
    const { centers, weight, node, first } = this;
    this.centers = spare.centers;
    this.weight = spare.weight;
    this.node = spare.node;
    this.first = spare.first;
    this.spare = { centers, weight, node, first };
    this.nearest = nearest;
    this.cost = cost;
    this.slots = count;
    for (let i = 0; i < count; i++) this.reciprocal[i] = 1 / this.weight[i];
    const leaves = 1 << this.depth;
    for (let leaf = leaves - 1; leaf < nodes; leaf++)
      for (let i = this.from[leaf]; i < this.to[leaf]; i++) this.leafOf[i] = leaf;
    this.refit();
  }

  /**
   * Finds the cluster nearest to slot i, beginning with what `nearest` and `cost` know already. Among equals that pair comes
   * first whose smaller first member is least, then whose larger one is.
   */
  query(i: number): void {
    this.queries++;
    const { centers, reciprocal, weight, lightest, from, to, stack, gaps, stride } = this;
    const leaves = (1 << this.depth) - 1;
    const a = i * stride;
    const own = reciprocal[i];
    const mass = weight[i];
    let best = this.cost[i];
    let found = this.nearest[i];
    let limit = best * SLACK;
    let node = this.leafOf[i];
    let subtree = node;
    for (;;) {
      let top = 0;
      const rest = this.gap(a, subtree, limit * (own + lightest[subtree]));
      if (rest >= 0) {
        stack[top] = subtree;
        gaps[top++] = rest;
      }
      while (top > 0) {
        const q = stack[--top];
        if (gaps[top] > limit * (own + lightest[q])) continue;
        if (q < leaves) {
          const left = 2 * q + 1;
          const right = left + 1;
          const toLeft = this.gap(a, left, limit * (own + lightest[left]));
          const toRight = this.gap(a, right, limit * (own + lightest[right]));
          // The nearer child is searched first.
          const leftFirst = toLeft < toRight;
          const far = leftFirst ? toRight : toLeft;
          const near = leftFirst ? toLeft : toRight;
          if (far >= 0) {
            stack[top] = leftFirst ? right : left;
            gaps[top++] = far;
          }
          if (near >= 0) {
            stack[top] = leftFirst ? left : right;
            gaps[top++] = near;
          }
          continue;
        }
        for (let j = from[q], end = to[q]; j < end; j++) {
          const other = weight[j];
          if (other === 0 || j === i) continue;
          const most = limit * (own + reciprocal[j]);
          let sum = 0;
          if (stride === 2) {
            const z0 = centers[a] - centers[2 * j];
            const z1 = centers[a + 1] - centers[2 * j + 1];
            sum = z0 * z0 + z1 * z1;
          } else {
            for (let k = 0, b = j * stride; k < stride; k += 4) {
              const z0 = centers[a + k] - centers[b + k];
              const z1 = centers[a + k + 1] - centers[b + k + 1];
              const z2 = centers[a + k + 2] - centers[b + k + 2];
              const z3 = centers[a + k + 3] - centers[b + k + 3];
              sum += z0 * z0 + z1 * z1 + (z2 * z2 + z3 * z3);
              if (sum > most) break;
            }
          }
          if (sum > most) continue;
          const cost = ((mass * other) / (mass + other)) * sum;
          if (cost < best || (cost === best && found >= 0 && this.precedes(i, j, found))) {
            best = cost;
            found = j;
            limit = cost * SLACK;
          }
        }
      }
      if (node === 0) break;
      subtree = (node & 1) === 1 ? node + 1 : node - 1;
      node = (node - 1) >> 1;
    }
    this.nearest[i] = found;
    this.cost[i] = best;
  }

  /** Squared distance from the centroid that begins at `a` to the box of a node; −1 when it exceeds `bound` or nothing lives there. */
  private gap(a: number, node: number, bound: number): number {
    const { centers, low, high, stride } = this;
    if (this.lightest[node] < 0) return -1;
    if (stride === 2) {
      const at = 2 * node;
      const sum = outside(centers[a], low[at], high[at]) + outside(centers[a + 1], low[at + 1], high[at + 1]);
      return sum > bound ? -1 : sum;
    }
    let sum = 0;
    for (let k = 0, at = node * stride; k < stride; k += 4) {
      sum += outside(centers[a + k], low[at + k], high[at + k]);
      sum += outside(centers[a + k + 1], low[at + k + 1], high[at + k + 1]);
      sum += outside(centers[a + k + 2], low[at + k + 2], high[at + k + 2]);
      sum += outside(centers[a + k + 3], low[at + k + 3], high[at + k + 3]);
      if (sum > bound) return -1;
    }
    return sum;
  }

  private precedes(i: number, j: number, found: number): boolean {
    const { first } = this;
    const [a, b] = [Math.min(first[i], first[j]), Math.min(first[i], first[found])];
    return a === b ? Math.max(first[i], first[j]) < Math.max(first[i], first[found]) : a < b;
  }
}

function outside(value: number, low: number, high: number): number {
  const below = low - value;
  if (below > 0) return below * below;
  const above = value - high;
  return above > 0 ? above * above : 0;
}
