/**
 * Is the whole curve more than chance? Joint test of "no effect in any specification" (Simonsohn, Simmons & Nelson, 2020)
 * by the restricted wild cluster bootstrap: in every specification the null is imposed, and one draw of cluster signs
 * serves them all, so that the dependence between specifications is kept. Statistics: the median estimate; the share of
 * significant estimates of the more frequent sign; the mean of t (Stouffer's idea, without a normal approximation).
 * Up to 2^12 sign vectors are enumerated; above, they are drawn by a seed and the data count as one draw.
 */
import { randomStream } from '../../numeric/random.js';
import type { JointTest } from '../../result/documents/multiverse.js';
import type { Moments } from './sample.js';
import type { Leaf } from './subsets.js';

const ENUMERATED_BITS = 12;
/** Specifications in the test; with more, they are taken at even steps. */
export const TESTED = 2000;
const TIE = 1e-9;

export interface JointOptions {
  readonly labels: readonly string[];
  readonly draws: number;
  readonly seed: number;
  /** Specifications that will be added at most. */
  readonly capacity: number;
}

export interface Contribution {
  readonly leaf: Leaf;
  readonly moments: Moments;
  readonly crossing: { readonly q: number; readonly byCluster: Float64Array };
  readonly term: number;
  /** Cluster of the sample → position in `labels`. */
  readonly clusters: Int32Array;
  /** √ of the small-sample factor, and the |t| from which an estimate counts as significant. */
  readonly rootFactor: number;
  readonly critical: number;
}

export function jointTest({ labels, draws: wanted, seed, capacity }: JointOptions) {
  const G = labels.length;
  const exact = G - 1 <= ENUMERATED_BITS;
  const draws = exact ? 2 ** (G - 1) : wanted + 1;
  // Draw 0 is the data: all signs positive.
  const signs = new Int8Array(draws * G).fill(1);
  const stream = randomStream(seed, 3);
  for (let d = 1; d < draws; d++)
    for (let g = exact ? 1 : 0; g < G; g++)
      signs[d * G + g] = exact ? ((d >> (g - 1)) & 1 ? -1 : 1) : stream.sign(d * G + g);
  const estimates = new Float64Array(draws * capacity);
  const sums = new Float64Array(draws);
  const positive = new Int32Array(draws);
  const negative = new Int32Array(draws);
  let count = 0;

  function add({ leaf, moments, crossing, term, clusters, rootFactor, critical }: Contribution): void {
    const { m, c, K } = influences(leaf, moments, crossing, term);
    const own = moments.clusters;
    const j = leaf.included.subarray(0, leaf.k).indexOf(term);
    const scale = moments.lengths[moments.p] / moments.lengths[term];
    const B = new Float64Array(K);
    for (let d = 0; d < draws; d++) {
      B.fill(0);
      for (let g = 0; g < own; g++) {
        const v = signs[d * G + clusters[g]];
        const at = g * K;
        if (v > 0) for (let i = 0; i < K; i++) B[i] += m[at + i];
        else for (let i = 0; i < K; i++) B[i] -= m[at + i];
      }
      let square = 0;
      for (let g = 0; g < own; g++) {
        const at = g * K;
        let w = signs[d * G + clusters[g]] * m[at + j];
        for (let i = 0; i < K; i++) w -= c[at + i] * B[i];
        square += w * w;
      }
      const t = B[j] / (Math.sqrt(square) * rootFactor);
      estimates[d * capacity + count] = B[j] * scale;
      sums[d] += t;
      if (t >= critical) positive[d]++;
      else if (t <= -critical) negative[d]++;
    }
    count++;
  }

  function result(): JointTest | null {
    if (count === 0) return null;
    const medians = Float64Array.from({ length: draws }, (_, d) =>
      medianOf(estimates.subarray(d * capacity, d * capacity + count)),
    );
    const shares = Float64Array.from(positive, (up, d) => Math.max(up, negative[d]) / count);
    return {
      specifications: count,
      draws: exact ? draws : wanted,
      exact,
      median: medians[0],
      medianPValue: share(medians),
      significantShare: shares[0],
      significantSharePValue: share(shares),
      meanStatistic: sums[0] / count,
      meanStatisticPValue: share(sums),
    };
  }
  return { add, result };
}

/** Draws at least as extreme as draw 0, in absolute value. */
function share(values: Float64Array): number {
  const limit = Math.abs(values[0]) * (1 - TIE);
  return values.reduce((sum, value) => sum + (Math.abs(value) >= limit ? 1 : 0), 0) / values.length;
}

/** Sorts in place. */
function medianOf(values: Float64Array): number {
  values.sort();
  const half = values.length >> 1;
  return values.length % 2 === 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

/**
 * With s̃_g the scores under the null: m_g = (X'X)⁻¹ s̃_g, so that a draw's coefficients are β̃ + Σ_g v_g m_g, and
 * c_g = A_g l. K counts the columns of the specification and those of the effects that cross the clusters, whose
 * orthonormal basis has (D'D)⁻¹ = I and l_D = 0.
 */
function influences(leaf: Leaf, moments: Moments, crossing: Contribution['crossing'], term: number) {
  const { H, included, k } = leaf;
  const { p, byCluster, clusters } = moments;
  const { q } = crossing;
  const V = p + 1;
  const K = k + q;
  const l = Float64Array.from({ length: k }, (_, s) => -H[included[s] * V + term]);
  const step = H[term * V + p] / -H[term * V + term];
  const restricted = Float64Array.from({ length: k }, (_, s) => H[included[s] * V + p] - step * l[s]);
  const m = new Float64Array(clusters * K);
  const c = new Float64Array(clusters * K);
  const score = new Float64Array(k);
  for (let g = 0; g < clusters; g++) {
    for (let s = 0; s < k; s++) {
      const row = g * V * V + included[s] * V;
      score[s] = byCluster[row + p];
      for (let t = 0; t < k; t++) {
        score[s] -= byCluster[row + included[t]] * restricted[t];
        c[g * K + s] += byCluster[row + included[t]] * l[t];
      }
    }
    for (let s = 0; s < k; s++) for (let t = 0; t < k; t++) m[g * K + s] -= H[included[s] * V + included[t]] * score[t];
    for (let d = 0; d < q; d++) {
      const row = (g * q + d) * V;
      let own = crossing.byCluster[row + p];
      for (let t = 0; t < k; t++) {
        own -= crossing.byCluster[row + included[t]] * restricted[t];
        c[g * K + k + d] += crossing.byCluster[row + included[t]] * l[t];
      }
      m[g * K + k + d] = own;
    }
  }
  return { m, c, K };
}
