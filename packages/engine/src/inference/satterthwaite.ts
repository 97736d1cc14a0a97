/**
 * Satterthwaite degrees of freedom of one coefficient under a clustered covariance (Bell & McCaffrey, 2002;
 * Pustejovsky & Tipton, 2018, eq. 11): ν = (tr P)² / ΣΣ P²_gh with
 *   P_gh = δ_gh l'q_g l − (t_g l)' M (t_h l),   l = M c.
 */
import { column } from '../numeric/columnMatrix.js';
import { multiplyVector } from '../numeric/sums.js';
import type { Adjustment } from './adjustment.js';
import { type ClusterMoments, quadratic } from './clusterMoments.js';

export function satterthwaite(moments: ClusterMoments, adjusted: Adjustment, j: number): number {
  const l = column(moments.M, j);
  const G = moments.count;
  const t = adjusted.t.map((matrix) => multiplyVector(matrix, l));
  const Mt = t.map((vector) => multiplyVector(moments.M, vector));
  let trace = 0;
  let square = 0;
  for (let g = 0; g < G; g++) {
    for (let h = 0; h < G; h++) {
      let p = g === h ? quadratic(l, adjusted.q[g], l) : 0;
      for (let i = 0; i < l.length; i++) p -= t[g][i] * Mt[h][i];
      if (g === h) trace += p;
      square += p * p;
    }
  }
  return (trace * trace) / square;
}
