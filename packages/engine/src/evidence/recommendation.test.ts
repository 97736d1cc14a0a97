import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseExpression } from '../data/expression.js';
import { type Alternative, rankAcceptability } from './acceptability.js';
import { decide, type Facts, flips, VERDICT_ORDER } from './decision.js';
import { chancesOf, type PanelEffect, summaryOf } from './gain.js';
import type { InstrumentRecord, Instruments } from './instruments.js';
import { withAliases } from './instruments.js';
import { landscapeOf } from './landscape.js';
import { levelError, probabilityBeyond, spreadOf, unrest } from './level.js';
import { needOf } from './need.js';
import { pilotOf } from './pilot.js';
import { monthsOf, type RecommendInput, recommend } from './recommendation.js';
import type { AreaFigures } from './screen.js';

const FIRM: Facts = {
  met: true,
  certainty: 0.99,
  stale: false,
  grade: 5,
  checked: true,
  sizeGrade: 5,
  identified: true,
  contradicted: false,
  unmet: [],
  gain: { low: 0.001, median: 0.01, high: 0.02 },
};
const rank = (facts: Facts) => -VERDICT_ORDER.indexOf(decide(facts));

const arbitraryFacts: fc.Arbitrary<Facts> = fc.record({
  met: fc.constantFrom(true, false, null),
  certainty: fc.double({ min: 0, max: 1, noNaN: true }),
  stale: fc.boolean(),
  grade: fc.integer({ min: 0, max: 5 }),
  checked: fc.boolean(),
  sizeGrade: fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 5 })),
  identified: fc.boolean(),
  contradicted: fc.boolean(),
  unmet: fc.constantFrom<string[]>([], ['connectivity']),
  gain: fc.oneof(
    fc.constant(null),
    fc
      .tuple(fc.double({ min: -0.1, max: 0.1, noNaN: true }), fc.double({ min: 0, max: 0.1, noNaN: true }))
      .map(([median, half]) => ({ low: median - half, median, high: median + half })),
  ),
});

describe('verdict of a recommendation', () => {
  test('by rule, case by case', () => {
    expect(decide(FIRM)).toBe('recommended');
    expect(decide({ ...FIRM, met: null })).toBe('cannot-tell');
    expect(decide({ ...FIRM, met: false })).toBe('not-supported');
    expect(decide({ ...FIRM, grade: 1 })).toBe('not-supported');
    expect(decide({ ...FIRM, gain: { low: 0, median: 0, high: 0 } })).toBe('not-supported');
    expect(decide({ ...FIRM, unmet: ['connectivity'] })).toBe('conditional');
    for (const doubt of [
      { grade: 3 },
      { checked: false },
      { sizeGrade: 2 },
      { stale: true },
      { certainty: 0.8 },
      { identified: false },
      { contradicted: true },
      { gain: null },
      { gain: { low: 0, median: 0.01, high: 0.03 } },
    ])
      expect(decide({ ...FIRM, ...doubt })).toBe('pilot');
  });

  test('a wider interval around the same middle never raises it', () => {
    fc.assert(
      fc.property(arbitraryFacts, fc.double({ min: 0, max: 1, noNaN: true }), (facts, more) => {
        if (facts.gain === null) return;
        const { low, median, high } = facts.gain;
        const wider = { ...facts, gain: { low: low - more, median, high: high + more } };
        expect(rank(wider)).toBeLessThanOrEqual(rank(facts));
      }),
    );
  });

  test('better evidence, surer levels and met requirements never lower it', () => {
    fc.assert(
      fc.property(arbitraryFacts, (facts) => {
        for (const better of [
          { grade: Math.min(5, facts.grade + 1) },
          { checked: true },
          { certainty: 1 },
          { stale: false },
          { identified: true },
          { contradicted: false },
          { unmet: [] },
        ])
          expect(rank({ ...facts, ...better })).toBeGreaterThanOrEqual(rank(facts));
      }),
    );
  });

  test('every flip that is told does change the verdict to what it says', () => {
    fc.assert(
      fc.property(arbitraryFacts, (facts) => {
        for (const one of flips(facts, null)) {
          const { verdict } = one.message.params;
          if (one.rule !== 'flip-several') expect(verdict).not.toBe(decide(facts));
        }
      }),
    );
    expect(
      flips({ ...FIRM, checked: false }, null).map((one) => [one.rule, one.message.params.verdict]),
    ).toContainEqual(['flip-checked', 'recommended']);
  });
});

describe('need', () => {
  const base = {
    indicator: 'x',
    normalise: 'none',
    direction: 'higher_is_better',
    year: 2023,
    country: 50,
    spread: 10,
    error: 2,
    clusters: [
      { cluster: 'A', value: 70 },
      { cluster: 'B', value: 40 },
    ],
    years: [2021, 2022, 2023],
    breaks: [],
  } as const;

  test('by hand: 20 below a country of 50 with a spread of 10 is two standard deviations', () => {
    const need = needOf({ ...base, value: 30 });
    expect(need?.gap).toBeCloseTo(2, 12);
    expect(need?.high).toBeCloseTo(2 + (1.959963984540054 * 2) / 10, 12);
    expect(need?.next).toEqual({ cluster: 'B', value: 40, gap: 1 });
    expect(needOf({ ...base, direction: 'lower_is_better', value: 30 })?.gap).toBeCloseTo(-2, 12);
  });

  test('a larger gap never lowers need, and units do not matter', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.double({ min: 0, max: 50, noNaN: true }),
        fc.double({ min: 0.01, max: 1000, noNaN: true }),
        (value, further, unit) => {
          const gap = needOf({ ...base, value })?.gap ?? Number.NaN;
          expect(needOf({ ...base, value: value - further })?.gap).toBeGreaterThanOrEqual(gap);
          const scaled = needOf({
            ...base,
            value: value * unit,
            country: 50 * unit,
            spread: 10 * unit,
            error: 2 * unit,
          });
          expect(scaled?.gap).toBeCloseTo(gap, 8);
        },
      ),
    );
  });

  test('the error of a level is its own unrest, else that of the others, else a share of the spread', () => {
    expect(unrest([1, 2, null, 4, 3])).toBeCloseTo(1, 12);
    expect(levelError([1, 4], [[0, 1]], 10)).toBe(3);
    expect(
      levelError(
        [null, 4],
        [
          [0, 1],
          [0, 3],
        ],
        10,
      ),
    ).toBeCloseTo(Math.sqrt(5), 12);
    expect(levelError([4], [], 10)).toBe(2.5);
    expect(spreadOf([1, 3])).toBeCloseTo(Math.SQRT2, 12);
    expect(probabilityBeyond(0.8, { op: '<', value: 0.8 }, 0.1)).toBeCloseTo(0.5, 12);
    expect(probabilityBeyond(0.7, { op: '<', value: 0.8 }, 0.1)).toBeCloseTo(0.841344746068543, 10);
    expect(probabilityBeyond(0.9, { op: '>', value: 0.8 }, 0.1)).toBeCloseTo(0.841344746068543, 10);
    expect(probabilityBeyond(0.9, { op: '<', value: 0.8 }, 0.1)).toBeCloseTo(0.158655253931457, 10);
    // A level without error is on one side for sure.
    const sure = (['<', '<=', '>', '>='] as const).map((op) =>
      [0.7, 0.8, 0.9].map((compared) => probabilityBeyond(compared, { op, value: 0.8 }, 0)),
    );
    expect(sure).toEqual([
      [1, 0, 0],
      [1, 1, 0],
      [0, 0, 1],
      [0, 1, 1],
    ]);
    expect([spreadOf([]), spreadOf([5])]).toEqual([0, 0]);
  });
});

describe('simulation', () => {
  test('draws of a coefficient have the quantiles of Student around the estimate', () => {
    const effect: PanelEffect = {
      model: 'm',
      term: 'x',
      estimate: 0.1,
      standardError: 0.05,
      degreesOfFreedom: 6,
      told: true,
      leaveOneOutStable: true,
      low: 0,
      high: 0.2,
    };
    const gain = summaryOf(chancesOf(1, 1000).coefficient(effect), 0.05);
    // qt(0.975, 6) = 2.4469 of R; the nearest of a thousand strata.
    expect(gain.low).toBeCloseTo(0.1 - 0.05 * 2.4469, 2);
    expect(gain.high).toBeCloseTo(0.1 + 0.05 * 2.4469, 2);
    expect(gain.median).toBeCloseTo(0.1, 3);
  });

  test('the same seed gives the same chances, whoever asks first', () => {
    const [a, b] = [chancesOf(5, 100), chancesOf(5, 100)];
    const first = a.range('one', { low: 0, high: 1 });
    b.range('two', { low: 0, high: 1 });
    expect(b.range('one', { low: 0, high: 1 })).toEqual(first);
    expect(chancesOf(6, 100).range('one', { low: 0, high: 1 })).not.toEqual(first);
  });

  test('acceptability: a dominating alternative is always among the first three, order and scale do not matter', () => {
    const one = (id: string, ...criteria: number[]): Alternative => ({ id, criteria: () => criteria });
    const all = [one('a', 3, 3), one('b', 1, 2), one('c', 2, 1), one('d', 0, 0), one('e', 0.5, 0.5)];
    const options = { draws: 200, seed: 3 };
    const found = rankAcceptability(all, options);
    expect(found.get('a')).toBe(1);
    expect(found.get('d')).toBe(0);
    expect(rankAcceptability([...all].reverse(), options)).toEqual(found);
    const scaled = all.map(({ id, criteria }) => ({
      id,
      criteria: (d: number) => criteria(d).map((v, i) => v * 10 ** (i * 3)),
    }));
    expect(rankAcceptability(scaled, options)).toEqual(found);
    expect([...found.values()].reduce((sum, share) => sum + share, 0)).toBeCloseTo(3, 12);
  });
});

describe('pilot', () => {
  test('two arms of 100 firms without a baseline see 0.396 standard deviations at 80 %', () => {
    const design = { unit: 'firm', design: 'lottery', perArm: 100, sd: 1, correlation: 0, icc: 0, members: 1 };
    const pilot = pilotOf(design, 0.2, { significance: 0.05, power: 0.8 });
    // power.t.test of R for large samples: (1.959964 + 0.841621) · √(2/100).
    expect(pilot.detectable).toBeCloseTo(0.3962, 4);
    expect(pilot.neededPerArm).toBe(393);
    expect(pilotOf(design, null, { significance: 0.05, power: 0.8 }).neededPerArm).toBeNull();
  });
  test('time to effect', () => {
    expect(monthsOf('6–12 months')).toBe(9);
    expect(monthsOf('1–2 years')).toBe(18);
  });
});

/** Two clusters of a made-up country, every figure chosen so that the verdicts can be worked out by hand. */
const YEARS = [2021, 2022, 2023];
const figures = (values: Record<string, number>): AreaFigures => ({
  years: (indicator) => (indicator in values ? YEARS : []),
  value: (indicator, year) => (YEARS.includes(year) ? (values[indicator] ?? null) : null),
});
const STUDY: InstrumentRecord['evidence'][number] = {
  citation: 'a',
  doi: null,
  setting: 's',
  finding: 'f',
  design: 'RCT',
  strength: 5,
  verification: 'search',
  check: null,
};
const record = (id: string, over: Partial<InstrumentRecord>): InstrumentRecord => ({
  id,
  lever: 'l',
  indicators: [],
  condition: {
    logic: 'all',
    rules: [{ indicator: 'lines', normalise: 'none', compare: 'ratio_to_country', op: '<', value: 0.8 }],
  },
  requires: [],
  effect: null,
  preconditions: 0,
  risks: 0,
  costOrder: 'low',
  timeToEffect: '1 years',
  evidence: [STUDY],
  evidenceGrade: 5,
  programmes: [],
  ...over,
});
const policy: Instruments = {
  schema: 'aimaq/instruments@1',
  version: '1',
  levers: ['l'],
  normalise: { none: 'value' },
  freshFrom: 2022,
  transport: [0.5, 0.5],
  requirements: { lines: { indicator: 'lines', normalise: 'none', compare: 'ratio_to_country', op: '>=', value: 0.4 } },
  pilots: {},
  instruments: [
    // 10 % for a tenth of the region at half the strength: 0.5 % for sure.
    record('sure', {
      effect: { kind: 'reached', outcome: 'productivity', low: 0.1, high: 0.1, reach: [0.1, 0.1], evidence: 0 },
    }),
    record('null', { effect: { kind: 'reached', outcome: 'productivity', low: 0, high: 0, evidence: 0 } }),
    record('needs-lines', {
      requires: ['lines'],
      effect: { kind: 'reached', outcome: 'sales', low: 0.1, high: 0.2, evidence: 0 },
    }),
    record('unknown', {
      condition: {
        logic: 'all',
        rules: [{ indicator: 'nothing', normalise: 'none', compare: 'ratio_to_country', op: '<', value: 1 }],
      },
    }),
    record('unmeasured', {}),
    // The best study is of grade 5, but the size is from one of grade 2: the grade does not carry the gain.
    record('weakly-sized', {
      effect: { kind: 'reached', outcome: 'growth', low: 0.1, high: 0.1, reach: [0.01, 0.01], evidence: 1 },
      evidence: [STUDY, { ...STUDY, strength: 2 }],
    }),
  ],
};
const WEAK = figures({ lines: 30 });
const STRONG = figures({ lines: 130 });
const COUNTRY = figures({ lines: 100 });
const regions = new Map([
  ['w1', WEAK],
  ['w2', figures({ lines: 34 })],
  ['s1', STRONG],
]);
const input = (area: AreaFigures, over: Partial<RecommendInput> = {}): RecommendInput => ({
  policy,
  area,
  regions: new Map([['w1', WEAK]]),
  clusters: new Map([
    ['A', STRONG],
    ['B', WEAK],
  ]),
  landscape: landscapeOf(regions, COUNTRY, {
    measures: new Map([['none', (value: number) => value]]),
    freshFrom: 2022,
  }),
  directionOf: () => 'higher_is_better',
  breaksOf: () => [2022],
  panel: new Map(),
  contradicted: new Set(),
  chances: chancesOf(1, 200),
  power: { significance: 0.05, power: 0.8 },
  seed: 1,
  limit: 5,
  perLever: 5,
  ...over,
});

describe('recommendations of two clusters, worked by hand', () => {
  const verdicts = (set: ReturnType<typeof recommend>) =>
    Object.fromEntries([
      ...set.recommended.map((one) => [one.instrument, one.verdict] as const),
      ...set.considered.map((one) => [one.instrument, one.why] as const),
    ]);

  test('the weak cluster: what is met, told, null, conditional, unknown', () => {
    const set = recommend(input(WEAK));
    // lines 30 of 100: below 0.8, and below 0.4, so that what needs lines is conditional.
    expect(verdicts(set)).toEqual({
      sure: 'recommended',
      unmeasured: 'pilot',
      'weakly-sized': 'pilot',
      'needs-lines': 'conditional',
      null: 'no-effect',
      unknown: 'not-known',
    });
    const [sure] = set.recommended;
    expect(sure.gain?.median).toBeCloseTo(0.005, 12);
    expect(sure.effect?.origin).toBe('transported');
    expect(sure.grade).toEqual({ external: 5, local: 0 });
    expect(sure.need?.breaks).toEqual([2022]);
    expect(sure.need?.next?.cluster).toBe('A');
    // The next wall of the condition: 0.8 instead of 0.3.
    expect(sure.wouldChange[0].rule).toBe('flip-figure');
    expect(sure.wouldChange[0].message.params).toMatchObject({
      indicator: 'lines',
      threshold: 0.8,
      verdict: 'not-supported',
    });
  });

  test('the strong cluster: nothing is met', () => {
    const set = recommend(input(STRONG));
    expect(set.recommended).toEqual([]);
    expect(verdicts(set)).toMatchObject({ sure: 'not-met', unmeasured: 'not-met', unknown: 'not-known' });
    // What is not shown is weighed all the same: 30 ahead of the country, spread of 30, 34 and 130.
    const sure = set.considered.find((one) => one.instrument === 'sure');
    expect(sure?.need?.gap).toBeCloseTo(-30 / spreadOf([30, 34, 130]), 12);
    expect(sure?.gain?.median).toBeCloseTo(0.005, 12);
    expect(sure?.certainty).toBeLessThan(0.5);
  });

  test('neither the order of the instruments nor the unit of an indicator changes anything', () => {
    const expected = recommend(input(WEAK));
    const reversed = recommend(input(WEAK, { policy: { ...policy, instruments: [...policy.instruments].reverse() } }));
    expect(reversed.recommended).toEqual(expected.recommended);
    const thousand = (area: Record<string, number>) => figures({ lines: area.lines * 1000 });
    const scaled = recommend(
      input(thousand({ lines: 30 }), {
        clusters: new Map([
          ['A', thousand({ lines: 130 })],
          ['B', thousand({ lines: 30 })],
        ]),
        landscape: landscapeOf(
          new Map([
            ['w1', thousand({ lines: 30 })],
            ['w2', thousand({ lines: 34 })],
            ['s1', thousand({ lines: 130 })],
          ]),
          thousand({ lines: 100 }),
          { measures: new Map([['none', (value: number) => value]]), freshFrom: 2022 },
        ),
      }),
    );
    expect(verdicts(scaled)).toEqual(verdicts(expected));
    expect(scaled.recommended.map((one) => one.acceptability)).toEqual(
      expected.recommended.map((one) => one.acceptability),
    );
  });

  test('at most as many as the limit, and no more of one lever than allowed', () => {
    const set = recommend(input(WEAK, { perLever: 1 }));
    expect(set.recommended).toHaveLength(1);
    expect(set.considered.filter((one) => one.why === 'lever')).toHaveLength(3);
    expect(recommend(input(WEAK, { limit: 2 })).recommended).toHaveLength(2);
  });

  test('a study may call a measure by its own name', () => {
    const aliased = withAliases(policy, [
      { of: { indicator: 'nothing', normalise: 'none' }, as: { indicator: 'lines', normalise: 'none' } },
    ]);
    expect(verdicts(recommend(input(WEAK, { policy: aliased }))).unknown).toBe('pilot');
  });

  test('certainty: all rules at once, or not none of them; a condition that always holds is sure', () => {
    const lines: Record<number, number> = { 2020: 35, 2021: 25, 2022: 35, 2023: 30 };
    const restless: AreaFigures = { years: () => [2020, 2021, 2022, 2023], value: (_, year) => lines[year] ?? null };
    const rule = (value: number) =>
      ({ indicator: 'lines', normalise: 'none', compare: 'ratio_to_country', op: '<', value }) as const;
    const certaintyOf = (logic: 'all' | 'any' | 'always', ...values: number[]) => {
      const one = record('one', { condition: { logic, rules: values.map(rule) } });
      const set = recommend(input(restless, { policy: { ...policy, instruments: [one] } }));
      return [...set.recommended, ...set.considered][0].certainty;
    };
    const [near, far] = [certaintyOf('all', 0.32), certaintyOf('all', 0.4)].map((one) => one ?? Number.NaN);
    expect(near).toBeGreaterThan(0.5);
    expect(far).toBeGreaterThan(near);
    expect(certaintyOf('all', 0.32, 0.4)).toBeCloseTo(near * far, 12);
    expect(certaintyOf('any', 0.32, 0.4)).toBeCloseTo(1 - (1 - near) * (1 - far), 12);
    expect(certaintyOf('always')).toBe(1);
  });

  test('the grade of the own panel: nothing, estimated, told, told and of one sign', () => {
    const effect: PanelEffect = {
      model: 'm',
      term: 'x',
      estimate: 0.1,
      standardError: 0.01,
      degreesOfFreedom: 6,
      told: true,
      leaveOneOutStable: true,
      low: 0,
      high: 0.2,
    };
    const gradeOf = (own: Partial<PanelEffect> | null) => {
      const expression = parseExpression('log(lines)');
      const panel = new Map(own === null ? [] : [['lines', { effect: { ...effect, ...own }, expression }]]);
      const set = recommend(input(WEAK, { panel, policy: { ...policy, instruments: [record('one', {})] } }));
      return [...set.recommended, ...set.considered][0].grade?.local;
    };
    expect([null, { told: false }, { leaveOneOutStable: false }, {}].map(gradeOf)).toEqual([0, 1, 2, 3]);
  });
});
