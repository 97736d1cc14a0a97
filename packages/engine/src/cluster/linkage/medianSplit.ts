/**
 * Halves points at the median of their widest coordinate, and so on down to the leaves of a balanced kd-tree (Bentley 1975;
 * Friedman, Bentley & Finkel 1977). The nodes stand in levels: the children of node q are 2q + 1 and 2q + 2.
 */

export interface Rows {
  readonly centers: Float64Array;
  /** Numbers from one point to the next. */
  readonly stride: number;
}

/**
 * Puts the first `count` entries of `order` (numbers of points) into the order of the leaves; `from` and `to` receive the
 * range of each node, for nodes of all levels down to `depth`.
 */
export function splitAtMedians(
  order: Int32Array,
  count: number,
  rows: Rows,
  { depth, from, to }: { readonly depth: number; readonly from: Int32Array; readonly to: Int32Array },
): void {
  from[0] = 0;
  to[0] = count;
  // Depth first: what a branch needs stays in the cache.
  const halve = (node: number, level: number) => {
    if (level === depth) return;
    const [low, high] = [from[node], to[node]];
    const middle = (low + high) >> 1;
    select(order, rows, { left: low, right: high - 1, k: middle, coordinate: widest(order, rows, low, high) });
    from[2 * node + 1] = low;
    to[2 * node + 1] = middle;
    from[2 * node + 2] = middle;
    to[2 * node + 2] = high;
    halve(2 * node + 1, level + 1);
    halve(2 * node + 2, level + 1);
  };
  halve(0, 0);
}

/** The coordinate in which a range is widest. */
function widest(order: Int32Array, { centers, stride }: Rows, from: number, to: number): number {
  if (stride === 2) return widestInPlane(order, centers, from, to);
  let [found, width] = [0, -1];
  for (let k = 0; k < stride; k++) {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = from; i < to; i++) {
      const value = centers[order[i] * stride + k];
      if (value < low) low = value;
      if (value > high) high = value;
    }
    if (high - low > width) [found, width] = [k, high - low];
  }
  return found;
}

/** The same in one pass. */
function widestInPlane(order: Int32Array, centers: Float64Array, from: number, to: number): number {
  let [west, south] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let [east, north] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = from; i < to; i++) {
    const x = centers[2 * order[i]];
    const y = centers[2 * order[i] + 1];
    if (x < west) west = x;
    if (x > east) east = x;
    if (y < south) south = y;
    if (y > north) north = y;
  }
  return north - south > east - west ? 1 : 0;
}

/** Hoare's (1961) selection: the k-th by one coordinate stands at its place, smaller ones before it. */
function select(
  order: Int32Array,
  { centers, stride }: Rows,
  range: { readonly left: number; readonly right: number; readonly k: number; readonly coordinate: number },
): void {
  const { k, coordinate } = range;
  let { left, right } = range;
  while (right > left) {
    const pivot = centers[order[(left + right) >> 1] * stride + coordinate];
    let [i, j] = [left, right];
    while (i <= j) {
      while (centers[order[i] * stride + coordinate] < pivot) i++;
      while (centers[order[j] * stride + coordinate] > pivot) j--;
      if (i <= j) {
        const held = order[i];
        order[i++] = order[j];
        order[j--] = held;
      }
    }
    if (k <= j) right = j;
    else if (k >= i) left = i;
    else return;
  }
}
