/** The panel as tests see it: one sample for all of them, and the fits that they read, each made once when first asked for. */
import type { PanelIndex } from '../../data/panelIndex.js';
import type { Design } from '../../design/design.js';
import { AimaqError } from '../../errors.js';
import { column, fromColumns } from '../../numeric/columnMatrix.js';
import { firstDifference } from '../estimators/firstDifference.js';
import { pooling } from '../estimators/pooling.js';
import { random } from '../estimators/random.js';
import { within } from '../estimators/within.js';
import type { Fit } from '../fit.js';

export interface TestPanel {
  /** The sample of the formula, its fixed effects left out, with a constant. */
  readonly design: Design;
  readonly index: PanelIndex;
  /** Per row: steps of the panel since its first period; neighbours in time differ by one. */
  readonly period: Int32Array;
  /** Whether the formula sweeps out time effects. */
  readonly timeEffects: boolean;
  /** Rows of each unit in the order of time; units sorted by label, so that the order of the file changes nothing. */
  readonly units: readonly { readonly label: string; readonly rows: readonly number[] }[];
  /** Shortest and longest unit. */
  readonly shortest: number;
  readonly longest: number;
  pooled(): Fit;
  /** With the fixed effects of the formula, or of the units where it names none. */
  within(): Fit;
  withinIndividual(): Fit;
  withinTime(): Fit;
  withinTwoways(): Fit;
  random(): Fit;
  differenced(): Fit;
}

/** `full` is the design of the formula with its effects and singletons. Errors: panel-needs-panel, panel-instruments. */
export function testPanel(full: Design): TestPanel {
  if (full.index === undefined) throw new AimaqError('panel-needs-panel', { estimator: 'a specification test' });
  if (full.instruments !== undefined) throw new AimaqError('panel-instruments', { estimator: 'a specification test' });
  const { index } = full;
  const design = withConstant({ ...full, effects: [] });
  const units = index.units
    .map((label, unit) => ({ label, rows: Array.from(index.order.subarray(index.start[unit], index.start[unit + 1])) }))
    .sort((a, b) => byLabel(a.label, b.label));
  const lengths = units.map((unit) => unit.rows.length);
  return {
    design,
    index,
    period: index.time.map((time) => Math.round((index.times[time] - index.times[0]) / index.step)),
    timeEffects: full.effects.some((effect) => effect.name === index.timeName && effect.slope === undefined),
    units,
    shortest: Math.min(...lengths),
    longest: Math.max(...lengths),
    pooled: once(() => pooling(design)),
    within: once(() => (full.effects.length > 0 ? within(full, {}) : within(design, { effect: 'individual' }))),
    withinIndividual: once(() => within(design, { effect: 'individual' })),
    withinTime: once(() => within(design, { effect: 'time' })),
    withinTwoways: once(() => within(design, { effect: 'twoways' })),
    random: once(() => random(design, {})),
    differenced: once(() => firstDifference(design)),
  };
}

/** Pairs of rows (earlier, later) of one unit in neighbouring periods of the panel; a gap gives no pair. */
export function neighbours({ units, period }: TestPanel): readonly (readonly [number, number])[] {
  return units.flatMap(({ rows }) =>
    rows.flatMap((row, t): [number, number][] =>
      t > 0 && period[row] === period[rows[t - 1]] + 1 ? [[rows[t - 1], row]] : [],
    ),
  );
}

function withConstant(design: Design): Design {
  if (!design.formula.intercept || design.names.includes('(Intercept)')) return design;
  const ones = new Float64Array(design.y.length).fill(1);
  const X = fromColumns([ones, ...design.names.map((_, j) => column(design.X, j))], design.y.length);
  return { ...design, X, names: ['(Intercept)', ...design.names] };
}

/** Numbers by value, texts by code unit. */
function byLabel(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  if (!Number.isNaN(x) && !Number.isNaN(y)) return x - y;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A failure is remembered like a value. */
function once<T>(make: () => T): () => T {
  let done: { value: T } | { error: unknown } | undefined;
  return () => {
    if (done === undefined) {
      try {
        done = { value: make() };
      } catch (error) {
        done = { error };
      }
    }
    if ('error' in done) throw done.error;
    return done.value;
  };
}
