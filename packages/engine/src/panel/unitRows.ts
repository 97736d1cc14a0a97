/** The rows of each unit and parts of columns, for estimators that run one regression a unit. */
import type { Design, DroppedRows } from '../design/design.js';
import { AimaqError, type Note, note } from '../errors.js';
import { type ColumnMatrix, column, columnMatrix, fromColumns } from '../numeric/columnMatrix.js';
import type { Fit, OwnCovariance } from './fit.js';
import { keepRows } from './keepRows.js';
import { refuse } from './mapDesign.js';
import type { Predict } from './prediction.js';

/** Units that a note names. */
const NAMED = 8;

export interface UnitRows {
  readonly unit: string;
  /** Rows in order of time. */
  readonly rows: Int32Array;
}

/** Errors: panel-needs-panel, panel-one-unit, panel-no-weights, panel-effects-in-formula, panel-instruments. */
export function unitRows(design: Design, estimator: string): UnitRows[] {
  refuse(design, estimator, { weights: true, effects: true, instruments: true });
  const { index } = design;
  if (index === undefined) throw new AimaqError('panel-needs-panel', { estimator });
  if (index.units.length < 2) throw new AimaqError('panel-one-unit', { estimator });
  return index.units.map((unit, i) => ({ unit, rows: index.order.slice(index.start[i], index.start[i + 1]) }));
}

/**
 * The design without units that have too few rows, and the note that names them; null where there are none. `needed`: rows
 * that are enough. Errors: panel-short-units when fewer than two units are left.
 */
export function longEnough(
  design: Design,
  units: readonly UnitRows[],
  needed: number,
  isShort = ({ rows }: UnitRows): boolean => rows.length < needed,
): { design: Design; notes: Note[] } | null {
  const short = units.filter(isShort);
  if (short.length === 0) return null;
  if (units.length - short.length < 2) {
    const { unit, rows } = short[0];
    throw new AimaqError('panel-short-units', { unit, periods: rows.length, needed });
  }
  return {
    design: withoutUnits(design, short, 'short-unit'),
    notes: [note('panel-short-units-dropped', { count: short.length, needed, units: namesOf(short) })],
  };
}

export function withoutUnits(design: Design, units: readonly UnitRows[], reason: DroppedRows['reason']): Design {
  const gone = new Set(units.flatMap(({ rows }) => [...rows]));
  return keepRows(
    design,
    Int32Array.from(design.y.keys()).filter((row) => !gone.has(row)),
    reason,
  );
}

/** The first names, for a note. */
export function namesOf(units: readonly UnitRows[]): string {
  const named = units.slice(0, NAMED).map(({ unit }) => unit);
  return `${named.join(', ')}${units.length > NAMED ? ', …' : ''}`;
}

export function pick(values: Float64Array, rows: Int32Array): Float64Array {
  return Float64Array.from(rows, (row) => values[row]);
}

export function pickRows(matrix: ColumnMatrix, rows: Int32Array): ColumnMatrix {
  return fromColumns(
    Array.from({ length: matrix.cols }, (_, j) => pick(column(matrix, j), rows)),
    rows.length,
  );
}

/** Mean of the units' coefficients and its nonparametric covariance Σ(b_i − b̄)(b_i − b̄)'/(N(N−1)). Pesaran & Smith (1995). */
export function meanOfUnits(coefficients: readonly Float64Array[]): { mean: Float64Array; covariance: ColumnMatrix } {
  const N = coefficients.length;
  const k = coefficients[0].length;
  const mean = new Float64Array(k);
  for (const b of coefficients) for (let j = 0; j < k; j++) mean[j] += b[j] / N;
  const covariance = columnMatrix(k, k);
  for (const b of coefficients)
    for (let i = 0; i < k; i++)
      for (let j = 0; j < k; j++) covariance.data[j * k + i] += ((b[i] - mean[i]) * (b[j] - mean[j])) / (N * (N - 1));
  return { mean, covariance };
}

export interface UnitFit {
  readonly names: readonly string[];
  readonly coefficients: Float64Array;
  readonly residuals: Float64Array;
  readonly covariance: OwnCovariance;
  /** Coefficients that were estimated in all unit regressions together. */
  readonly parameters: number;
  readonly units: readonly { readonly unit: string; readonly coefficients: Float64Array }[];
  readonly notes: readonly Note[];
  readonly predict: Predict;
}

/** The fit of an estimator whose coefficients come from one regression a unit. */
export function unitFit(design: Design, estimator: string, found: UnitFit): Fit {
  const { names, coefficients, residuals } = found;
  const n = design.y.length;
  const k = names.length;
  let residualSumOfSquares = 0;
  for (const e of residuals) residualSumOfSquares += e * e;
  return {
    design,
    estimator,
    effect: null,
    names,
    X: fromColumns(
      names.map((name) => column(design.X, design.names.indexOf(name))),
      n,
    ),
    y: design.y,
    coefficients,
    residuals,
    rowResiduals: residuals,
    bread: columnMatrix(k, k),
    degrees: { n, k, absorbed: found.parameters - k, residual: n - found.parameters },
    effects: [],
    groups: design.groups,
    removed: [],
    residualSumOfSquares,
    withinSumOfSquares: Number.NaN,
    withinShares: {},
    notes: found.notes,
    predict: found.predict,
    own: { default: found.covariance },
    details: {
      unitCoefficients: {
        terms: [...names],
        units: Object.fromEntries(found.units.map((one) => [one.unit, [...one.coefficients]])),
      },
    },
  };
}
