/**
 * The equations of a dynamic panel and their instruments, unit by unit: first differences, and for the system estimator
 * the levels below them. A row counts when all its regressors are there; an instrument that is missing is zero.
 */
import type { Design } from '../design/design.js';
import { AimaqError } from '../errors.js';
import type { Term } from '../formula/ast.js';
import { column } from '../numeric/columnMatrix.js';
import type { DynamicFormula, LagSequence } from './dynamicFormula.js';

export interface Equation {
  /** Row of the design. */
  readonly row: number;
  /** Row one period before, for a difference; −1 for an equation in levels. */
  readonly before: number;
  /** Position among the periods. */
  readonly period: number;
}

export interface DynamicPanel {
  /** Equations of each unit, the differences first. */
  readonly units: readonly (readonly Equation[])[];
  readonly names: readonly string[];
  /** Columns over all equations, unit by unit. */
  readonly y: Float64Array;
  readonly X: readonly Float64Array[];
  readonly Z: readonly Float64Array[];
  /** Names of the time dummies among `names`. */
  readonly dummies: readonly string[];
}

interface Options {
  readonly system: boolean;
  readonly timeEffects: boolean;
  readonly collapse: boolean;
}

/** Errors: panel-needs-panel, panel-gmm-no-equations. */
export function dynamicPanel(design: Design, { sequences, standard }: DynamicFormula, options: Options): DynamicPanel {
  const { index } = design;
  if (index === undefined) throw new AimaqError('panel-needs-panel', { estimator: 'a GMM estimator' });
  const span = index.times[index.times.length - 1] - index.times[0];
  const lagged = sequences.map((one) => lagsOf(design, one, span));
  const { unit, time, times } = index;
  const rowAt = new Map<number, number>();
  for (let row = 0; row < unit.length; row++) rowAt.set(unit[row] * times.length + time[row], row);
  const before = (row: number) =>
    time[row] > 0 && times[time[row]] - times[time[row] - 1] === 1
      ? (rowAt.get(unit[row] * times.length + time[row] - 1) ?? -1)
      : -1;
  // The first periods, which no lag reaches, are lost in both equations.
  const reached = (back: number) => {
    const periods = new Set<number>();
    for (const { from, values } of lagged) {
      const wanted = values.get(Math.max(from - back, 0)) as Float64Array;
      wanted.forEach((value, row) => {
        if (!Number.isNaN(value)) periods.add(time[row]);
      });
    }
    return periods;
  };
  const inDifferences = reached(0);
  const inLevels = reached(1);
  const units = index.units.map((_, i) => {
    const rows = Array.from(index.order.subarray(index.start[i], index.start[i + 1]));
    const differences = rows.flatMap((row): Equation[] =>
      before(row) >= 0 && inDifferences.has(time[row]) ? [{ row, before: before(row), period: time[row] }] : [],
    );
    const levels = options.system
      ? rows.flatMap((row): Equation[] => (inLevels.has(time[row]) ? [{ row, before: -1, period: time[row] }] : []))
      : [];
    return [...differences, ...levels];
  });
  const all = units.flat();
  if (all.every((one) => one.before < 0)) throw new AimaqError('panel-gmm-no-equations');
  const transformed = (values: Float64Array) =>
    Float64Array.from(all, ({ row, before: b }) => (b < 0 ? values[row] : values[row] - values[b]));
  const regressors = design.names.flatMap((name, j) =>
    name === '(Intercept)' ? [] : [{ name, values: transformed(column(design.X, j)) }],
  );
  const constant = options.system && design.names.includes('(Intercept)');
  const level = Float64Array.from(all, (one) => (one.before < 0 ? 1 : 0));
  const periods = [...new Set(all.map((one) => one.period))].sort((a, b) => a - b);
  // The period before the first difference carries no dummy: its place is taken by the constant, or by the differencing.
  const dummied = options.timeEffects ? periods.slice(options.system ? 1 : 0) : [];
  const dummies = dummied.map((period) => ({
    name: `${index.timeName}${times[period]}`,
    values: transformed(Float64Array.from(time, (t) => (t === period ? 1 : 0))),
  }));
  const onlyLevels = (values: Float64Array) => values.map((value, e) => value * level[e]);
  const onlyDifferences = (values: Float64Array) => values.map((value, e) => value * (1 - level[e]));
  const columns = (term: Term) => design.columns(term).map(({ values }) => transformed(values));
  const ordinary = standard.flatMap(columns).map((values) => values.map((value) => (Number.isNaN(value) ? 0 : value)));
  const Z = [
    ...lagged.flatMap((one) => gmmColumns(one, all, options)),
    ...(options.system ? dummies.map(({ values }) => onlyLevels(values)) : dummies.map(({ values }) => values)),
    ...(constant ? [level] : []),
    ...(options.system ? ordinary.flatMap((values) => [onlyDifferences(values), onlyLevels(values)]) : ordinary),
  ];
  return {
    units,
    names: [...regressors, ...dummies].map(({ name }) => name).concat(constant ? ['(Intercept)'] : []),
    y: transformed(design.y),
    X: [...regressors, ...dummies].map(({ values }) => values).concat(constant ? [level] : []),
    Z: Z.filter((values) => values.some((value) => value !== 0)),
    dummies: dummies.map(({ name }) => name),
  };
}

interface Lagged {
  readonly from: number;
  /** Lag → its values in the rows of the design. */
  readonly values: ReadonlyMap<number, Float64Array>;
}

function lagsOf(design: Design, { of, from, to }: LagSequence, span: number): Lagged {
  const values = new Map<number, Float64Array>();
  // One lag less than the first serves the levels: the change that lies before the equation.
  for (let lag = Math.max(from - 1, 0); lag <= Math.min(to, span + from); lag++) {
    const found = design.columns({
      kind: 'call',
      name: 'l',
      args: [of, { kind: 'number', value: lag }],
      options: {},
    })[0].values;
    if (lag > from && found.every(Number.isNaN)) continue;
    values.set(lag, found);
  }
  return { from, values };
}

/** Levels of the lags for the differences, one column a lag and period or one a lag; the last change for the levels. */
function gmmColumns({ from, values }: Lagged, all: readonly Equation[], { system, collapse }: Options): Float64Array[] {
  const columns = new Map<string, Float64Array>();
  const put = (key: string, e: number, value: number) => {
    if (Number.isNaN(value)) return;
    const found = columns.get(key) ?? new Float64Array(all.length);
    found[e] = value;
    columns.set(key, found);
  };
  all.forEach(({ row, before, period }, e) => {
    const suffix = collapse ? '' : `|${period}`;
    if (before >= 0) {
      for (const [lag, lagged] of values) if (lag >= from) put(`d${lag}${suffix}`, e, lagged[row]);
    } else if (system && from > 0) {
      const [later, earlier] = [values.get(from - 1), values.get(from)];
      if (later !== undefined && earlier !== undefined) put(`l${suffix}`, e, later[row] - earlier[row]);
    }
  });
  return [...columns.values()];
}
