/**
 * P(Σ λ_i ξ_i² ≤ 0) for independent standard normal ξ_i: ½ − (1/π) ∫₀^∞ sin θ(u)/(u ρ(u)) du with θ(u) = ½ Σ arctan(λ_i u)
 * and ρ(u) = Π(1 + λ_i² u²)^¼ (Imhof, 1961, Biometrika 48:419–426). The integrand is even, analytic and without
 * oscillation after u = sinh t, so that the trapezoid rule converges exponentially. Absolute error about 1e-14.
 */
export function quadraticFormBelowZero(weights: ArrayLike<number>): number {
  const all = Array.from(weights);
  const largest = Math.max(0, ...all.map(Math.abs));
  if (largest === 0) return 1;
  const lambda = all.map((value) => value / largest);
  let sum = 0;
  for (let k = 0; k < 4000; k++) {
    const t = k * STEP;
    const u = Math.sinh(t);
    let theta = 0;
    let logRho = 0;
    for (const value of lambda) {
      theta += Math.atan(value * u) / 2;
      logRho += Math.log1p((value * u) ** 2) / 4;
    }
    // At u = 0 sin θ/u is its limit ½ Σ λ.
    const ratio = u === 0 ? lambda.reduce((total, value) => total + value, 0) / 2 : Math.sin(theta) / u;
    const term = ratio * Math.cosh(t) * Math.exp(-logRho);
    sum += k === 0 ? term / 2 : term;
    if (logRho > NEGLIGIBLE) break;
  }
  return Math.min(1, Math.max(0, 0.5 - (STEP * sum) / Math.PI));
}

const STEP = 1 / 64;
/** Logarithm of ρ beyond which the integrand is below rounding. */
const NEGLIGIBLE = 40;
