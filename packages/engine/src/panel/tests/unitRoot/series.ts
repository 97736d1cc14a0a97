/** The response unit by unit, as unit-root tests read it. */
import { AimaqError, type Note, note } from '../../../errors.js';
import type { TestPanel } from '../testPanel.js';

export type Deterministic = 'intercept' | 'trend';

/** Differences of the series' own past that every regression of these tests holds. */
export const LAGS = 1;
/** Periods below which the tests are not even computed: the tables and approximations begin about there. */
export const SHORTEST = 10;
/** Periods below which the tests have almost no power (Hlouskova & Wagner, 2006). */
export const POWERLESS = 25;

export interface Series {
  readonly series: readonly Float64Array[];
  readonly notes: readonly Note[];
}

/** Units with a gap inside are left out and counted. Errors: panel-test-short, panel-test-unbalanced. */
export function responseSeries({ units, period, design }: TestPanel, { balanced }: { balanced: boolean }): Series {
  const whole = units.filter(({ rows }) => rows.every((row, t) => t === 0 || period[row] === period[rows[t - 1]] + 1));
  const lengths = whole.map(({ rows }) => rows.length);
  if (balanced && new Set(lengths).size > 1) throw new AimaqError('panel-test-unbalanced');
  const shortest = lengths.length === 0 ? 0 : Math.min(...lengths);
  if (shortest < SHORTEST) throw new AimaqError('panel-test-short', { periods: shortest, needed: SHORTEST });
  const notes: Note[] = [];
  if (whole.length < units.length)
    notes.push(note('panel-test-gaps', { count: units.length - whole.length, units: units.length }));
  if (shortest < POWERLESS) notes.push(note('panel-test-low-power', { periods: shortest }));
  return { series: whole.map(({ rows }) => Float64Array.from(rows, (row) => design.y[row])), notes };
}
