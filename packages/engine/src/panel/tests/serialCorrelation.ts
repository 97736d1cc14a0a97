/** Serial correlation of the within errors: Breusch–Godfrey and Durbin–Watson, as plm runs them and inside units. */
import { chiSquaredTail } from '../../distribution/chiSquared.js';
import { normalCdf } from '../../distribution/normal.js';
import { note } from '../../errors.js';
import { column } from '../../numeric/columnMatrix.js';
import { leastSquares } from '../../numeric/leastSquares.js';
import { dot, multiplyVector } from '../../numeric/sums.js';
import type { Fit } from '../fit.js';
import { regress } from './auxiliary.js';
import type { Outcome, SpecificationTest } from './specificationTest.js';
import { neighbours, type TestPanel } from './testPanel.js';

const shared = { null: 'no-serial-correlation', residuals: 'within units' } as const;

export const serialCorrelationTests: readonly SpecificationTest[] = [
  {
    ...shared,
    name: 'breusch-godfrey',
    variant: 'order 1, rows of all units in one sequence',
    reference: 'chi-squared',
    run: (panel) => breuschGodfrey(panel, true),
  },
  {
    ...shared,
    name: 'breusch-godfrey',
    variant: 'order 1, lags inside units',
    reference: 'chi-squared',
    run: (panel) => breuschGodfrey(panel, false),
  },
  {
    ...shared,
    name: 'durbin-watson',
    variant: 'rows of all units in one sequence',
    reference: 'normal',
    run: durbinWatson,
  },
  {
    ...shared,
    name: 'durbin-watson',
    variant: 'Bhargava–Franzini–Narendranathan',
    reference: 'none',
    run: bhargava,
  },
];

/** Rows unit by unit in the order of time. */
const sequence = (panel: TestPanel): number[] => panel.units.flatMap((unit) => [...unit.rows]);

/** Within residuals and regressors with the rows in sequence. */
function inSequence(panel: TestPanel, fit: Fit): { e: Float64Array; X: Float64Array[] } {
  const rows = sequence(panel);
  const pick = (values: Float64Array) => Float64Array.from(rows, (row) => values[row]);
  return { e: pick(fit.residuals), X: fit.names.map((_, j) => pick(column(fit.X, j))) };
}

/**
 * n·R² of the residuals on the regressors and their own first lag, 0 where there is none. Breusch (1978), Godfrey (1978);
 * Wooldridge (2010), §10.5.4. plm `pbgtest` lets the lag of a unit's first row be the last row of the unit before.
 */
function breuschGodfrey(panel: TestPanel, across: boolean): Outcome {
  const { e, X } = inSequence(panel, panel.withinIndividual());
  const lag = new Float64Array(e.length);
  if (across) lag.set(e.subarray(0, e.length - 1), 1);
  else {
    const position = new Map(sequence(panel).map((row, p) => [row, p]));
    for (const [before, row] of neighbours(panel)) lag[position.get(row) as number] = e[position.get(before) as number];
  }
  const fit = regress([...X, lag], e);
  const total = dot(e, e);
  const statistic = (e.length * (total - fit.residualSumOfSquares)) / total;
  return {
    statistic,
    df: [1],
    pValue: chiSquaredTail(statistic, 1),
    notes: across ? [note('panel-test-across-units')] : [],
  };
}

/**
 * Σ(e_s − e_{s−1})²/Σe² over the whole sequence, as plm `pdwtest` forms it; p by the normal approximation with the exact
 * mean and variance of the statistic (Durbin & Watson, 1951), against positive serial correlation.
 */
function durbinWatson(panel: TestPanel): Outcome {
  const { e, X } = inSequence(panel, panel.withinIndividual());
  const n = e.length;
  const k = X.length;
  let squares = 0;
  for (let i = 1; i < n; i++) squares += (e[i] - e[i - 1]) ** 2;
  const statistic = squares / dot(e, e);
  const { bread } = leastSquares({ rows: n, cols: k, data: Float64Array.from(X.flatMap((x) => [...x])) }, e);
  // A X with the second-difference matrix A: 1 at its corners, 2 between, −1 beside.
  const AX = X.map((x) =>
    x.map((value, i) => {
      const before = i > 0 ? x[i - 1] : value;
      const after = i < n - 1 ? x[i + 1] : value;
      return 2 * value - before - after;
    }),
  );
  const product = (left: readonly Float64Array[], right: readonly Float64Array[]) =>
    left.map((a) =>
      multiplyVector(
        bread,
        Float64Array.from(right, (b) => dot(a, b)),
      ),
    );
  const XAX = product(X, AX);
  const XAAX = product(AX, AX);
  const trace = (rows: readonly Float64Array[]) => rows.reduce((sum, row, i) => sum + row[i], 0);
  const traceOfSquare = XAX.reduce(
    (sum, row, i) => sum + row.reduce((inner, value, j) => inner + value * XAX[j][i], 0),
    0,
  );
  const P = 2 * (n - 1) - trace(XAX);
  const Q = 2 * (3 * n - 4) - 2 * trace(XAAX) + traceOfSquare;
  const mean = P / (n - k);
  const variance = (2 / ((n - k) * (n - k + 2))) * (Q - P * mean);
  return {
    statistic,
    df: [],
    pValue: normalCdf((statistic - mean) / Math.sqrt(variance)),
    notes: [note('panel-test-across-units')],
  };
}

/**
 * Σ_i Σ_t (e_it − e_i,t−1)²/Σ_i Σ_t e_it² inside units; a row after a gap adds its own square. Bhargava, Franzini &
 * Narendranathan (1982); for gaps Baltagi & Wu (1999). Checked against plm `pbnftest`. Its bounds are tabulated only in
 * the paper: values well below 2 speak against the null.
 */
function bhargava(panel: TestPanel): Outcome {
  const e = panel.withinIndividual().residuals;
  const pairs = neighbours(panel);
  const followed = new Set(pairs.map(([, row]) => row));
  let sum = 0;
  for (const [before, row] of pairs) sum += (e[row] - e[before]) ** 2;
  for (const { rows } of panel.units) for (const row of rows.slice(1)) if (!followed.has(row)) sum += e[row] ** 2;
  return { statistic: sum / dot(e, e), df: [], pValue: null, notes: [note('panel-test-no-p-value')] };
}
