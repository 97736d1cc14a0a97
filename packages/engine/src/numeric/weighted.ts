/** Sums over rows with weights; without them each row weighs one. */

/** Σ w z / Σ w. */
export function weightedMean(values: Float64Array, weights: Float64Array | undefined): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    const w = weights === undefined ? 1 : weights[i];
    sum += w * values[i];
    total += w;
  }
  return sum / total;
}

/** Σ w (z − centre)². */
export function weightedSquares(values: Float64Array, weights: Float64Array | undefined, centre = 0): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (weights === undefined ? 1 : weights[i]) * (values[i] - centre) ** 2;
  return sum;
}
