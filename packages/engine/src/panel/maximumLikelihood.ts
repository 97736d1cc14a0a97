/**
 * Variance components of the error-components model, with one effect or two crossed ones, by maximum likelihood. The
 * likelihood concentrated in the ratios φ_e = σ²_e/σ²_ν may have several maxima (Maddala, 1971): it is looked at over a grid
 * of log φ, and over the edges where a variance is zero; from each peak Newton steps go to the zero of the slopes.
 * Source: Hsiao (2014), §3.3.3; Baltagi (2021), §2.4 and §3.4. Checked against nlme 3.1 `lme(method = "ML")`, lme4 1.1
 * `lmer(REML = FALSE)` and the likelihood with the whole covariance matrix of the errors.
 */
import type { Design, Effect } from '../design/design.js';
import { AimaqError } from '../errors.js';
import { dot } from '../numeric/sums.js';
import { errorComponentsLikelihood, type Likelihood, type LikelihoodPoint } from './errorComponentsLikelihood.js';

export interface MaximumLikelihood {
  readonly method: 'ml';
  readonly idiosyncratic: number;
  /** In the order of the effects. */
  readonly effects: readonly number[];
  readonly logLikelihood: number;
  /** The variance of an effect is zero: the likelihood falls from there on. */
  readonly boundary: boolean;
}

/** log φ of the grid: −12, −10.5, …, 24. */
const GRID = Array.from({ length: 25 }, (_, s) => 1.5 * s - 12);
const ITERATIONS = 100;
/** Step of log φ below which the zero is reached; that of the numerical second derivatives; the longest. */
const REACHED = 1e-11;
const STEP = 1e-4;
const LONGEST = 1.5;
/** Share of ℓ that is rounding. */
const ROUNDING = 1e-12;

/** Errors: panel-too-few-units when an effect cannot be told from the rest, panel-no-errors. */
export function maximumLikelihood(design: Design, effects: readonly Effect[]): MaximumLikelihood {
  const n = design.y.length;
  if (effects.some(({ levels }) => levels.length === 1 || levels.length === n))
    throw new AimaqError('panel-too-few-units');
  const at = errorComponentsLikelihood(design, effects);
  const best = faces(effects.length)
    .flatMap((free) => peaks(free, effects.length, at))
    .reduce((a, b) => (b.logLikelihood > a.logLikelihood ? b : a));
  if (!Number.isFinite(best.logLikelihood) || best.phi.some((phi) => phi >= Math.exp(GRID[GRID.length - 1])))
    throw new AimaqError('panel-no-errors');
  return {
    method: 'ml',
    idiosyncratic: best.variance,
    effects: best.phi.map((phi) => phi * best.variance),
    logLikelihood: best.logLikelihood,
    boundary: best.phi.includes(0),
  };
}

/** Which ratios are free, the others being zero: every subset. */
function faces(count: number): number[][] {
  return Array.from({ length: 2 ** count }, (_, subset) =>
    Array.from({ length: count }, (__, e) => e).filter((e) => (subset >> e) % 2 === 1),
  );
}

/** Maxima of one face; at the lower end of the grid there are none, they belong to the edge. */
function peaks(free: readonly number[], count: number, at: Likelihood): LikelihoodPoint[] {
  const point = (logs: readonly number[]) => {
    const phi = new Array<number>(count).fill(0);
    free.forEach((e, i) => {
      phi[e] = Math.exp(logs[i]);
    });
    return at(phi);
  };
  const size = GRID.length;
  const grid = Array.from({ length: size ** free.length }, (_, cell) => {
    const places = free.map((__, i) => Math.floor(cell / size ** (free.length - 1 - i)) % size);
    return { places, found: point(places.map((s) => GRID[s])) };
  });
  const highest = grid.filter(({ places, found }, cell) =>
    places.every((place, i) => {
      const stride = size ** (free.length - 1 - i);
      const lower = place === 0 ? Number.POSITIVE_INFINITY : grid[cell - stride].found.logLikelihood;
      const upper = place === size - 1 ? Number.NEGATIVE_INFINITY : grid[cell + stride].found.logLikelihood;
      return found.logLikelihood > lower && found.logLikelihood >= upper;
    }),
  );
  return highest.flatMap(({ places, found }) =>
    places.length === 0 || places.includes(size - 1)
      ? [found]
      : climb(
          places.map((s) => GRID[s]),
          free,
          point,
        ),
  );
}

/** Newton on the slopes in log φ, second derivatives from differences of the slopes. */
function climb(
  start: readonly number[],
  free: readonly number[],
  point: (logs: readonly number[]) => LikelihoodPoint,
): LikelihoodPoint[] {
  const slopes = ({ phi, slope }: LikelihoodPoint) => free.map((e) => phi[e] * slope[e]);
  let logs = [...start];
  let here = point(logs);
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const g = slopes(here);
    const H = logs.map((_, i) => {
      const moved = (by: number) => slopes(point(logs.map((value, j) => (j === i ? value + by : value))));
      const [up, down] = [moved(STEP), moved(-STEP)];
      return up.map((value, j) => (value - down[j]) / (2 * STEP));
    });
    const step = ascent(H, g);
    const length = Math.hypot(...step);
    let share = Math.min(1, LONGEST / length);
    let next = point(logs.map((value, i) => value + share * step[i]));
    while (
      next.logLikelihood < here.logLikelihood - ROUNDING * Math.abs(here.logLikelihood) &&
      share * length > REACHED
    ) {
      share /= 2;
      next = point(logs.map((value, i) => value + share * step[i]));
    }
    logs = logs.map((value, i) => value + share * step[i]);
    here = next;
    if (logs.some((value) => value < GRID[0])) return [];
    if (share * length <= REACHED) return [here];
  }
  throw new AimaqError('numeric-not-converged', { iterations: ITERATIONS, residual: Math.hypot(...slopes(here)) });
}

/** −H⁻¹g where H is negative definite, else up the slope. */
function ascent(H: readonly number[][], g: readonly number[]): number[] {
  if (g.length === 1) return H[0][0] < 0 ? [-g[0] / H[0][0]] : [Math.sign(g[0])];
  const [[a, b], [c, d]] = H;
  const cross = (b + c) / 2;
  const determinant = a * d - cross * cross;
  if (a < 0 && determinant > 0)
    return [-(d * g[0] - cross * g[1]) / determinant, -(a * g[1] - cross * g[0]) / determinant];
  const length = Math.sqrt(dot(g, g)) || 1;
  return g.map((value) => value / length);
}
