/**
 * Multiplies columns by σ_ν Ω^(−½) of the error-components model, exactly for any unbalance. With one effect it is the
 * familiar z − θ_i z̄_i, θ_i = 1 − σ_ν/√(σ²_ν + T_i σ²_μ) (Fuller & Battese, 1974). With two, the larger is treated so,
 * and what remains is I + VV' with few columns V, whose inverse root comes from the eigenvalues of V'V
 * (Wansbeek & Kapteyn, 1989, treat the same Ω).
 */
import type { Effect } from '../design/design.js';
import { columnMatrix } from '../numeric/columnMatrix.js';
import { dot } from '../numeric/sums.js';
import { spectral } from '../numeric/symmetric.js';

export interface ErrorComponent {
  readonly effect: Effect;
  readonly variance: number;
}

/** θ of each level of one effect. */
export function thetas({ effect, variance }: ErrorComponent, idiosyncratic: number): Float64Array {
  const count = new Float64Array(effect.levels.length);
  for (const code of effect.codes) count[code]++;
  return count.map((T) => 1 - 1 / Math.sqrt(1 + (T * variance) / idiosyncratic));
}

/** R z with R'R = σ²_ν Ω⁻¹; R'z with `transposed` (R is not symmetric where two components cross). */
export function quasiDemean(
  columns: readonly Float64Array[],
  components: readonly ErrorComponent[],
  idiosyncratic: number,
  { transposed = false }: { transposed?: boolean } = {},
): Float64Array[] {
  const [large, small] = [...components].sort((a, b) => b.effect.levels.length - a.effect.levels.length);
  if (large === undefined) return columns.map((values) => values.slice());
  const theta = thetas(large, idiosyncratic);
  const byLarge = (values: Float64Array) => partly(values, large.effect, theta);
  if (small === undefined || small.variance === 0) return columns.map(byLarge);
  const scale = Math.sqrt(small.variance / idiosyncratic);
  const V = small.effect.levels.map((_, g) =>
    partly(
      Float64Array.from(small.effect.codes, (code) => (code === g ? scale : 0)),
      large.effect,
      theta,
    ),
  );
  const T = V.length;
  const gram = columnMatrix(T, T);
  for (let a = 0; a < T; a++) for (let b = 0; b < T; b++) gram.data[b * T + a] = dot(V[a], V[b]);
  // (I + VV')^(−½) = I + V f(V'V) V' with f(λ) = ((1 + λ)^(−½) − 1)/λ, written so that λ = 0 gives −½ without cancellation.
  const middle = spectral(gram, (value) => {
    const root = Math.sqrt(1 + Math.max(value, 0));
    return -1 / (root * (1 + root));
  });
  const bySmall = (values: Float64Array) => {
    const moments = V.map((v) => dot(v, values));
    const result = values.slice();
    for (let a = 0; a < T; a++) {
      let weight = 0;
      for (let b = 0; b < T; b++) weight += middle.data[b * T + a] * moments[b];
      for (let i = 0; i < result.length; i++) result[i] += weight * V[a][i];
    }
    return result;
  };
  return columns.map((values) => (transposed ? byLarge(bySmall(values)) : bySmall(byLarge(values))));
}

/** z − θ_g z̄_g. */
function partly(values: Float64Array, effect: Effect, theta: Float64Array): Float64Array {
  const sums = new Float64Array(effect.levels.length);
  const count = new Float64Array(effect.levels.length);
  for (let i = 0; i < values.length; i++) {
    sums[effect.codes[i]] += values[i];
    count[effect.codes[i]]++;
  }
  return values.map((value, i) => {
    const g = effect.codes[i];
    return value - (theta[g] * sums[g]) / count[g];
  });
}
