import { demean } from '../../design/absorb.js';
import type { Design, Groups } from '../../design/design.js';
import { AimaqError, note } from '../../errors.js';
import { type ColumnMatrix, column, columnMatrix, fromColumns } from '../../numeric/columnMatrix.js';
import { type LeastSquares, leastSquares } from '../../numeric/leastSquares.js';
import { dot, multiplyVector, transpose } from '../../numeric/sums.js';
import type { EstimatorOptions } from '../estimator.js';
import type { Fit } from '../fit.js';
import { correlationOfMeans, correlationOverall, correlationWithin } from '../goodness.js';
import { refuse } from '../mapDesign.js';
import { panelEffects } from '../panelEffects.js';
import { predictChanges } from '../predictChanges.js';
import { eachRow, type Predict, spreadOf } from '../prediction.js';
import { firstDifference } from './firstDifference.js';
import { pooling } from './pooling.js';
import { within } from './within.js';

/** Pivots below this share of the largest variance count as zero: that period adds nothing to those before it. */
const SINGULAR = 1e-10;

/**
 * Feasible generalised least squares with an unrestricted covariance of the errors inside groups: over time inside units
 * (effect `individual`), or over units inside periods (`time`), the same for all groups. Residuals of the within, pooled
 * or first-difference estimator give the covariance. It needs more groups than members of a group: with fewer the
 * covariance is singular and only the first members count; in unbalanced panels it may come out indefinite, and the members
 * with negative pivots do not count. So it is in plm, too; a note says so here.
 *
 * Formula: β̂ = (ΣX_i'Ω̂_i⁻¹X_i)⁻¹ΣX_i'Ω̂_i⁻¹y_i, Ω̂_ts = mean over i of ê_it ê_is; V = (ΣX_i'Ω̂_i⁻¹X_i)⁻¹.
 * Errors: panel-one-effect, panel-needs-panel, those of the first estimator.
 * Source: Wooldridge (2010), §10.4.3 and §10.5.5; Kmenta (1986). Checked against plm 2.6-2 `pggls`.
 */
export function feasibleGls(
  design: Design,
  { effect = 'individual', transformation = 'within' }: EstimatorOptions,
): Fit {
  refuse(design, 'fgls', { weights: true, effects: true, instruments: true });
  const { index } = design;
  if (index === undefined) throw new AimaqError('panel-needs-panel', { estimator: 'fgls' });
  if (effect === 'twoways') throw new AimaqError('panel-one-effect', { estimator: 'fgls' });
  const first =
    transformation === 'within'
      ? within(design, { effect })
      : transformation === 'pooling'
        ? pooling(design)
        : firstDifference(design);
  const unit = first.groups(index.unitName);
  const time = first.groups(index.timeName);
  const [outer, inner] = effect === 'time' ? [time, unit] : [unit, time];
  const [outerName, innerName] =
    effect === 'time' ? [index.timeName, index.unitName] : [index.unitName, index.timeName];
  const { groups, at } = members(outer, inner);
  const omega = errorCovariance(first.residuals, groups, inner.count);
  const columns = [first.y, ...first.names.map((_, j) => column(first.X, j))];
  const { rows, rank, definite } = whitened(columns, groups, omega);
  const n = first.y.length;
  const X = fromColumns(rows.slice(1), n);
  const solved = leastSquares(X, rows[0]);
  if (solved.dropped.length > 0)
    throw new AimaqError('panel-unit-regression', {
      unit: 'all',
      terms: solved.dropped.map((j) => first.names[j]).join(', '),
    });
  const fitted = multiplyVector(first.X, solved.coefficients);
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value * value, 0);
  const residualSumOfSquares = sum(subtract(first.y, fitted));
  const full = transformation === 'within' ? totalOf(design.y) : first.withinSumOfSquares;
  const seen = { ...first, coefficients: solved.coefficients };
  const expected = inner.count - (transformation === 'within' ? 1 : 0);
  return {
    ...first,
    estimator: 'fgls',
    effect,
    X,
    y: rows[0],
    coefficients: solved.coefficients,
    residuals: solved.residuals,
    bread: solved.bread,
    degrees: { n, k: solved.rank, absorbed: 0, residual: n - solved.rank },
    effects: [],
    residualSumOfSquares,
    transformed: true,
    rowResiduals: transformation === 'first-difference' ? null : subtract(first.y, fitted),
    dispersion: 1,
    conventional: true,
    normal: true,
    goodness: {
      sigma: null,
      fStatistic: null,
      rSquared: {
        full: full > 0 ? 1 - residualSumOfSquares / full : null,
        adjusted: null,
        fixedEffectsOnly: transformation === 'within' && full > 0 ? 1 - first.withinSumOfSquares / full : null,
        within:
          transformation === 'within' ? 1 - residualSumOfSquares / first.withinSumOfSquares : correlationWithin(seen),
        adjustedWithin: null,
        between: correlationOfMeans(seen),
        overall: correlationOverall(seen),
      },
    },
    notes: [
      ...first.notes,
      ...(definite ? [] : [note('panel-indefinite', { groups: outer.count, members: inner.count })]),
      ...(rank < expected ? [note('panel-fgls-rank', { rank, members: inner.count, groups: outer.count })] : []),
    ],
    details: { transformation },
    predict:
      transformation === 'pooling'
        ? predictPooled(first.names, solved, { X, groups, at, omega, outer, names: [outerName, innerName] })
        : predictDeviations(design, first, solved, { effect, transformation }),
  };
}

interface PooledErrors {
  /** The whitened regressors. */
  readonly X: ColumnMatrix;
  readonly groups: readonly Member[][];
  readonly at: ReadonlyMap<string, number>;
  readonly omega: ColumnMatrix;
  readonly outer: Groups;
  /** Of the groups and of their members. */
  readonly names: readonly [string, string];
}

/**
 * x'b; where the member (the period, with groups of units) is known, but not in this group already, the variance of
 * y − x'b is Ω̂_tt + x'Vx − 2x'V X_i'Ω̂_i⁻¹ω_i, ω_i the covariance of its error with those of the group's rows.
 */
function predictPooled(
  names: readonly string[],
  { coefficients, bread }: LeastSquares,
  { X, groups, at, omega, outer, names: [outerName, innerName] }: PooledErrors,
): Predict {
  const groupOf = new Map(outer.labels.map((label, g) => [label, groups[g]]));
  return (fresh, level) =>
    eachRow(fresh, names, (x, row) => {
      const direction = multiplyVector(bread, x);
      const spread = dot(x, direction);
      const fitted = dot(x, coefficients);
      const member = at.get(fresh.label(innerName, row) ?? '');
      const group = groupOf.get(fresh.label(outerName, row) ?? '') ?? [];
      if (member === undefined || group.some((one) => one.at === member))
        return { fitted, standardError: Math.sqrt(spread), interval: 'unknown-variance' };
      const shared = new Float64Array(X.rows);
      for (const one of group) shared[one.row] = omega.data[member * omega.rows + one.at];
      const [errors] = whitened([shared], [group], omega).rows;
      const common = multiplyVector(transpose(X), errors);
      const noise = omega.data[member * omega.rows + member] - 2 * dot(direction, common);
      return { fitted, ...spreadOf(1, spread, { df: Number.POSITIVE_INFINITY, level, noise }) };
    });
}

/**
 * Where deviations were estimated, x'b with the mean residual of the level; where changes were, the change since the last
 * row. Of both the covariance says nothing of the observation's own error.
 */
function predictDeviations(
  design: Design,
  { names }: Fit,
  { coefficients, bread }: LeastSquares,
  { effect, transformation }: Required<Pick<EstimatorOptions, 'effect' | 'transformation'>>,
): Predict {
  if (transformation === 'first-difference') {
    const slopes = names.filter((name) => name !== '(Intercept)');
    return (fresh) =>
      predictChanges(design, fresh, slopes, ({ x, steps }, before) => {
        const change = Float64Array.from(names, (name) => (name === '(Intercept)' ? steps : x[slopes.indexOf(name)]));
        return {
          fitted: before + dot(change, coefficients),
          standardError: Math.sqrt(dot(change, multiplyVector(bread, change))),
          interval: 'deviations',
        };
      });
  }
  const [level] = panelEffects(design, effect);
  const rest = design.y.slice();
  names.forEach((name, j) => {
    const x = column(design.X, design.names.indexOf(name));
    for (let i = 0; i < rest.length; i++) rest[i] -= coefficients[j] * x[i];
  });
  const left = demean(rest, level);
  const means = new Map(level.levels.map((label, g) => [label, level.codes.indexOf(g)] as const));
  return (fresh) =>
    eachRow(fresh, names, (x, row) => {
      const at = means.get(fresh.label(level.name, row) ?? '');
      if (at === undefined) return 'unknown-level';
      return {
        fitted: dot(x, coefficients) + rest[at] - left[at],
        standardError: null,
        interval: 'deviations',
      };
    });
}

interface Member {
  readonly row: number;
  /** Position among the sorted members. */
  readonly at: number;
}

/** Rows of each group in the order of its members, and the members by their labels. */
function members(outer: Groups, inner: Groups): { groups: Member[][]; at: ReadonlyMap<string, number> } {
  const sorted = inner.labels.map((label, code) => ({ label, code })).sort((a, b) => inOrder(a.label, b.label));
  const at = new Int32Array(inner.count);
  sorted.forEach(({ code }, position) => {
    at[code] = position;
  });
  const groups: Member[][] = Array.from({ length: outer.count }, () => []);
  outer.codes.forEach((group, row) => {
    groups[group].push({ row, at: at[inner.codes[row]] });
  });
  for (const group of groups) group.sort((a, b) => a.at - b.at);
  return { groups, at: new Map(sorted.map(({ label }, position) => [label, position])) };
}

/** Ω̂: each pair of members over the groups that have both. */
function errorCovariance(e: Float64Array, groups: readonly Member[][], size: number): ColumnMatrix {
  const omega = columnMatrix(size, size);
  const pairs = new Int32Array(size * size);
  for (const group of groups)
    for (const a of group)
      for (const b of group) {
        omega.data[b.at * size + a.at] += e[a.row] * e[b.row];
        pairs[b.at * size + a.at]++;
      }
  for (let i = 0; i < pairs.length; i++) if (pairs[i] > 0) omega.data[i] /= pairs[i];
  return omega;
}

/** D^(−½)L⁻¹z by group with Ω_i = LDL'; rows of pivots that are zero or negative become zero. */
function whitened(columns: readonly Float64Array[], groups: readonly Member[][], omega: ColumnMatrix) {
  const size = omega.rows;
  const rows = columns.map((values) => new Float64Array(values.length));
  let rank = size;
  let definite = true;
  for (const group of groups) {
    const T = group.length;
    const largest = Math.max(...group.map(({ at }) => omega.data[at * size + at]));
    const L = new Float64Array(T * T);
    const D = new Float64Array(T);
    for (let j = 0; j < T; j++) {
      for (let i = j; i < T; i++) {
        let value = omega.data[group[j].at * size + group[i].at];
        for (let l = 0; l < j; l++) value -= L[l * T + i] * L[l * T + j] * D[l];
        if (i === j) D[j] = value;
        else L[j * T + i] = Math.abs(D[j]) > SINGULAR * largest ? value / D[j] : 0;
      }
      if (Math.abs(D[j]) <= SINGULAR * largest) D[j] = 0;
      if (D[j] < 0) definite = false;
    }
    if (T === size) rank = D.filter((pivot) => pivot > 0).length;
    columns.forEach((values, c) => {
      const z = group.map(({ row }) => values[row]);
      for (let i = 0; i < T; i++) {
        for (let l = 0; l < i; l++) z[i] -= L[l * T + i] * z[l];
        rows[c][group[i].row] = D[i] > 0 ? z[i] / Math.sqrt(D[i]) : 0;
      }
    });
  }
  return { rows, rank, definite };
}

function subtract(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value - b[i]);
}

function totalOf(y: Float64Array): number {
  let mean = 0;
  for (const value of y) mean += value / y.length;
  return y.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}

/** Numbers by value, texts by code unit. */
function inOrder(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  if (!Number.isNaN(x) && !Number.isNaN(y)) return x - y;
  return a < b ? -1 : 1;
}
