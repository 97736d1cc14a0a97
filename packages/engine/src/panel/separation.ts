/**
 * Rows that a Poisson model fits perfectly and that would send its coefficients to infinity: those of levels without any
 * event, and zeros for which some combination of regressors and effects is positive while it is zero on all rows with
 * events. The second kind is found by the iterative rectifier of Correia, Guimarães & Zylkin (2019), §4.
 */
import { absorb } from '../design/absorb.js';
import type { Design } from '../design/design.js';
import { column, fromColumns } from '../numeric/columnMatrix.js';
import { leastSquares } from '../numeric/leastSquares.js';
import { keepRows } from './keepRows.js';

/** What is left of a certificate below it is rounding; rows with events weigh n/ε² so that it is zero on them. */
const EPSILON = 1e-5;
const ITERATIONS = 200;

export function withoutSeparated(design: Design): Design {
  let current = design;
  for (;;) {
    const kept = eventful(current);
    if (kept.length === current.y.length) break;
    current = keepRows(current, kept, 'separated');
  }
  const separated = rectified(current);
  if (!separated.includes(true)) return current;
  const rows = Int32Array.from(current.y.keys()).filter((row) => !separated[row]);
  return withoutSeparated(keepRows(current, rows, 'separated'));
}

/** Rows whose levels all have an event. */
function eventful({ y, effects }: Design): Int32Array {
  const levels = effects.filter((effect) => effect.slope === undefined);
  const events = levels.map((effect) => {
    const sums = new Float64Array(effect.levels.length);
    for (let i = 0; i < y.length; i++) sums[effect.codes[i]] += y[i];
    return sums;
  });
  return Int32Array.from(y.keys()).filter((row) => levels.every((effect, e) => events[e][effect.codes[row]] > 0));
}

function rectified({ y, X, names, effects }: Design): boolean[] {
  const n = y.length;
  const none = Array<boolean>(n).fill(false);
  if (y.every((value) => value > 0)) return none;
  const weights = y.map((value) => (value > 0 ? Math.ceil(n / EPSILON ** 2) : 1));
  const root = weights.map(Math.sqrt);
  const scale = (values: Float64Array) => values.map((value, i) => value * root[i]);
  let u = y.map((value) => (value > 0 ? 0 : 1));
  const columns = names.map((_, j) => column(X, j));
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const [target, ...swept] = absorb(effects, [u, ...columns], weights).columns;
    const { residuals } =
      swept.length === 0 ? { residuals: scale(target) } : leastSquares(fromColumns(swept.map(scale), n), scale(target));
    const fitted = u.map((value, i) => value - residuals[i] / root[i]);
    const next = fitted.map((value, i) => (y[i] > 0 || value < EPSILON ? 0 : value));
    const settled = next.every((value, i) => Math.abs(value - u[i]) < EPSILON);
    u = next;
    if (settled) break;
  }
  return Array.from(u, (value) => value > 0);
}
