/** All regions seen at once: how much they differ on what a rule compares, and how restless each of them is. */

import type { RuleRecord } from './instruments.js';
import { spreadOf, WINDOW } from './level.js';
import { type AreaFigures, comparedIn, evaluateRule, measureIn, type ScreenOptions } from './screen.js';

export interface Landscape {
  readonly country: AreaFigures;
  readonly options: ScreenOptions;
  /** Standard deviation over the regions of what the rule compares, each in its latest year. */
  comparedSpread(rule: RuleRecord): number;
  /** Standard deviation over the regions of the measure in one year. */
  measureSpread(rule: Pick<RuleRecord, 'indicator' | 'normalise'>, year: number): number;
  /** What the rule compares in the years up to `year`, oldest first. */
  history(rule: RuleRecord, area: AreaFigures, year: number): (number | null)[];
  /** The same of every region. */
  histories(rule: RuleRecord, year: number): readonly (readonly (number | null)[])[];
}

export function landscapeOf(
  everywhere: ReadonlyMap<string, AreaFigures>,
  country: AreaFigures,
  options: ScreenOptions,
): Landscape {
  const held = new Map<string, unknown>();
  const once = <T>(key: readonly unknown[], make: () => T): T => {
    const name = JSON.stringify(key);
    if (!held.has(name)) held.set(name, make());
    return held.get(name) as T;
  };
  const history = (rule: RuleRecord, area: AreaFigures, year: number) =>
    Array.from({ length: WINDOW + 1 }, (_, i) => comparedIn(rule, { area, country, year: year - WINDOW + i }, options));
  return {
    country,
    options,
    history,
    comparedSpread: (rule) =>
      once(['compared', rule.indicator, rule.normalise, rule.compare], () =>
        spreadOf(
          [...everywhere.values()].flatMap((area) => {
            const { compared } = evaluateRule(rule, area, country, options);
            return compared === null ? [] : [compared];
          }),
        ),
      ),
    measureSpread: (rule, year) =>
      once(['measure', rule.indicator, rule.normalise, year], () =>
        spreadOf(
          [...everywhere.values()].flatMap((area) => {
            const value = measureIn(rule, area, year, options);
            return value === null ? [] : [value];
          }),
        ),
      ),
    histories: (rule, year) =>
      once(['histories', rule.indicator, rule.normalise, rule.compare, year], () =>
        [...everywhere.values()].map((area) => history(rule, area, year)),
      ),
  };
}
