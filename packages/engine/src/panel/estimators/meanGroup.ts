import type { Design } from '../../design/design.js';
import { AimaqError } from '../../errors.js';
import { type LeastSquares, leastSquares } from '../../numeric/leastSquares.js';
import type { Fit } from '../fit.js';
import { eachRow, ofRegression, type Predict } from '../prediction.js';
import { longEnough, meanOfUnits, pick, pickRows, unitFit, unitRows } from '../unitRows.js';

/**
 * Mean group estimator: one regression a unit, the coefficients averaged, their spread between the units as standard
 * error. Right when the slopes differ between units and T is long enough for a regression of each; units that are too short
 * are left out, counted and named.
 *
 * Formula: b̄ = N⁻¹Σ b_i, V = Σ(b_i − b̄)(b_i − b̄)'/(N(N−1)).
 * Errors: panel-short-units, panel-unit-regression, panel-needs-panel, panel-one-unit.
 * Source: Pesaran & Smith (1995). Checked against plm 2.6-2 `pmg(model = "mg")`.
 */
export function meanGroup(given: Design): Fit {
  const k = given.names.length;
  const { design, notes } = longEnough(given, unitRows(given, 'mean-group'), k + 1) ?? { design: given, notes: [] };
  const units = unitRows(design, 'mean-group');
  const residuals = new Float64Array(design.y.length);
  const found = units.map(({ unit, rows }) => {
    const solved = leastSquares(pickRows(design.X, rows), pick(design.y, rows));
    if (solved.dropped.length > 0)
      throw new AimaqError('panel-unit-regression', {
        unit,
        terms: solved.dropped.map((j) => design.names[j]).join(', '),
      });
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

/** By the unit's own regression, whose interval it is; a unit without one cannot be predicted. */
function ofOwnRegressions(design: Design, units: ReadonlyMap<string, LeastSquares>): Predict {
  return (fresh, level) =>
    eachRow(fresh, design.names, (x, row) => {
      const own = units.get(fresh.label(design.index?.unitName ?? '', row) ?? '');
      if (own === undefined) return 'unknown-level';
      return ofRegression(own, x, level);
    });
}
