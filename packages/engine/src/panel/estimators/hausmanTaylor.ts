import { absorb, demean } from '../../design/absorb.js';
import type { Design, Effect } from '../../design/design.js';
import { AimaqError, note } from '../../errors.js';
import type { Formula, Term } from '../../formula/ast.js';
import { printTerm } from '../../formula/index.js';
import { type ColumnMatrix, column, fromColumns } from '../../numeric/columnMatrix.js';
import { leastSquares } from '../../numeric/leastSquares.js';
import { apply, applyTransposed, qr } from '../../numeric/qr.js';
import { multiplyVector } from '../../numeric/sums.js';
import type { EstimatorOptions } from '../estimator.js';
import { type Fit, fittedComponents } from '../fit.js';
import { refuse } from '../mapDesign.js';
import { panelEffects } from '../panelEffects.js';
import { predictComponents } from '../predictComponents.js';
import { quasiDemean } from '../quasiDemean.js';

/** Share of a column's size below which what varies inside the units is rounding. */
const CONSTANT = 1e-10;

/** The formula whose rows and columns the design holds: all regressors, no instruments. */
export function allRegressors(formula: Formula): Formula {
  const { instruments: _instruments, parts: _parts, ...rest } = formula;
  return { ...rest, regressors: [...formula.regressors, ...(formula.instruments?.endogenous ?? [])] };
}

/**
 * Hausman–Taylor: random effects where some regressors are correlated with the effects of the units, and some of those do
 * not vary over time, so that the within estimator says nothing about them. Their instruments come from inside: deviations
 * from the unit means of all regressors, the unit means of the exogenous ones. Amemiya & MaCurdy use the exogenous
 * regressors of every period besides, Breusch, Mizon & Schmidt the deviations of the endogenous ones, too.
 *
 * In the formula the endogenous regressors stand after the bar, `y ~ x1 + z1 | x2 + z2 ~ 1`, or all regressors stand before
 * it and the exogenous ones after, as in plm: `y ~ x1 + x2 + z1 + z2 | x1 + z1 | x2`.
 *
 * Formula: 2SLS of Ω^(−½)y on Ω^(−½)X with the instruments [QX₁, QX₂, PX₁, Z₁]; σ²_μ = (s² − σ²_ν)/T̄ where s² is the
 * residual variance of the unit effects on Z by 2SLS and T̄ the harmonic mean of T_i.
 * Errors: panel-needs-panel, panel-no-endogenous, panel-underidentified, panel-no-weights, panel-effects-in-formula.
 * Source: Hausman & Taylor (1981); Baltagi (2021), §7.4. Checked against plm 2.6-2 (`random.method = "ht"`), which puts the
 * number of all periods for each T_i and so differs on unbalanced panels.
 */
export function hausmanTaylor(design: Design, { instrumentMethod = 'hausman-taylor' }: EstimatorOptions): Fit {
  refuse(design, 'hausman-taylor', { weights: true, effects: true });
  const [unit] = panelEffects(design, 'individual');
  const { endogenous, outside } = partition(design);
  const n = design.y.length;
  const regressors = design.names.map((name, j) => {
    const x = column(design.X, j);
    const within = demean(x, unit);
    return { name, x, within, varies: size(within) > CONSTANT * size(x), endogenous: endogenous.has(name) };
  });
  const exogenous = [...regressors.filter((one) => !one.endogenous), ...outside.map((x) => outsideColumn(x, unit))];
  const found = variances(design, unit, regressors, exogenous);
  const components = [{ effect: unit, variance: found.effect }];
  const transformed = quasiDemean([design.y, ...regressors.map(({ x }) => x)], components, found.idiosyncratic);
  const [y, ...X] = transformed;
  const varying = [...exogenous, ...regressors.filter((one) => one.endogenous)].filter((one) => one.varies);
  const starred =
    instrumentMethod === 'hausman-taylor'
      ? []
      : instrumentMethod === 'amemiya-macurdy'
        ? exogenous.filter((one) => one.varies)
        : varying;
  const W = fromColumns(
    [
      ...varying.map(({ within }) => within),
      ...exogenous.map(({ x, within }) => x.map((value, i) => value - within[i])),
      ...starred.flatMap(({ within }) => everyPeriod(design, within)),
    ],
    n,
  );
  const projected = fromColumns(projection(W, X), n);
  const solved = leastSquares(projected, y, { scales: X.map(size) });
  if (solved.dropped.length > 0)
    throw new AimaqError('panel-underidentified', {
      endogenous: regressors.filter((one) => one.endogenous).length,
      instruments: solved.rank - regressors.filter((one) => !one.endogenous).length,
    });
  const fitted = multiplyVector(fromColumns(X, n), solved.coefficients);
  const residuals = subtract(y, fitted);
  const fit: Fit = {
    design,
    estimator: 'hausman-taylor',
    effect: 'individual',
    names: design.names,
    X: projected,
    y,
    coefficients: solved.coefficients,
    residuals,
    rowResiduals: subtract(design.y, multiplyVector(design.X, solved.coefficients)),
    bread: solved.bread,
    degrees: { n, k: solved.rank, absorbed: 0, residual: n - solved.rank },
    effects: [],
    groups: design.groups,
    removed: [],
    residualSumOfSquares: size(residuals) ** 2,
    withinSumOfSquares: Number.NaN,
    withinShares: {},
    notes: found.negative ? [note('panel-negative-component', { method: instrumentMethod })] : [],
    transformed: true,
    goodness: { logLikelihood: null, aic: null, bic: null },
    ...(design.index === undefined ? {} : { panel: design.index }),
    varianceComponents: fittedComponents('hausman-taylor', components, found.idiosyncratic),
    details: {
      instruments: {
        kind: 'hausman-taylor',
        method: instrumentMethod,
        endogenous: regressors.filter((one) => one.endogenous).map(({ name }) => name),
        timeInvariant: regressors.filter((one) => !one.varies).map(({ name }) => name),
      },
    },
  };
  return { ...fit, predict: predictComponents(fit, components, found.idiosyncratic) };
}

interface Regressor {
  readonly name: string;
  readonly x: Float64Array;
  /** Deviations from the unit means. */
  readonly within: Float64Array;
  readonly varies: boolean;
  readonly endogenous: boolean;
}

/** Names of the endogenous columns, and instruments that are no regressors. Errors: panel-no-endogenous. */
function partition(design: Design): { endogenous: Set<string>; outside: Float64Array[] } {
  const { regressors, instruments, parts } = design.formula;
  const text = (terms: readonly Term[]) => new Set(terms.map(printTerm));
  const exogenous = parts?.[0];
  const endogenous =
    exogenous === undefined
      ? (instruments?.endogenous ?? [])
      : regressors.filter((term) => !text(exogenous).has(printTerm(term)));
  const outside =
    exogenous === undefined
      ? (instruments?.excluded ?? []).filter((term) => !text(regressors).has(printTerm(term)))
      : exogenous.filter((term) => !text(regressors).has(printTerm(term)));
  const names = new Set(endogenous.flatMap((term) => design.columns(term).map(({ name }) => name)));
  if (names.size === 0) throw new AimaqError('panel-no-endogenous');
  return {
    endogenous: names,
    outside: outside
      .filter((term) => term.kind !== 'constant')
      .flatMap((term) => design.columns(term).map(({ values }) => values)),
  };
}

function outsideColumn(x: Float64Array, unit: Effect): Regressor {
  if (x.some(Number.isNaN)) throw new AimaqError('panel-instrument-missing');
  const within = demean(x, unit);
  return { name: '', x, within, varies: size(within) > CONSTANT * size(x), endogenous: false };
}

function variances(
  design: Design,
  unit: Effect,
  regressors: readonly Regressor[],
  exogenous: readonly Regressor[],
): { idiosyncratic: number; effect: number; negative: boolean } {
  const n = design.y.length;
  const N = unit.levels.length;
  const varying = regressors.filter((one) => one.varies);
  const swept = absorb([unit], [design.y]).columns[0];
  const within = leastSquares(
    fromColumns(
      varying.map((one) => one.within),
      n,
    ),
    swept,
  );
  if (n <= N) throw new AimaqError('panel-too-few-units');
  const idiosyncratic = within.residualSumOfSquares / (n - N);
  const rest = design.y.slice();
  within.kept.forEach((j, a) => {
    for (let i = 0; i < n; i++) rest[i] -= within.coefficients[a] * varying[j].x[i];
  });
  const deviations = demean(rest, unit);
  const effects = rest.map((value, i) => value - deviations[i]);
  const constant = regressors.filter((one) => !one.varies).map(({ x }) => x);
  let residuals = effects;
  if (constant.length > 0) {
    const W = fromColumns(
      exogenous.map(({ x }) => x),
      n,
    );
    const solved = leastSquares(fromColumns(projection(W, constant), n), effects, { scales: constant.map(size) });
    const fitted = multiplyVector(
      fromColumns(
        solved.kept.map((j) => constant[j]),
        n,
      ),
      solved.coefficients,
    );
    residuals = effects.map((value, i) => value - fitted[i]);
  }
  const count = new Float64Array(N);
  for (const code of unit.codes) count[code]++;
  const harmonic = N / count.reduce((sum, T) => sum + 1 / T, 0);
  const variance = (size(residuals) ** 2 / N - idiosyncratic) / harmonic;
  return { idiosyncratic, effect: Math.max(variance, 0), negative: variance < 0 };
}

/** Fitted values of each column on W, by one factorisation. */
function projection(W: ColumnMatrix, columns: readonly Float64Array[]): Float64Array[] {
  const factor = qr(W);
  return columns.map((x) => {
    const v = x.slice();
    applyTransposed(factor, v);
    v.fill(0, factor.kept.length);
    apply(factor, v);
    return v;
  });
}

/** The values of each period as a column of its own, the same in all rows of a unit; zero where the period is missing. */
function everyPeriod({ index }: Design, values: Float64Array): Float64Array[] {
  if (index === undefined) return [];
  return index.times.map((_, period) => {
    const ofUnit = new Float64Array(index.units.length);
    for (let row = 0; row < values.length; row++) if (index.time[row] === period) ofUnit[index.unit[row]] = values[row];
    return Float64Array.from(index.unit, (unit) => ofUnit[unit]);
  });
}

function size(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}

function subtract(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value - b[i]);
}
