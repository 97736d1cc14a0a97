/** Durbin–Watson on the within errors: over the rows of all units in one sequence, as plm runs it, and inside units. */
import { normalCdf } from '../../distribution/normal.js';
import { quadraticFormBelowZero } from '../../distribution/quadraticForm.js';
import { note } from '../../errors.js';
import { fromColumns } from '../../numeric/columnMatrix.js';
import { leastSquares } from '../../numeric/leastSquares.js';
import { crossProduct, dot, multiplyVector } from '../../numeric/sums.js';
import { eigen } from '../../numeric/symmetric.js';
import { inSequence, sequence } from './breuschGodfrey.js';
import type { Outcome, SpecificationTest } from './specificationTest.js';
import { neighbours, type TestPanel } from './testPanel.js';

const shared = { name: 'durbin-watson', null: 'no-serial-correlation', residuals: 'within units' } as const;

export const durbinWatsonTests: readonly SpecificationTest[] = [
  { ...shared, variant: 'rows of all units in one sequence', reference: 'normal', run: durbinWatson },
  { ...shared, variant: 'Bhargava–Franzini–Narendranathan', reference: 'none', run: bhargava },
];

/** Rows below which the exact distribution is worked out. */
const EXACT = 100;
/** Eigenvalues up to which a direction counts as one that the residuals do not have. */
const VANISHED = 1e-10;

/**
 * Σ(e_s − e_{s−1})²/Σe² over the whole sequence, as plm `pdwtest` forms it, against positive serial correlation. Below 100
 * rows p is exact for normal errors, the within-transformed rows taken as the data; from there on by the normal
 * approximation with the exact mean and variance of the statistic (Durbin & Watson, 1951).
 */
function durbinWatson(panel: TestPanel): Outcome {
  const { e, X } = inSequence(panel, panel.withinIndividual());
  const n = e.length;
  let squares = 0;
  for (let i = 1; i < n; i++) squares += (e[i] - e[i - 1]) ** 2;
  const statistic = squares / dot(e, e);
  const changes = Array.from({ length: n - 1 }, (_, i): Change => [i, i + 1]);
  const pValue = n < EXACT ? exact(statistic, changes, X, []) : approximate(statistic, X);
  return { statistic, df: [], pValue, notes: [note('panel-test-across-units')] };
}

/**
 * Σ_i Σ_t (e_it − e_i,t−1)²/Σ_i Σ_t e_it² inside units; a row after a gap adds its own square. Bhargava, Franzini &
 * Narendranathan (1982); for gaps Baltagi & Wu (1999). Checked against plm `pbnftest`. Below 100 rows p is exact for normal
 * errors; for more the paper tabulates bounds only, and values well below 2 speak against the null.
 */
function bhargava(panel: TestPanel): Outcome {
  const { e, X } = inSequence(panel, panel.withinIndividual());
  const position = new Map(sequence(panel).map((row, p) => [row, p]));
  const place = (row: number) => position.get(row) as number;
  const before = new Map(neighbours(panel).map(([earlier, row]) => [row, earlier]));
  const changes = panel.units.flatMap(({ rows }) =>
    rows.slice(1).map((row): Change => {
      const earlier = before.get(row);
      return earlier === undefined ? [-1, place(row)] : [place(earlier), place(row)];
    }),
  );
  let sum = 0;
  for (const [from, to] of changes) sum += (e[to] - (from < 0 ? 0 : e[from])) ** 2;
  const statistic = sum / dot(e, e);
  if (e.length >= EXACT) return { statistic, df: [], pValue: null, notes: [note('panel-test-no-p-value')] };
  const units = panel.units.map(({ rows }) => rows.map(place));
  return { statistic, df: [], pValue: exact(statistic, changes, X, units) };
}

/** Positions whose difference is squared; −1 for a row without one before. */
type Change = readonly [from: number, to: number];

/**
 * P(e'D'De/e'e ≤ d) for e = Mu with u normal, M the residual maker of X and of the units' means: the eigenvalues λ of
 * MD'DM in the range of M give P(Σ(λ_i − d)ξ_i² ≤ 0).
 */
function exact(d: number, changes: readonly Change[], X: readonly Float64Array[], units: readonly number[][]): number {
  const n = X[0].length;
  const { bread } = leastSquares(fromColumns([...X], n), X[0]);
  const images = Array.from({ length: n }, (_, i) => {
    const m = new Float64Array(n);
    m[i] = 1;
    const weights = multiplyVector(
      bread,
      X.map((x) => x[i]),
    );
    X.forEach((x, j) => {
      for (let r = 0; r < n; r++) m[r] -= weights[j] * x[r];
    });
    const own = units.find((rows) => rows.includes(i));
    for (const row of own ?? []) m[row] -= 1 / (own?.length ?? 1);
    return Float64Array.from(changes, ([from, to]) => m[to] - (from < 0 ? 0 : m[from]));
  });
  const D = fromColumns(images, changes.length);
  const { values } = eigen(crossProduct(D, D));
  return quadraticFormBelowZero(values.filter((value) => value > VANISHED).map((value) => value - d));
}

function approximate(statistic: number, X: readonly Float64Array[]): number {
  const n = X[0].length;
  const k = X.length;
  const { bread } = leastSquares(fromColumns([...X], n), X[0]);
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
  return normalCdf((statistic - mean) / Math.sqrt(variance));
}
