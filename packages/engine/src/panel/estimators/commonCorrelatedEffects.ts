import { demean } from '../../design/absorb.js';
import type { Design } from '../../design/design.js';
import { AimaqError, type Note, note } from '../../errors.js';
import { type ColumnMatrix, column, columnMatrix, fromColumns } from '../../numeric/columnMatrix.js';
import { leastSquares } from '../../numeric/leastSquares.js';
import { qr } from '../../numeric/qr.js';
import { crossProduct, dot, multiply, multiplyVector, transpose } from '../../numeric/sums.js';
import { pseudoInverse } from '../../numeric/symmetric.js';
import { type Fit, SWEPT_RANK } from '../fit.js';
import { panelEffects } from '../panelEffects.js';
import { eachRow, type Predict, spreadOf } from '../prediction.js';
import { longEnough, meanOfUnits, namesOf, pick, unitFit, unitRows } from '../unitRows.js';

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
  /** (X'M X)⁻¹; null where the unit is too short for its own regression. */
  readonly bread: ColumnMatrix | null;
  /** Of the averages in the unit's rows. */
  readonly rank: number;
}

interface CommonFactors {
  /** Of the units that are long enough. */
  readonly design: Design;
  /** The averages that stand for the factors, row by row. */
  readonly H: readonly Float64Array[];
  readonly names: readonly string[];
  readonly units: readonly UnitMoments[];
  /** Regressors that do not differ between the units beyond the factors and the regressors before them. */
  readonly common: readonly string[];
  readonly factors: number;
  readonly notes: readonly Note[];
}

/**
 * Common correlated effects, mean group: each unit's regression is net of the averages over all units in each period
 * (which stand for unobserved common factors), then the coefficients are averaged.
 *
 * Formula: b_i = (X_i'M X_i)⁻¹X_i'M y_i, M = I − H(H'H)⁻H', H = (ȳ_t, x̄_t, 1); b̄ and V as in the mean group estimator.
 * Units with fewer periods than averages are left out, counted and named, and the averages are those of the others.
 * Errors: panel-short-units, panel-needs-panel, panel-one-unit, panel-cce-common,
 * design-without-regressors.
 * Source: Pesaran (2006). Checked against plm 2.6-2 `pcce(model = "mg")`.
 */
export function cceMeanGroup(design: Design): Fit {
  const found = netOfFactors(design, 'cce-mean-group');
  const { mean, covariance } = meanOfUnits(found.units.map((one) => one.coefficients));
  return result('cce-mean-group', {
    found,
    coefficients: mean,
    of: (unit) => ({ b: unit.coefficients, bread: unit.bread }),
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
  return result('cce-pooled', {
    found,
    coefficients,
    of: () => ({ b: coefficients, bread }),
    matrix: multiply(multiply(bread, meat), bread),
    plmFactor: (found.design.y.length / N / Math.min(...found.units.map((one) => one.rows.length))) ** 2,
    parameters: k + N * found.factors,
    degrees: found.design.y.length - k - found.units.reduce((sum, unit) => sum + unit.rank, 0),
  });
}

function netOfFactors(design: Design, estimator: string, before: readonly Note[] = []): CommonFactors {
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
  if (regressors.length === 0) throw new AimaqError('design-without-regressors');
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
  const left = longEnough(design, units, H.length + 1, ({ rows }) => qr(factorsOf(H, rows)).kept.length >= rows.length);
  if (left !== null) return netOfFactors(left.design, estimator, [...before, ...left.notes]);
  const nets = units.map(({ unit, rows }) => {
    const factors = factorsOf(H, rows);
    const net = (values: Float64Array) => leastSquares(factors, pick(values, rows));
    const response = net(design.y);
    return { unit, rows, rank: response.rank, My: response.residuals, X: regressors.map(({ x }) => net(x).residuals) };
  });
  const varies = regressors.map(({ x }, j) =>
    nets.some(({ rows, X }) => scaleOf(X[j]) > NOTHING * scaleOf(pick(x, rows))),
  );
  const differing = regressors.flatMap((_, j) => (varies[j] ? [j] : []));
  // A difference of two regressors that the factors explain leaves the rounding of the table.
  const { kept: independent } = qr(fromColumns(differing.map((j) => join(nets.map(({ X }) => X[j])))), {
    scales: differing.map((j) => scaleOf(regressors[j].x)),
    tolerance: SWEPT_RANK,
  });
  const kept = independent.map((position) => differing[position]);
  if (kept.length === 0)
    throw new AimaqError('panel-cce-common', { terms: regressors.map(({ name }) => name).join(', ') });
  let short = 0;
  const moments = nets.map(({ unit, rows, rank, My, X }): UnitMoments => {
    const MX = fromColumns(
      kept.map((j) => X[j]),
      rows.length,
    );
    const moments = { unit, rows, rank, MX, My, XMX: crossProduct(MX) };
    const solved = leastSquares(MX, My, { scales: kept.map((j) => scaleOf(pick(regressors[j].x, rows))) });
    if (solved.rank === kept.length) return { ...moments, coefficients: solved.coefficients, bread: solved.bread };
    // Too few periods for this unit's own regression: the shortest of all solutions, as plm takes it.
    short++;
    const target = multiplyVector(transpose(MX), My);
    const { inverse } = pseudoInverse(moments.XMX, SHORT);
    return { ...moments, coefficients: multiplyVector(inverse, target), bread: null };
  });
  const exact = moments.filter(({ rows, rank, bread }) => bread !== null && rows.length <= rank + kept.length);
  const needed = kept.length + H.length;
  return {
    design,
    H,
    names: kept.map((j) => regressors[j].name),
    units: moments,
    common: regressors.flatMap(({ name }, j) => (kept.includes(j) ? [] : [name])),
    factors: Math.max(...nets.map((one) => one.rank)),
    notes: [
      ...before,
      ...(short === 0 ? [] : [note('panel-cce-short', { units: short, needed })]),
      ...(exact.length === 0 ? [] : [note('panel-cce-exact', { count: exact.length, units: namesOf(exact), needed })]),
    ],
  };
}

function factorsOf(H: readonly Float64Array[], rows: Int32Array): ColumnMatrix {
  return fromColumns(
    H.map((h) => pick(h, rows)),
    rows.length,
  );
}

/** What a prediction for a unit rests on: coefficients, their (X'M X)⁻¹, and the variance of the errors. */
interface UnitRegression {
  readonly b: Float64Array;
  readonly bread: ColumnMatrix | null;
  readonly s2: number;
  readonly df: number;
}

/**
 * x'b_i + h_t'g_i, g_i what the averages explain of the unit beyond its regressors: for units and periods of the sample. The
 * interval is that of the regression on the regressors and the averages of each unit, the averages taken as given:
 * variance s²(1 + x̃'(X'M X)⁻¹x̃ + h'(H'H)⁻h) with x̃ the row net of what the averages explain of it.
 */
function byFactors({ design, H, names, units }: CommonFactors, of: (unit: UnitMoments) => UnitRegression): Predict {
  const { index } = design;
  const loadings = new Map(
    units.map((unit) => {
      const own = of(unit);
      const columns = names.map((name) => pick(column(design.X, design.names.indexOf(name)), unit.rows));
      const rest = pick(design.y, unit.rows).map((value, t) =>
        columns.reduce((sum, x, j) => sum - own.b[j] * x[t], value),
      );
      const factors = factorsOf(H, unit.rows);
      const { kept, coefficients: g, bread } = leastSquares(factors, rest);
      const ofRegressors = columns.map((x) => leastSquares(factors, x).coefficients);
      return [unit.unit, { own, kept, g, bread, ofRegressors }] as const;
    }),
  );
  const rowOf = new Map(index?.times.map((time, t) => [String(time), index.time.indexOf(t)]));
  return (fresh, level) =>
    eachRow(fresh, names, (x, row) => {
      const unit = loadings.get(fresh.label(index?.unitName ?? '', row) ?? '');
      const at = rowOf.get(fresh.label(index?.timeName ?? '', row) ?? '');
      if (unit === undefined || at === undefined) return 'unknown-level';
      const { own, kept, g, bread, ofRegressors } = unit;
      const h = Float64Array.from(kept, (position) => H[position][at]);
      const net = x.map((value, j) => value - dot(h, ofRegressors[j]));
      const size =
        own.bread === null ? Number.NaN : dot(net, multiplyVector(own.bread, net)) + dot(h, multiplyVector(bread, h));
      const df = own.bread === null ? 0 : own.df;
      return { fitted: dot(x, own.b) + dot(h, g), ...spreadOf(own.s2, size, { df, level }) };
    });
}

function result(
  estimator: string,
  {
    found,
    coefficients,
    of,
    matrix,
    plmFactor = 1,
    parameters,
    degrees,
  }: {
    found: CommonFactors;
    coefficients: Float64Array;
    of: (unit: UnitMoments) => Pick<UnitRegression, 'b' | 'bread'>;
    matrix: ColumnMatrix;
    plmFactor?: number;
    parameters: number;
    /** Of the residuals of all units together, where they share the variance of the errors. */
    degrees?: number;
  },
): Fit {
  const { design } = found;
  const residuals = new Float64Array(design.y.length);
  for (const unit of found.units) {
    const fitted = multiplyVector(unit.MX, of(unit).b);
    unit.rows.forEach((row, t) => {
      residuals[row] = unit.My[t] - fitted[t];
    });
  }
  const squares = (rows: Iterable<number>) => {
    let sum = 0;
    for (const row of rows) sum += residuals[row] ** 2;
    return sum;
  };
  const regression = (unit: UnitMoments): UnitRegression => {
    const df = degrees ?? unit.rows.length - unit.rank - found.names.length;
    return { ...of(unit), df, s2: squares(degrees === undefined ? unit.rows : residuals.keys()) / df };
  };
  const fit = unitFit(design, estimator, {
    names: found.names,
    coefficients,
    residuals,
    covariance: { type: estimator, matrix, plmFactor, words: 'spread of the coefficients between the units' },
    parameters,
    units: found.units,
    notes: found.notes,
    predict: byFactors(found, regression),
  });
  return {
    ...fit,
    removed: found.common.map((term) => ({
      term,
      code: 'common',
      by: [],
      reason: 'does not differ between the units beyond the common factors and the other regressors',
    })),
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
