import { type ColumnMatrix, columnMatrix } from '../numeric/columnMatrix.js';
import { leastSquaresFromMoments } from '../numeric/normalEquations.js';
import type { ClusterMoments } from './clusterMoments.js';

/** Coefficients without each cluster in turn; null where the rest does not identify them all. */
export function leaveOneOut(moments: ClusterMoments): (Float64Array | null)[] {
  const K = moments.K;
  const A = columnMatrix(K, K);
  const b = new Float64Array(K);
  for (let g = 0; g < moments.count; g++) {
    for (let i = 0; i < A.data.length; i++) A.data[i] += moments.A[g].data[i];
    for (let i = 0; i < K; i++) b[i] += moments.b[g][i];
  }
  return moments.labels.map((_, g) => {
    const rest: ColumnMatrix = { rows: K, cols: K, data: A.data.map((value, i) => value - moments.A[g].data[i]) };
    return leastSquaresFromMoments(
      rest,
      b.map((value, i) => value - moments.b[g][i]),
      A,
    );
  });
}
