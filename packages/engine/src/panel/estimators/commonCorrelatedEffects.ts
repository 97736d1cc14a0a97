import { demean } from '../../design/absorb.js';
import type { Design } from '../../design/design.js';
import { AimaqError, type Note, note } from '../../errors.js';
import { type ColumnMatrix, column, columnMatrix, fromColumns } from '../../numeric/columnMatrix.js';
import { leastSquares } from '../../numeric/leastSquares.js';
import { crossProduct, multiply, multiplyVector, transpose } from '../../numeric/sums.js';
import { pseudoInverse } from '../../numeric/symmetric.js';
import type { Fit } from '../fit.js';
import { panelEffects } from '../panelEffects.js';
import { meanOfUnits, pick, unitFit, unitRows } from '../unitRows.js';

/** Share of its length below which a column net of the common factors is rounding. */
const NOTHING = 1e-9;
/** Eigenvalues below this share of the largest are left out where a unit has too few periods for its own regression. */
const SHORT = Math.sqrt(Number.EPSILON);

interface UnitMoments {
  readonly unit: string;
  readonly rows: Int32Array;
  /** M X and M y of the unit, M the residual maker of the averages. */
  readonly MX: ColumnMatrix;
  readonly My: Float64Array;
  readonly XMX: ColumnMatrix;
  readonly coefficients: Float64Array;
}

interface CommonFactors {
  readonly names: readonly string[];
  readonly units: readonly UnitMoments[];
  /** Regressors that do not differ between the units. */
  readonly common: readonly string[];
  readonly factors: number;
  readonly notes: readonly Note[];
}

/**
 * Common correlated effects, mean group: each unit's regression is net of the averages over all units in each period
 * (which stand for unobserved common factors), then the coefficients are averaged.
 *
 * Formula: b_i = (X_i'M X_i)⁻¹X_i'M y_i, M = I − H(H'H)⁻H', H = (ȳ_t, x̄_t, 1); b̄ and V as in the mean group estimator.
 * Errors: panel-short-units, panel-needs-panel, panel-one-unit, design-no-regressors.
 * Source: Pesaran (2006). Checked against plm 2.6-2 `pcce(model = "mg")`.
 */
export function cceMeanGroup(design: Design): Fit {
  const found = netOfFactors(design, 'cce-mean-group');
  const { mean, covariance } = meanOfUnits(found.units.map((one) => one.coefficients));
  return result(design, 'cce-mean-group', {
    found,
    coefficients: mean,
    of: (unit) => unit.coefficients,
    matrix: covariance,
    parameters: found.units.length * (found.names.length + found.factors),
  });
}

/**
 * Common correlated effects, pooled: one coefficient for all units, V from the spread of the units' own coefficients.
 *
 * Formula: b = (Σ X_i'M X_i)⁻¹ΣX_i'M y_i, V = N/(N−1) S⁻¹ [Σ A_i d_i d_i'A_i] S⁻¹ with A_i = X_i'M X_i, S = ΣA_i,
 * d_i = b_i − b̄. In unbalanced panels plm multiplies V by (T̄/T_min)², which the convention `plm` does, too.
 * Source: Pesaran (2006), eq. 65–69. Checked against plm 2.6-2 `pcce(model = "p")`.
 */
export function ccePooled(design: Design): Fit {
  const found = netOfFactors(design, 'cce-pooled');
  const { mean } = meanOfUnits(found.units.map((one) => one.coefficients));
  const k = found.names.length;
  const N = found.units.length;
  const stacked = leastSquares(stack(found.units), join(found.units.map((one) => one.My)));
  const { coefficients, bread, dropped } = stacked;
  if (dropped.length > 0)
    throw new AimaqError('panel-unit-regression', {
      unit: 'all',
      terms: dropped.map((j) => found.names[j]).join(', '),
    });
  const meat = columnMatrix(k, k);
  for (const unit of found.units) {
    const influence = multiplyVector(
      unit.XMX,
      unit.coefficients.map((value, j) => value - mean[j]),
    );
    for (let a = 0; a < k; a++)
      for (let b = 0; b < k; b++) meat.data[b * k + a] += (N / (N - 1)) * influence[a] * influence[b];
  }
  return result(design, 'cce-pooled', {
    found,
    coefficients,
    of: () => coefficients,
    matrix: multiply(multiply(bread, meat), bread),
    plmFactor: (design.y.length / N / Math.min(...found.units.map((one) => one.rows.length))) ** 2,
    parameters: k + N * found.factors,
  });
}

function netOfFactors(design: Design, estimator: string): CommonFactors {
  const units = unitRows(design, estimator);
  const [time] = panelEffects(design, 'time');
  const average = (values: Float64Array) => {
    const deviations = demean(values, time);
    return values.map((value, i) => value - deviations[i]);
  };
  const constant = design.names.includes('(Intercept)');
  const regressors = design.names.flatMap((name, j) =>
    name === '(Intercept)' ? [] : [{ name, x: column(design.X, j) }],
  );
  if (regressors.length === 0) throw new AimaqError('design-no-regressors', { reasons: 'the formula has none' });
  const n = design.y.length;
  const H = [
    average(design.y),
    ...regressors.map(({ x }) => average(x)),
    ...(constant ? [new Float64Array(n).fill(1)] : []),
  ];
  // A column is measured by its variation where there is any and a constant among the factors, else by its length.
  const scaleOf = (v: Float64Array) => {
    const size = Math.sqrt(v.reduce((sum, value) => sum + value ** 2, 0));
    const mean = constant ? v.reduce((sum, value) => sum + value / v.length, 0) : 0;
    const variation = Math.sqrt(v.reduce((sum, value) => sum + (value - mean) ** 2, 0));
    return variation > NOTHING * size ? variation : size;
  };
  const nets = units.map(({ unit, rows }) => {
    const factors = fromColumns(
      H.map((h) => pick(h, rows)),
      rows.length,
    );
    const net = (values: Float64Array) => leastSquares(factors, pick(values, rows));
    const response = net(design.y);
    if (rows.length <= response.rank)
      throw new AimaqError('panel-short-units', { unit, periods: rows.length, needed: response.rank + 1 });
    return { unit, rows, rank: response.rank, My: response.residuals, X: regressors.map(({ x }) => net(x).residuals) };
  });
  const varies = regressors.map(({ x }, j) =>
    nets.some(({ rows, X }) => scaleOf(X[j]) > NOTHING * scaleOf(pick(x, rows))),
  );
  const kept = regressors.flatMap((_, j) => (varies[j] ? [j] : []));
  if (kept.length === 0) throw new AimaqError('design-no-regressors', { reasons: 'none differs between the units' });
  let short = 0;
  const moments = nets.map(({ unit, rows, My, X }): UnitMoments => {
    const MX = fromColumns(
      kept.map((j) => X[j]),
      rows.length,
    );
    const XMX = crossProduct(MX);
    const solved = leastSquares(MX, My, { scales: kept.map((j) => scaleOf(pick(regressors[j].x, rows))) });
    if (solved.rank === kept.length) return { unit, rows, MX, My, XMX, coefficients: solved.coefficients };
    // Too few periods for this unit's own regression: the shortest of all solutions, as plm takes it.
    short++;
    const target = multiplyVector(transpose(MX), My);
    return { unit, rows, MX, My, XMX, coefficients: multiplyVector(pseudoInverse(XMX, SHORT).inverse, target) };
  });
  return {
    names: kept.map((j) => regressors[j].name),
    units: moments,
    common: regressors.flatMap(({ name }, j) => (varies[j] ? [] : [name])),
    factors: Math.max(...nets.map((one) => one.rank)),
    notes: short === 0 ? [] : [note('panel-cce-short', { units: short, needed: kept.length + H.length })],
  };
}

function result(
  design: Design,
  estimator: string,
  {
    found,
    coefficients,
    of,
    matrix,
    plmFactor = 1,
    parameters,
  }: {
    found: CommonFactors;
    coefficients: Float64Array;
    of: (unit: UnitMoments) => Float64Array;
    matrix: ColumnMatrix;
    plmFactor?: number;
    parameters: number;
  },
): Fit {
  const residuals = new Float64Array(design.y.length);
  for (const unit of found.units) {
    const fitted = multiplyVector(unit.MX, of(unit));
    unit.rows.forEach((row, t) => {
      residuals[row] = unit.My[t] - fitted[t];
    });
  }
  const fit = unitFit(design, estimator, {
    names: found.names,
    coefficients,
    residuals,
    covariance: { type: estimator, matrix, plmFactor, words: 'spread of the coefficients between the units' },
    parameters,
    units: found.units,
  });
  return {
    ...fit,
    removed: found.common.map((term) => ({
      term,
      reason: 'does not differ between the units beyond the common factors',
    })),
    notes: found.notes,
  };
}

function stack(units: readonly UnitMoments[]): ColumnMatrix {
  const k = units[0].MX.cols;
  return fromColumns(Array.from({ length: k }, (_, j) => join(units.map(({ MX }) => column(MX, j)))));
}

function join(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
