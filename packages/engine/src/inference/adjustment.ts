/**
 * The leverage adjustment of CR2 and CR3 in K×K form. With B = M^½ and S_g = B A_g B, the adjusted score is
 *   s*_g = B⁻¹ (I − S_g)^(−e) B s_g,   e = ½ for CR2 (Bell & McCaffrey, 2002), 1 for CR3,
 * where the power is taken as zero on directions with full leverage (Moore–Penrose).
 */
import type { ColumnMatrix } from '../numeric/columnMatrix.js';
import { multiply, multiplyVector } from '../numeric/sums.js';
import { composed, eigen, spectral } from '../numeric/symmetric.js';
import type { ClusterMoments } from './clusterMoments.js';

export type Exponent = 0 | 0.5 | 1;
export const EXPONENTS = { CR0: 0, CR1: 0, CR1S: 0, CR2: 0.5, CR3: 1 } as const;

/** Eigenvalues of S_g this close to 1 mean full leverage. */
const FULL_LEVERAGE = 1 - 1e-9;

export interface Adjustment {
  readonly scores: readonly Float64Array[];
  /** B⁻¹ S_g (I − S_g)^(−e) B⁻¹ and B⁻¹ S_g (I − S_g)^(−2e) B⁻¹, which Satterthwaite's degrees of freedom need. */
  readonly t: readonly ColumnMatrix[];
  readonly q: readonly ColumnMatrix[];
  /** tr S_g: the leverage of the cluster. */
  readonly leverage: readonly number[];
}

export function adjustment(moments: ClusterMoments, exponent: Exponent): Adjustment {
  const B = spectral(moments.M, Math.sqrt);
  const inverse = spectral(moments.M, (value) => 1 / Math.sqrt(value));
  const sandwich = (middle: ColumnMatrix) => multiply(multiply(inverse, middle), inverse);
  const scores: Float64Array[] = [];
  const t: ColumnMatrix[] = [];
  const q: ColumnMatrix[] = [];
  const leverage: number[] = [];
  for (let g = 0; g < moments.count; g++) {
    const S = eigen(multiply(multiply(B, moments.A[g]), B));
    leverage.push(S.values.reduce((sum, value) => sum + value, 0));
    const power = (e: number) => (value: number) => (value >= FULL_LEVERAGE ? (e === 0 ? 1 : 0) : (1 - value) ** -e);
    scores.push(
      exponent === 0
        ? moments.scores[g]
        : multiplyVector(inverse, multiplyVector(composed(S, power(exponent)), multiplyVector(B, moments.scores[g]))),
    );
    t.push(sandwich(composed(S, (value) => value * power(exponent)(value))));
    q.push(sandwich(composed(S, (value) => value * power(2 * exponent)(value))));
  }
  return { scores, t, q, leverage };
}
