/**
 * Variance components of the error-components model u_it = μ_i (+ λ_t) + ν_it from quadratic forms of residuals:
 * Swamy & Arora (1972), Wallace & Hussain (1969), Amemiya (1971), Nerlove (1971); unbalanced panels with the exact
 * expectations of Baltagi & Chang (1994). Balanced panels use the divisors of the textbooks, as plm does: Baltagi (2021),
 * §2.3 and §3.3.
 */
import { absorb, demean } from '../design/absorb.js';
import type { Design, Effect } from '../design/design.js';
import { AimaqError, type Note, note } from '../errors.js';
import { column, fromColumns } from '../numeric/columnMatrix.js';
import { leastSquares } from '../numeric/leastSquares.js';
import { dot } from '../numeric/sums.js';
import { SWEPT_RANK } from './fit.js';

/** Share of the effects' variance below which that of the errors is rounding. */
const ROUNDING = 1e-12;

export const VARIANCE_COMPONENTS = ['swar', 'walhus', 'amemiya', 'nerlove', 'ml'] as const;
export type VarianceComponentsMethod = (typeof VARIANCE_COMPONENTS)[number];
/** Those from quadratic forms of residuals; `ml` maximises the likelihood instead. */
export type QuadraticMethod = Exclude<VarianceComponentsMethod, 'ml'>;

export interface VarianceComponents {
  readonly method: QuadraticMethod;
  readonly idiosyncratic: number;
  /** One a swept effect, in the order of the effects. */
  readonly effects: readonly number[];
  readonly notes: readonly Note[];
}

/** A symmetric projection C with its trace and 1'C1/N. */
interface Projection {
  apply(columns: readonly Float64Array[]): readonly Float64Array[];
  readonly trace: number;
  readonly ones: number;
}

/** Residuals u = D(y − X B y): how coefficients depend on the response; D takes the mean out where `centred`. */
interface ResidualMaker {
  readonly X: readonly Float64Array[];
  readonly B: readonly Float64Array[];
  readonly centred: boolean;
}

/** Errors: panel-too-few-units when a component has no degrees of freedom, panel-negative-errors. */
export function varianceComponents(
  design: Design,
  effects: readonly Effect[],
  method: QuadraticMethod,
): VarianceComponents {
  const n = design.y.length;
  const all = leastSquares(design.X, design.y);
  const columns = all.kept.map((j) => column(design.X, j));
  const slopes = all.kept.filter((j) => design.names[j] !== '(Intercept)').map((j) => column(design.X, j));
  const swept = absorb(effects, slopes);
  const within: Projection = {
    apply: (vectors) => absorb(effects, vectors).columns,
    trace: n - swept.rank,
    ones: 0,
  };
  const between = effects.map(
    (effect): Projection => ({
      apply: (vectors) =>
        vectors.map((v) => {
          const deviations = demean(v, effect);
          return v.map((value, i) => value - deviations[i]);
        }),
      trace: effect.levels.length,
      ones: 1,
    }),
  );
  const withinMaker = maker(slopes, within, false, design.y);
  // Without degrees of freedom inside the levels the variance there is rounding.
  if (method !== 'walhus' && n - swept.rank <= withinMaker.X.length) throw new AimaqError('panel-too-few-units');
  const balanced = isBalanced(design, effects);
  const [withinOfWithin] = within.apply([residual(design.y, withinMaker)]);
  const withinSum = dot(withinOfWithin, withinOfWithin);
  if (method === 'nerlove') {
    return nonNegative(method, withinSum / n, nerlove(effects, residual(design.y, withinMaker), balanced));
  }
  if (method === 'swar') {
    const idiosyncratic = divided(withinSum, n - swept.rank - withinMaker.X.length);
    const makers = between.map((projection) => maker(columns, projection, false, design.y));
    // The means of the levels are fitted exactly: what is left of them is rounding.
    if (makers.some(({ X }, e) => X.length >= effects[e].levels.length)) throw new AimaqError('panel-too-few-units');
    const sums = between.map((projection, e) => squaredNorm(projection, residual(design.y, makers[e])));
    // The textbook's divisors lose no digits where a component is small beside the error.
    if (balanced && (effects.length === 1 || design.names.includes('(Intercept)'))) {
      const variances = effects.map(({ levels }, e) => {
        const mean = divided(sums[e], levels.length - makers[e].X.length);
        return (mean - idiosyncratic) / (n / levels.length);
      });
      return nonNegative(method, idiosyncratic, variances);
    }
    const forms = between.map((projection, e) => form(projection, makers[e], effects));
    return nonNegative(method, idiosyncratic, solveEffects(idiosyncratic, forms, sums));
  }
  const residuals: ResidualMaker =
    method === 'amemiya'
      ? { ...withinMaker, centred: true }
      : maker(columns, { apply: (v) => v, trace: n, ones: 1 }, false, design.y);
  const u = residual(design.y, residuals);
  const withinForm = squaredNorm(within, u);
  const sums = between.map((projection) => squaredNorm(projection, u));
  if (balanced) {
    const idiosyncratic = divided(withinForm, n - swept.rank);
    return nonNegative(
      method,
      idiosyncratic,
      effects.map((effect, e) => {
        const levels = effect.levels.length;
        return (divided(sums[e], levels) - idiosyncratic) / (n / levels);
      }),
    );
  }
  const first = form(within, residuals, effects);
  const forms = between.map((projection) => form(projection, residuals, effects));
  const system = [first, ...forms];
  const solved = leastSquares(
    fromColumns(
      [0, ...effects.map((_, e) => e + 1)].map((j) =>
        Float64Array.from(system, (row) => (j === 0 ? row.idiosyncratic : row.effects[j - 1])),
      ),
    ),
    Float64Array.from([withinForm, ...sums]),
  ).coefficients;
  return nonNegative(method, solved[0], [...solved.slice(1)]);
}

function isBalanced(design: Design, effects: readonly Effect[]): boolean {
  const { index } = design;
  return index === undefined ? effects.length === 0 : index.balanced;
}

/** Mean-zero effects of the within model; the weights are the rows of each level. */
function nerlove(effects: readonly Effect[], rest: Float64Array, balanced: boolean): number[] {
  const n = rest.length;
  const solved =
    effects.length === 1 ? [levelMeans(rest, effects[0])] : alternating(rest, effects, balanced ? 1 : 10_000);
  return effects.map((effect, e) => {
    const count = new Float64Array(effect.levels.length);
    for (const code of effect.codes) count[code]++;
    const mean = dot(solved[e], count) / n;
    const levels = effect.levels.length;
    let sum = 0;
    for (let g = 0; g < levels; g++) sum += ((solved[e][g] - mean) ** 2 * count[g]) / n;
    return divided(sum * levels, levels - 1);
  });
}

/** Two effects of a residual by sweeping in turn; one sweep is exact when the panel is balanced. */
function alternating(rest: Float64Array, effects: readonly Effect[], sweeps: number): Float64Array[] {
  const values: Float64Array[] = effects.map((effect) => new Float64Array(effect.levels.length));
  for (let sweep = 0; sweep < sweeps; sweep++) {
    let change = 0;
    effects.forEach((effect, e) => {
      const left = rest.map((value, i) =>
        effects.reduce((sum, other, o) => (o === e ? sum : sum - values[o][other.codes[i]]), value),
      );
      const next = levelMeans(left, effect);
      for (let g = 0; g < next.length; g++) change = Math.max(change, Math.abs(next[g] - values[e][g]));
      values[e] = next;
    });
    const size = Math.max(...values.map((v) => v.reduce((most, value) => Math.max(most, Math.abs(value)), 0)));
    if (change <= 1e-13 * size) break;
  }
  return values;
}

function levelMeans(values: Float64Array, effect: Effect): Float64Array {
  const sums = new Float64Array(effect.levels.length);
  const count = new Float64Array(effect.levels.length);
  for (let i = 0; i < values.length; i++) {
    sums[effect.codes[i]] += values[i];
    count[effect.codes[i]]++;
  }
  return sums.map((sum, g) => sum / count[g]);
}

/** Coefficients of the regression of C y on C X as linear functions of y; dependent columns are left out. */
function maker(X: readonly Float64Array[], projection: Projection, centred: boolean, y: Float64Array): ResidualMaker {
  const projected = projection.apply(X);
  const scales = X.map((x) => norm(deviations(x)) || norm(x));
  const { kept, bread } = leastSquares(fromColumns([...projected], y.length), y, { scales, tolerance: SWEPT_RANK });
  const B = kept.map((_, a) => {
    const row = new Float64Array(y.length);
    kept.forEach((j, b) => {
      const weight = bread.data[b * kept.length + a];
      for (let i = 0; i < row.length; i++) row[i] += weight * projected[j][i];
    });
    return row;
  });
  return { X: kept.map((j) => X[j]), B, centred };
}

function residual(y: Float64Array, { X, B, centred }: ResidualMaker): Float64Array {
  const u = y.slice();
  X.forEach((x, k) => {
    const coefficient = dot(B[k], y);
    for (let i = 0; i < u.length; i++) u[i] -= coefficient * x[i];
  });
  return centred ? deviations(u) : u;
}

interface Expectation {
  readonly idiosyncratic: number;
  readonly effects: readonly number[];
}

/** Coefficients of σ²_ν and of each σ²_e in E‖C u‖². */
function form(projection: Projection, { X, B, centred }: ResidualMaker, effects: readonly Effect[]): Expectation {
  const centre = (v: Float64Array) => (centred ? deviations(v) : v);
  const Y = projection.apply(X.map(centre));
  let idiosyncratic = projection.trace - (centred ? projection.ones : 0);
  for (let j = 0; j < X.length; j++) {
    idiosyncratic -= 2 * dot(B[j], centre(Y[j]));
    for (let k = 0; k < X.length; k++) idiosyncratic += dot(B[j], B[k]) * dot(Y[j], Y[k]);
  }
  return {
    idiosyncratic,
    effects: effects.map((effect) => {
      const n = effect.codes.length;
      const reach = B.map((b) => {
        const sums = new Float64Array(effect.levels.length);
        for (let i = 0; i < n; i++) sums[effect.codes[i]] += b[i];
        return sums;
      });
      let sum = 0;
      for (let g = 0; g < effect.levels.length; g++) {
        const z = Float64Array.from(effect.codes, (code) => (code === g ? 1 : 0));
        const image = projection.apply([centre(z)])[0].slice();
        Y.forEach((column, k) => {
          for (let i = 0; i < n; i++) image[i] -= column[i] * reach[k][g];
        });
        sum += dot(image, image);
      }
      return sum;
    }),
  };
}

function solveEffects(idiosyncratic: number, forms: readonly Expectation[], sums: readonly number[]): number[] {
  const count = forms.length;
  const X = fromColumns(
    forms.map((_, e) => Float64Array.from(forms, (row) => row.effects[e])),
    count,
  );
  const solved = leastSquares(
    X,
    Float64Array.from(forms, (row, f) => sums[f] - idiosyncratic * row.idiosyncratic),
  );
  if (solved.rank < count) throw new AimaqError('panel-too-few-units');
  return [...solved.coefficients];
}

function nonNegative(method: QuadraticMethod, idiosyncratic: number, effects: readonly number[]): VarianceComponents {
  const size = Math.max(...effects.map(Math.abs), 0);
  if (idiosyncratic < -ROUNDING * size) throw new AimaqError('panel-negative-errors', { method });
  const negative = effects.some((value) => value < 0);
  return {
    method,
    idiosyncratic,
    effects: effects.map((value) => Math.max(value, 0)),
    notes: negative ? [note('panel-negative-component', { method })] : [],
  };
}

function norm(v: Float64Array): number {
  return Math.sqrt(dot(v, v));
}

function divided(sum: number, degrees: number): number {
  if (!(degrees > 0)) throw new AimaqError('panel-too-few-units');
  return sum / degrees;
}

function squaredNorm(projection: Projection, u: Float64Array): number {
  const [image] = projection.apply([u]);
  return dot(image, image);
}

function deviations(v: Float64Array): Float64Array {
  let mean = 0;
  for (const value of v) mean += value / v.length;
  return v.map((value) => value - mean);
}
