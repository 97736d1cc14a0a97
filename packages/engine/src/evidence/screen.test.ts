import { describe, expect, test } from 'vitest';
import type { Condition, RuleRecord } from './instruments.js';
import { type AreaFigures, evaluateRule, screen } from './screen.js';

const figures = (series: Record<string, Record<number, number>>): AreaFigures => ({
  years: (indicator) => Object.keys(series[indicator] ?? {}).map(Number),
  value: (indicator, year) => series[indicator]?.[year] ?? null,
});
const area = figures({ x: { 2018: 2, 2019: 5, 2020: 4, 2021: 9 }, people: { 2018: 1, 2019: 1, 2020: 2, 2021: 3 } });
const country = figures({ x: { 2018: 4, 2019: 4, 2020: 8, 2021: 12 }, people: { 2018: 2, 2019: 2, 2020: 2 } });
const options = {
  measures: new Map([
    ['none', (value: number) => value],
    [
      'per_head',
      (value: number, other: (name: string) => number | null) => {
        const people = other('people');
        return people === null ? null : value / people;
      },
    ],
  ]),
  freshFrom: 2021,
};
const rule = (over: Partial<RuleRecord> = {}): RuleRecord => ({
  indicator: 'x',
  normalise: 'none',
  compare: 'ratio_to_country',
  op: '<',
  value: 1,
  ...over,
});
const evaluated = (over: Partial<RuleRecord> = {}) => evaluateRule(rule(over), area, country, options);

describe('a rule holds a measure against a threshold', () => {
  test.each([
    ['ratio_to_country', 9 / 12],
    ['difference_to_country', 9 - 12],
    ['growth_3y', 9 - 2],
    ['mean_3y', (9 + 4 + 5) / 3],
  ] as const)('%s', (compare, compared) => {
    expect(evaluated({ compare })).toMatchObject({ year: 2021, value: 9, country: 12, compared, stale: false });
  });

  test.each([
    ['<', [true, false, false]],
    ['<=', [true, true, false]],
    ['>', [false, false, true]],
    ['>=', [false, true, true]],
  ] as const)('%s below, at and above the threshold', (op, expected) => {
    // The ratio is 3/4.
    expect([0.76, 0.75, 0.74].map((value) => evaluated({ op, value }).met)).toEqual(expected);
  });

  test('the latest year in which it can be made counts, and is marked when it is old', () => {
    expect(evaluated({ normalise: 'per_head' })).toMatchObject({
      year: 2020,
      value: 2,
      country: 4,
      compared: 0.5,
      met: true,
      stale: true,
    });
  });

  test('without figures, without a measure of that name and without the earlier years it is not known', () => {
    const unknown = { year: null, value: null, country: null, compared: null, met: null, stale: false };
    for (const over of [{ indicator: 'z' }, { normalise: 'per_mile' }]) expect(evaluated(over)).toMatchObject(unknown);
    const short = figures({ x: { 2020: 1, 2021: 2 } });
    for (const compare of ['growth_3y', 'mean_3y'] as const)
      expect(evaluateRule(rule({ compare }), short, country, options)).toMatchObject(unknown);
    const zero = figures({ x: { 2021: 0 } });
    expect(evaluateRule(rule(), area, zero, options)).toMatchObject(unknown);
  });
});

describe('a condition joins its rules: a missing figure decides nothing that the others have not decided', () => {
  const [yes, no, unknown] = [rule(), rule({ value: 0 }), rule({ indicator: 'z' })];
  const met = (logic: Condition['logic'], ...rules: RuleRecord[]) =>
    screen({ logic, rules } as Condition, area, country, options).met;
  test.each([
    ['all', [yes, yes], true],
    ['all', [yes, no], false],
    ['all', [yes, unknown], null],
    ['all', [no, unknown], false],
    ['any', [no, yes], true],
    ['any', [no, no], false],
    ['any', [no, unknown], null],
    ['any', [yes, unknown], true],
    ['always', [], true],
    ['always', [no], true],
  ] as const)('%s of %#', (logic, rules, expected) => {
    expect(met(logic, ...rules)).toBe(expected);
  });
});
