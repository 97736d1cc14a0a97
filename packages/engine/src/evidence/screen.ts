/**
 * Screening of policy instruments: which target conditions an area meets, with every figure kept. A rule compares a
 * measure of the area (an indicator, normalised) with a threshold, relative to the country or to its own past. A rule
 * without figures is "not known", never false. Thresholds are judgement; they travel with the result.
 */
import type { RuleResult } from '../result/documents/recommendation.js';
import type { Comparison, Condition, RuleRecord } from './instruments.js';

/** Figures of one area: a region, a group of regions taken together, or the country. */
export interface AreaFigures {
  /** Years in which the indicator has a value, increasing. */
  years(indicator: string): readonly number[];
  value(indicator: string, year: number): number | null;
}

/** A normalisation by name: figures of one area and year → measure; null when a part is missing. */
export type Measure = (value: number, other: (indicator: string) => number | null) => number | null;
export type Measures = ReadonlyMap<string, Measure>;

export interface Screening {
  /** null: not known. */
  readonly met: boolean | null;
  readonly rules: readonly RuleResult[];
}

export interface ScreenOptions {
  readonly measures: Measures;
  /** A figure from before this year is marked as stale. */
  readonly freshFrom: number;
}

export function screen(
  condition: Condition,
  area: AreaFigures,
  country: AreaFigures,
  options: ScreenOptions,
): Screening {
  const rules = condition.rules.map((rule) => evaluateRule(rule, area, country, options));
  return { met: combine(condition.logic, rules), rules };
}

/** Kleene's three-valued logic: a missing figure decides nothing that the others have not decided. */
function combine(logic: Condition['logic'], rules: readonly RuleResult[]): boolean | null {
  if (logic === 'always') return true;
  const states = rules.map((rule) => rule.met);
  const decisive = logic === 'any';
  if (states.includes(decisive)) return decisive;
  return states.includes(null) ? null : !decisive;
}

/** The latest year in which the comparison can be made. */
export function evaluateRule(
  rule: RuleRecord,
  area: AreaFigures,
  country: AreaFigures,
  options: ScreenOptions,
): RuleResult {
  const head = {
    indicator: rule.indicator,
    normalise: rule.normalise,
    compare: rule.compare,
    op: rule.op,
    threshold: rule.value,
  };
  for (const year of [...area.years(rule.indicator)].reverse()) {
    const own = measureIn(rule, area, year, options);
    const compared = comparedIn(rule, { area, country, year }, options);
    if (own === null || compared === null) continue;
    return {
      ...head,
      year,
      value: own,
      country: measureIn(rule, country, year, options),
      compared,
      met: OPERATORS[rule.op](compared, rule.value),
      stale: year < options.freshFrom,
    };
  }
  return { ...head, year: null, value: null, country: null, compared: null, met: null, stale: false };
}

/** The measure of an area in a year; null when a part is missing. */
export function measureIn(
  rule: { readonly indicator: string; readonly normalise: string },
  area: AreaFigures,
  year: number,
  options: ScreenOptions,
): number | null {
  const measure = options.measures.get(rule.normalise);
  const value = area.value(rule.indicator, year);
  return value === null || measure === undefined ? null : measure(value, (other) => area.value(other, year));
}

/** What is held against the threshold in a year. */
export function comparedIn(
  rule: RuleRecord,
  where: { readonly area: AreaFigures; readonly country: AreaFigures; readonly year: number },
  options: ScreenOptions,
): number | null {
  const compared = COMPARISONS[rule.compare](
    (back) => measureIn(rule, where.area, where.year - back, options),
    measureIn(rule, where.country, where.year, options),
  );
  return compared === null || !Number.isFinite(compared) ? null : compared;
}

/** `own(b)` is the area's measure b years before; the country's is of the same year. */
const COMPARISONS: Readonly<
  Record<Comparison, (own: (back: number) => number | null, country: number | null) => number | null>
> = {
  ratio_to_country: (own, country) => both(own(0), country, (a, b) => a / b),
  difference_to_country: (own, country) => both(own(0), country, (a, b) => a - b),
  growth_3y: (own) => both(own(0), own(3), (now, before) => now - before),
  mean_3y: (own) => {
    const values = [own(0), own(1), own(2)];
    return values.some((value) => value === null)
      ? null
      : values.reduce((sum: number, value) => sum + (value ?? 0), 0) / 3;
  },
};

const OPERATORS: Readonly<Record<RuleRecord['op'], (compared: number, threshold: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

function both(a: number | null, b: number | null, f: (a: number, b: number) => number): number | null {
  return a === null || b === null ? null : f(a, b);
}
