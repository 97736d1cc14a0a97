/** Rows in the order of the levels of one factor, by counting; data that come sorted need no second index. */
export interface RowsByLevel {
  /** Positions of each level's rows, length levels + 1. */
  readonly start: Int32Array;
  /** Row at each position; absent when the rows stand in this order already. */
  readonly order?: Int32Array;
}

export function rowsByLevel(codes: Int32Array, levels: number): RowsByLevel {
  const start = new Int32Array(levels + 1);
  let sorted = true;
  for (let i = 0; i < codes.length; i++) {
    start[codes[i] + 1]++;
    if (i > 0 && codes[i] < codes[i - 1]) sorted = false;
  }
  for (let g = 0; g < levels; g++) start[g + 1] += start[g];
  if (sorted) return { start };
  const next = start.slice();
  const order = new Int32Array(codes.length);
  for (let i = 0; i < codes.length; i++) order[next[codes[i]]++] = i;
  return { start, order };
}
