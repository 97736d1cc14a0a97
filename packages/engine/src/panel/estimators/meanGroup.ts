import type { Design } from '../../design/design.js';
import { AimaqError, type Note, note } from '../../errors.js';
import { type LeastSquares, leastSquares } from '../../numeric/leastSquares.js';
import type { Fit } from '../fit.js';
import { eachRow, ofRegression, type Predict } from '../prediction.js';
import {
  longEnough,
  meanOfUnits,
  namesOf,
  pick,
  pickRows,
  type UnitRows,
  unitFit,
  unitRows,
  withoutUnits,
} from '../unitRows.js';

/**
 * Mean group estimator: one regression a unit, the coefficients averaged, their spread between the units as standard
 * error. Right when the slopes differ between units and T is long enough for a regression of each; units that are too short,
 * or in which a regressor cannot be told from the others, are left out, counted and named.
 *
 * Formula: b̄ = N⁻¹Σ b_i, V = Σ(b_i − b̄)(b_i − b̄)'/(N(N−1)).
 * Errors: panel-short-units, panel-unit-regression, panel-needs-panel, panel-one-unit.
 * Source: Pesaran & Smith (1995). Checked against plm 2.6-2 `pmg(model = "mg")`.
 */
export function meanGroup(given: Design): Fit {
  const k = given.names.length;
  const long = longEnough(given, unitRows(given, 'mean-group'), k + 1) ?? { design: given, notes: [] };
  const { design, notes, units } = determined(long.design, long.notes);
  const residuals = new Float64Array(design.y.length);
  const found = units.map(({ unit, rows, solved }) => {
    rows.forEach((row, t) => {
      residuals[row] = solved.residuals[t];
    });
    return { unit, coefficients: solved.coefficients, solved };
  });
  const { mean, covariance } = meanOfUnits(found.map((one) => one.coefficients));
  return unitFit(design, 'mean-group', {
    names: design.names,
    coefficients: mean,
    residuals,
    covariance: { type: 'mean-group', matrix: covariance, words: 'spread of the coefficients between the units' },
    parameters: k * units.length,
    units: found,
    notes,
    predict: ofOwnRegressions(design, new Map(found.map(({ unit, solved }) => [unit, solved]))),
  });
}

/** The regressions of the units that determine all coefficients. */
function determined(
  design: Design,
  notes: readonly Note[],
): { design: Design; notes: readonly Note[]; units: readonly (UnitRows & { solved: LeastSquares })[] } {
  const units = unitRows(design, 'mean-group').map(({ unit, rows }) => ({
    unit,
    rows,
    solved: leastSquares(pickRows(design.X, rows), pick(design.y, rows)),
  }));
  const open = units.filter(({ solved }) => solved.dropped.length > 0);
  if (open.length === 0) return { design, notes, units };
  const termsOf = (of: typeof open) =>
    design.names.filter((_, j) => of.some(({ solved }) => solved.dropped.includes(j))).join(', ');
  if (units.length - open.length < 2)
    throw new AimaqError('panel-unit-regression', { unit: open[0].unit, terms: termsOf(open.slice(0, 1)) });
  return determined(withoutUnits(design, open, 'undetermined-unit'), [
    ...notes,
    note('panel-undetermined-units-dropped', { count: open.length, terms: termsOf(open), units: namesOf(open) }),
  ]);
}

/** By the unit's own regression, whose interval it is; a unit without one cannot be predicted. */
function ofOwnRegressions(design: Design, units: ReadonlyMap<string, LeastSquares>): Predict {
  return (fresh, level) =>
    eachRow(fresh, design.names, (x, row) => {
      const own = units.get(fresh.label(design.index?.unitName ?? '', row) ?? '');
      if (own === undefined) return 'unknown-level';
      return ofRegression(own, x, level);
    });
}
