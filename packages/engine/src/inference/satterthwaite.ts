/**
 * Satterthwaite degrees of freedom of a t-test with a clustered covariance (Bell & McCaffrey, 2002;
 * Pustejovsky & Tipton, 2018, eq. 11): ν = (tr P)² / ΣΣ P²_gh for c = unit vector j.
 */
import { type Adjustment, shared } from './adjustment.js';
import type { ClusterMoments } from './clusterMoments.js';

export function satterthwaite(moments: ClusterMoments, adjusted: Adjustment, j: number): number {
  const c = new Float64Array(moments.K);
  c[j] = 1;
  const P = shared(adjusted, [c]);
  let trace = 0;
  let square = 0;
  for (let g = 0; g < moments.count; g++) {
    for (let h = 0; h < moments.count; h++) {
      const p = P(g, h, 0, 0);
      if (g === h) trace += p;
      square += p * p;
    }
  }
  return (trace * trace) / square;
}
