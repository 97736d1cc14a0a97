/**
 * Multiscale bootstrap of the variables (Shimodaira 2002; Suzuki & Shimodaira 2006): for each cluster of a tree how often
 * it comes back when r·p of the p variables are drawn with replacement, r = 0.5 … 1.4. With z(r) = Φ⁻¹(1 − share) fitted
 * as v·√r + c/√r by weighted least squares, BP = Φ(−v − c) is the ordinary bootstrap probability and AU = Φ(c − v) the
 * approximately unbiased one. It needs many variables: with a handful every draw is nearly the same set.
 */
import { normalCdf, normalQuantile } from '../distribution/normal.js';
import { AimaqError } from '../errors.js';
import { randomStream } from '../numeric/random.js';
import { type MergeTree, membersOf } from './mergeTree.js';

export interface NodeSupport {
  /** Row of the tree, from 1. */
  readonly node: number;
  readonly au: number | null;
  readonly bp: number | null;
}

/** Fewer variables than this cannot be resampled. */
const FEWEST_VARIABLES = 30;
const SCALES = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.4];

/**
 * `regrow` makes the tree from the variables drawn (repeated where drawn twice); `draws` per scale.
 * Errors: cluster-few-variables.
 */
export function multiscaleSupport(
  tree: MergeTree,
  regrow: (variables: readonly number[]) => MergeTree,
  { variables, draws, seed }: { readonly variables: number; readonly draws: number; readonly seed: number },
): NodeSupport[] {
  if (variables < FEWEST_VARIABLES)
    throw new AimaqError('cluster-few-variables', { p: variables, needed: FEWEST_VARIABLES });
  const n = tree.merge.length + 1;
  const keys = membersOf(tree).map((members) => keyOf(members, n));
  const found = SCALES.map((scale, at) => {
    const size = Math.max(1, Math.floor(variables * scale));
    const counts = new Float64Array(keys.length);
    for (let draw = 0; draw < draws; draw++) {
      const stream = randomStream(seed, at * draws + draw);
      const again = new Set(
        membersOf(regrow(Array.from({ length: size }, (_, i) => stream.integer(i, variables)))).map((m) => keyOf(m, n)),
      );
      keys.forEach((key, node) => {
        if (again.has(key)) counts[node]++;
      });
    }
    return { scale: size / variables, counts };
  });
  return keys.map((_, node) => ({
    node: node + 1,
    ...fitScales(
      found.map(({ scale, counts }) => ({ scale, share: counts[node] / draws })),
      draws,
    ),
  }));
}

/** v and c by weighted least squares on the scales whose share is neither 0 nor 1. */
export function fitScales(shares: readonly { readonly scale: number; readonly share: number }[], draws: number) {
  let [a, b, d, e, f, used] = [0, 0, 0, 0, 0, 0];
  for (const { scale, share } of shares) {
    if (share <= 0 || share >= 1) continue;
    used++;
    const z = -normalQuantile(share);
    const weight = (draws * Math.exp(-z * z)) / (2 * Math.PI * share * (1 - share));
    const [x, y] = [Math.sqrt(scale), 1 / Math.sqrt(scale)];
    a += weight * x * x;
    b += weight * x * y;
    d += weight * y * y;
    e += weight * x * z;
    f += weight * y * z;
  }
  const mean = shares.reduce((sum, { share }) => sum + share, 0) / shares.length;
  const determinant = a * d - b * b;
  // Always or never found: no curve to fit, and both probabilities are what was seen.
  if (used < 3 || !(determinant > 1e-12 * a * d)) return { au: Math.round(mean), bp: Math.round(mean) };
  const v = (d * e - b * f) / determinant;
  const c = (a * f - b * e) / determinant;
  return { au: normalCdf(c - v), bp: normalCdf(-v - c) };
}

/** The members as a text of bits: the same for the same set. */
function keyOf(members: readonly number[], n: number): string {
  const bits = new Uint8Array(n);
  for (const i of members) bits[i] = 1;
  return bits.join('');
}
