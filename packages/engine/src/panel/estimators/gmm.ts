import type { Design, FreshRows } from '../../design/design.js';
import { chiSquaredTail } from '../../distribution/chiSquared.js';
import { normalTwoSided } from '../../distribution/normal.js';
import { AimaqError, type Note, note } from '../../errors.js';
import { type ColumnMatrix, columnMatrix, fromColumns, selectColumns } from '../../numeric/columnMatrix.js';
import { qr } from '../../numeric/qr.js';
import { crossProduct, dot, multiply, multiplyVector, transpose } from '../../numeric/sums.js';
import { dynamicFormula } from '../dynamicFormula.js';
import { type DynamicPanel, dynamicPanel } from '../dynamicPanel.js';
import type { EstimatorOptions } from '../estimator.js';
import type { Fit, OwnCovariance } from '../fit.js';
import { refuse } from '../mapDesign.js';
import { predictChanges } from '../predictChanges.js';
import { spreadOf } from '../prediction.js';
import { scaledInverse } from '../scaledInverse.js';
import { serialCorrelation } from '../serialCorrelation.js';

/**
 * Difference GMM: the equation in first differences, instrumented by earlier levels. Time dummies are part of it unless
 * the effect is `individual`.
 *
 * Formula: β̂ = (X'Z W Z'X)⁻¹X'Z W Z'y with W = (ΣZ_i'H Z_i)⁻¹, H the covariance of differenced white noise, in one step,
 * and W = (ΣZ_i'ê_i ê_i'Z_i)⁻¹ from the residuals of the first in two. Standard errors are robust, those of two steps
 * with the correction of Windmeijer (2005); `iid` gives the conventional ones.
 * Errors: panel-gmm-too-many-instruments, panel-underidentified, panel-gmm-no-equations, panel-gmm-instruments-syntax.
 * Source: Arellano & Bond (1991); Roodman (2009). Checked against plm 2.6-2 `pgmm` and the published table.
 */
export function gmmDifference(design: Design, options: EstimatorOptions): Fit {
  return gmm(design, 'gmm-difference', options);
}

/**
 * System GMM: the differences, and the levels instrumented by the change one lag before the first of the differences (plm: by
 * that of the period before, whatever the lags). Blundell & Bond (1998). The first step
 * weights by the full covariance of both (as plm and xtabond2's h(3) do). The levels have a constant, as in xtabond2; plm
 * leaves it out where there are no time effects, and so does `- 1` in the formula.
 */
export function gmmSystem(design: Design, options: EstimatorOptions): Fit {
  return gmm(design, 'gmm-system', options);
}

function gmm(design: Design, estimator: string, { effect, steps = 1, collapse = false }: EstimatorOptions): Fit {
  refuse(design, estimator, { weights: true });
  const { index, formula } = design;
  const named = formula.effects.map((one) => one.factors.join('^'));
  if (
    formula.effects.some((one) => one.slopes.length > 0) ||
    named.some((name) => name !== index?.unitName && name !== index?.timeName)
  )
    throw new AimaqError('panel-effects-in-formula', { estimator });
  if (effect === 'time') throw new AimaqError('panel-gmm-effect', { estimator });
  const timeEffects =
    effect === undefined ? named.length === 0 || named.includes(index?.timeName ?? '') : effect === 'twoways';
  const system = estimator === 'gmm-system';
  const panel = dynamicPanel(design, dynamicFormula(formula), { system, timeEffects, collapse });
  const units = panel.units.filter((equations) => equations.length > 0).length;
  const X = fromColumns(panel.X);
  const Z = independent(fromColumns(panel.Z, panel.y.length));
  if (Z.cols > units) throw new AimaqError('panel-gmm-too-many-instruments', { instruments: Z.cols, units });
  if (Z.cols < X.cols) throw new AimaqError('panel-underidentified', { endogenous: X.cols, instruments: Z.cols });

  const { S, ranges } = firstWeights(panel, Z);
  const W1 = scaledInverse(S).inverse;
  const ZX = crossProduct(Z, X);
  const Zy = multiplyVector(transpose(Z), panel.y);
  const one = step(ZX, Zy, W1, panel.names);
  const e1 = subtract(panel.y, multiplyVector(X, one.coefficients));
  const S2 = scoreCovariance(Z, e1, ranges);
  const W2 = scaledInverse(S2).inverse;
  const two = steps === 2 ? step(ZX, Zy, W2, panel.names) : undefined;
  const e = two === undefined ? e1 : subtract(panel.y, multiplyVector(X, two.coefficients));
  const k = X.cols;

  // A1 (Z'X)… of the robust one-step covariance, which the correction of the second step needs, too.
  const half = multiply(W1, ZX);
  const robustOne = sandwich(one.bread, multiply(multiply(transpose(half), S2), half));
  const differences = panel.units.flat().map((equation) => (equation.before < 0 ? 0 : 1));
  const count = differences.reduce<number>((sum, value) => sum + value, 0);
  const e1d = e1.map((value, i) => value * differences[i]);
  const variance = count > k ? dot(e1d, e1d) / (2 * (count - k)) : Number.NaN;
  const robust: OwnCovariance =
    two === undefined
      ? { type: 'robust', matrix: robustOne, words: 'robust one-step covariance, by unit' }
      : {
          type: 'windmeijer',
          matrix: windmeijer({ Z, X, ZX, W2, ranges, e1, e }, two.bread, robustOne),
          words: 'two-step covariance with the correction of Windmeijer (2005)',
        };
  const conventional: OwnCovariance = {
    type: 'iid',
    matrix: two === undefined ? scaled(one.bread, variance) : two.bread,
    words: two === undefined ? 'one-step covariance for white noise' : 'two-step covariance without correction',
  };
  const found = two ?? one;
  const score = multiplyVector(transpose(Z), e);
  const score1 = multiplyVector(transpose(Z), e1);
  const df = Z.cols - k;
  const chi = (statistic: number) => (df > 0 ? { statistic, df, pValue: chiSquaredTail(statistic, df) } : null);
  const hansen = chi(dot(score, multiplyVector(W2, score)));
  const sargan = variance > 0 ? chi(dot(score1, multiplyVector(W1, score1)) / variance) : null;
  const arellanoBond = [1, 2].map((order) => {
    const statistic = serialCorrelation(panel, order, {
      e,
      X,
      Z,
      bread: found.bread,
      weights: two === undefined ? W1 : W2,
      covariance: robust.matrix,
    });
    return { order, statistic, pValue: statistic === null ? null : normalTwoSided(statistic) };
  });
  const notes: Note[] = [
    note('panel-gmm-instruments', {
      instruments: Z.cols,
      units,
      ar2: shown(arellanoBond[1].pValue),
      hansen: shown(hansen?.pValue ?? null),
    }),
  ];
  let residualSumOfSquares = 0;
  for (const value of e) residualSumOfSquares += value * value;
  return {
    design,
    estimator,
    effect: timeEffects ? 'twoways' : 'individual',
    names: panel.names,
    X,
    y: panel.y,
    coefficients: found.coefficients,
    residuals: e,
    rowResiduals: null,
    bread: found.bread,
    degrees: { n: panel.y.length, k, absorbed: 0, residual: panel.y.length - k },
    effects: [],
    groups: design.groups,
    removed: [],
    residualSumOfSquares,
    withinSumOfSquares: Number.NaN,
    withinShares: {},
    notes,
    predict: (fresh, level) =>
      predictNext(design, fresh, {
        panel,
        coefficients: found.coefficients,
        covariance: robust.matrix,
        variance,
        level,
      }),
    own: { default: robust, ...(two === undefined && Number.isNaN(variance) ? {} : { iid: conventional }) },
    goodness: { rSquared: NO_R_SQUARED, sigma: variance > 0 ? Math.sqrt(variance) : null },
    details: {
      instruments: {
        kind: 'gmm',
        steps,
        collapsed: collapse,
        count: Z.cols,
        units,
        equations: { differences: count, levels: panel.y.length - count },
        timeDummies: [...panel.dummies],
        sargan,
        hansen,
        serialCorrelation: arellanoBond,
      },
    },
  };
}

interface Dynamics {
  readonly panel: DynamicPanel;
  readonly coefficients: Float64Array;
  readonly covariance: ColumnMatrix;
  /** Of the errors in levels. */
  readonly variance: number;
  readonly level: number;
}

/**
 * One period ahead of a row of the sample: what the equation in differences expects; the dummy of that period must be known.
 * The interval is ±z√(d'Vd + 2σ²), d the change of the regressors, 2σ² the variance of a change of white noise.
 */
function predictNext(design: Design, fresh: FreshRows, { panel, coefficients, covariance, variance, level }: Dynamics) {
  const { names, dummies } = panel;
  const timeName = design.index?.timeName ?? '';
  const slopes = names.filter((name) => name !== '(Intercept)' && !dummies.includes(name));
  const first = Math.min(...dummies.map((name) => Number(name.slice(timeName.length))));
  const known = (period: number) => names.includes(`${timeName}${period}`) || period < first;
  return predictChanges(design, fresh, slopes, ({ from, to, x }, before) => {
    if (to - from !== 1) return 'no-earlier-row';
    if (!known(to) || !known(from)) return 'unknown-level';
    const change = Float64Array.from(names, (name) => {
      const slope = slopes.indexOf(name);
      if (slope >= 0) return x[slope];
      return name === `${timeName}${to}` ? 1 : name === `${timeName}${from}` ? -1 : 0;
    });
    const fitted = before + dot(change, coefficients);
    const spread = spreadOf(1, dot(change, multiplyVector(covariance, change)), {
      df: Number.POSITIVE_INFINITY,
      level,
      noise: 2 * variance,
    });
    return { fitted, ...spread };
  });
}

const NO_R_SQUARED = {
  full: null,
  adjusted: null,
  fixedEffectsOnly: null,
  within: null,
  adjustedWithin: null,
  between: null,
  overall: null,
} as const;

/** Instruments that are no combination of those before them. */
function independent(Z: ColumnMatrix): ColumnMatrix {
  const { kept } = qr(Z, { tolerance: 1e-10 });
  return kept.length === Z.cols ? Z : selectColumns(Z, kept);
}

/** ΣZ_i'H_i Z_i, and where the equations of each unit stand. H: 2 and −1 in differences, 1 in levels, ±1 between them. */
function firstWeights(panel: DynamicPanel, Z: ColumnMatrix) {
  const ranges: (readonly [number, number])[] = [];
  const HZ = columnMatrix(Z.rows, Z.cols);
  let from = 0;
  for (const equations of panel.units) {
    equations.forEach((a, i) => {
      equations.forEach((b, j) => {
        const gap = a.period - b.period;
        const [da, db] = [a.before >= 0, b.before >= 0];
        const h =
          da && db
            ? gap === 0
              ? 2
              : Math.abs(gap) === 1
                ? -1
                : 0
            : !da && !db
              ? gap === 0
                ? 1
                : 0
              : gap === 0
                ? 1
                : (da ? gap : -gap) === 1
                  ? -1
                  : 0;
        if (h === 0) return;
        for (let l = 0; l < Z.cols; l++) HZ.data[l * Z.rows + from + i] += h * Z.data[l * Z.rows + from + j];
      });
    });
    ranges.push([from, from + equations.length]);
    from += equations.length;
  }
  return { S: crossProduct(Z, HZ), ranges };
}

function step(ZX: ColumnMatrix, Zy: Float64Array, W: ColumnMatrix, names: readonly string[]) {
  const XZW = multiply(transpose(ZX), W);
  const { inverse, rank } = scaledInverse(multiply(XZW, ZX));
  if (rank < names.length)
    throw new AimaqError('panel-underidentified', { endogenous: names.length, instruments: rank });
  return { bread: inverse, coefficients: multiplyVector(inverse, multiplyVector(XZW, Zy)) };
}

/** Σ Z_i'e_i e_i'Z_i. */
function scoreCovariance(
  Z: ColumnMatrix,
  e: Float64Array,
  ranges: readonly (readonly [number, number])[],
): ColumnMatrix {
  const scores = columnMatrix(ranges.length, Z.cols);
  ranges.forEach(([from, to], g) => {
    for (let l = 0; l < Z.cols; l++)
      for (let i = from; i < to; i++) scores.data[l * ranges.length + g] += Z.data[l * Z.rows + i] * e[i];
  });
  return crossProduct(scores);
}

interface Moments {
  readonly Z: ColumnMatrix;
  readonly X: ColumnMatrix;
  readonly ZX: ColumnMatrix;
  readonly W2: ColumnMatrix;
  readonly ranges: readonly (readonly [number, number])[];
  readonly e1: Float64Array;
  readonly e: Float64Array;
}

/** V = B₂ + D B₂ + B₂D' + D V₁ D', D the derivative of the two-step estimate by the first step. Windmeijer (2005), eq. 3.4. */
function windmeijer({ Z, X, ZX, W2, ranges, e1, e }: Moments, B2: ColumnMatrix, V1: ColumnMatrix): ColumnMatrix {
  const k = X.cols;
  const L = Z.cols;
  const weighted = multiplyVector(W2, multiplyVector(transpose(Z), e));
  const lead = multiply(multiply(B2, transpose(ZX)), W2);
  const D = columnMatrix(k, k);
  for (let j = 0; j < k; j++) {
    // ∂(Σ Z'ee'Z)/∂β_j = −Σ (Z'x_j e'Z + Z'e x_j'Z), applied to W₂ Z'e at once.
    const direction = new Float64Array(L);
    for (const [from, to] of ranges) {
      const zx = new Float64Array(L);
      const ze = new Float64Array(L);
      for (let l = 0; l < L; l++)
        for (let i = from; i < to; i++) {
          const z = Z.data[l * Z.rows + i];
          if (z === 0) continue;
          zx[l] += z * X.data[j * X.rows + i];
          ze[l] += z * e1[i];
        }
      const [a, b] = [dot(ze, weighted), dot(zx, weighted)];
      for (let l = 0; l < L; l++) direction[l] -= zx[l] * a + ze[l] * b;
    }
    const column = multiplyVector(lead, direction);
    for (let i = 0; i < k; i++) D.data[j * k + i] = -column[i];
  }
  const DB = multiply(D, B2);
  const DVD = multiply(multiply(D, V1), transpose(D));
  return { ...B2, data: B2.data.map((value, i) => value + DB.data[i] + transpose(DB).data[i] + DVD.data[i]) };
}

function sandwich(bread: ColumnMatrix, meat: ColumnMatrix): ColumnMatrix {
  return multiply(multiply(bread, meat), bread);
}

function scaled(matrix: ColumnMatrix, factor: number): ColumnMatrix {
  return { ...matrix, data: matrix.data.map((value) => value * factor) };
}

function subtract(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value - b[i]);
}

function shown(p: number | null): string | number {
  return p === null ? '–' : Number(p.toFixed(3));
}
