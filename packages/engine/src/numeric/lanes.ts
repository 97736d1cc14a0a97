/**
 * Several vectors in one sparse pass, four abreast: the four numbers of a place lie side by side, so that an index is read
 * once for them, and the ends of short loops, which are what such a pass costs, come once instead of four times.
 */
export const LANES = 4;

/** result ← A v in every lane; lanes without a vector hold what the last call left, finite and unused. */
export type LaneKernel = (v: Float64Array, result: Float64Array) => void;

/** A kernel for vectors of length `size` as an operator on any number of them. */
export function abreast(
  size: number,
  kernel: LaneKernel,
): (vectors: readonly Float64Array[], out: readonly Float64Array[]) => void {
  const v = new Float64Array(LANES * size);
  const result = new Float64Array(LANES * size);
  return (vectors, out) => {
    for (let from = 0; from < vectors.length; from += LANES) {
      const width = Math.min(LANES, vectors.length - from);
      for (let c = 0; c < width; c++) spread(vectors[from + c], v, c);
      kernel(v, result);
      for (let c = 0; c < width; c++) gather(result, c, out[from + c]);
    }
  };
}

function spread(vector: Float64Array, into: Float64Array, lane: number): void {
  for (let j = 0; j < vector.length; j++) into[LANES * j + lane] = vector[j];
}

function gather(from: Float64Array, lane: number, vector: Float64Array): void {
  for (let j = 0; j < vector.length; j++) vector[j] = from[LANES * j + lane];
}
