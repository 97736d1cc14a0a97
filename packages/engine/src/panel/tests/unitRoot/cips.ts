/**
 * Pesaran's (2007) unit-root test robust to dependence between units: the average t of Dickey–Fuller regressions to which
 * the averages over units of Δy_t, y_{t−1} and the lagged differences are added. Checked against plm `cipstest`.
 */
import { AimaqError, type Note, note } from '../../../errors.js';
import { regress } from '../auxiliary.js';
import type { Outcome, SpecificationTest } from '../specificationTest.js';
import type { TestPanel } from '../testPanel.js';
import { cipsCriticalValues, LEVELS } from './cipsTable.js';
import { interpolate } from './moments.js';
import { type Deterministic, LAGS, POWERLESS, SHORTEST } from './series.js';

export const cipsTests: readonly SpecificationTest[] = (['intercept', 'trend'] as const).map((deterministic) => ({
  name: 'cips',
  variant: `${deterministic}, ${LAGS} lag`,
  null: 'all-unit-roots',
  residuals: 'response',
  reference: 'tabulated',
  run: (panel) => cips(panel, deterministic),
}));

/** One row of the regressions: a unit's differences and level in one period. */
interface Cell {
  readonly time: number;
  /** Δy_t, y_{t−1}, Δy_{t−1}, … */
  readonly values: readonly number[];
}

function cips({ units, period, design }: TestPanel, deterministic: Deterministic): Outcome {
  const { y } = design;
  const cells = units.map(({ rows }) => {
    const at = new Map(rows.map((row) => [period[row], y[row]]));
    const value = (time: number) => at.get(time) ?? Number.NaN;
    return rows.flatMap((row): Cell[] => {
      const t = period[row];
      const lagged = Array.from({ length: LAGS }, (_, j) => value(t - j - 1) - value(t - j - 2));
      const values = [value(t) - value(t - 1), value(t - 1), ...lagged];
      return values.some(Number.isNaN) ? [] : [{ time: t, values }];
    });
  });
  const shortest = Math.min(...cells.map((own) => own.length));
  const parameters = 2 * (LAGS + 1) + 2 + (deterministic === 'trend' ? 1 : 0);
  if (shortest <= parameters || shortest + LAGS + 1 < SHORTEST)
    throw new AimaqError('panel-test-short', {
      periods: shortest + LAGS + 1,
      needed: Math.max(SHORTEST, parameters + LAGS + 2),
    });
  const sums = new Map<number, { count: number; totals: number[] }>();
  for (const { time, values } of cells.flat()) {
    const sum = sums.get(time) ?? { count: 0, totals: values.map(() => 0) };
    sums.set(time, { count: sum.count + 1, totals: sum.totals.map((total, j) => total + values[j]) });
  }
  const averages = (time: number) => {
    const { count, totals } = sums.get(time) as { count: number; totals: number[] };
    return totals.map((total) => total / count);
  };
  const t = cells.map((own) => {
    const columns = own.map(({ time, values }) => [
      ...values.slice(1),
      ...averages(time),
      1,
      ...(deterministic === 'trend' ? [time] : []),
    ]);
    const fit = regress(
      columns[0].map((_, j) => Float64Array.from(columns, (row) => row[j])),
      Float64Array.from(own, ({ values }) => values[0]),
    );
    if (fit.kept[0] !== 0 || fit.residualDegrees < 1 || !(fit.residualSumOfSquares > 0))
      throw new AimaqError('panel-test-series');
    return fit.coefficients[0] / Math.sqrt(fit.covariance.data[0]);
  });
  const statistic = t.reduce((sum, value) => sum + value, 0) / t.length;
  const periods = sums.size;
  const critical = cipsCriticalValues(t.length, periods, deterministic);
  const inside = statistic >= critical[0] && statistic <= critical[2];
  const notes: Note[] = [
    note('panel-test-critical-values', { one: critical[0], five: critical[1], ten: critical[2] }),
    ...(inside ? [] : [note('panel-test-outside-table', { side: statistic < critical[0] ? '< 0.01' : '> 0.10' })]),
    ...(shortest + LAGS + 1 < POWERLESS ? [note('panel-test-low-power', { periods: shortest + LAGS + 1 })] : []),
  ];
  return { statistic, df: [], pValue: inside ? interpolate(critical, LEVELS, statistic) : null, notes };
}
