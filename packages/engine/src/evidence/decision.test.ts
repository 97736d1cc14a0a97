import { describe, expect, test } from 'vitest';
import { decide, type Facts, flips, reasonsOf } from './decision.js';
import { reason } from './judgement.js';

/** Everything at the least that a recommendation asks for. */
const LEAST: Facts = {
  met: true,
  certainty: 0.9,
  stale: false,
  grade: 4,
  checked: true,
  sizeGrade: 4,
  identified: true,
  contradicted: false,
  unmet: [],
  gain: { low: 0.001, median: 0.01, high: 0.02 },
};
const NOTHING = { low: 0, median: 0, high: 0 };

describe('the thresholds of a recommendation', () => {
  test('what stands at each of them is enough', () => {
    expect(decide(LEAST)).toBe('recommended');
    expect(decide({ ...LEAST, sizeGrade: null })).toBe('recommended');
    expect(decide({ ...LEAST, grade: 2 })).toBe('pilot');
    expect(decide({ ...LEAST, gain: { ...NOTHING, median: 1e-9 } })).toBe('pilot');
  });
  test.each<Partial<Facts>>([
    { certainty: 0.899 },
    { grade: 3 },
    { sizeGrade: 3 },
    { gain: { ...NOTHING, median: 0.01 } },
  ])('what falls short of one is a pilot: %j', (short) => {
    expect(decide({ ...LEAST, ...short })).toBe('pilot');
  });
});

describe('reasons name what was weighed', () => {
  const rules = (facts: Partial<Facts>, { always = false, year = 2020 as number | null } = {}) =>
    reasonsOf({ ...LEAST, ...facts }, always, year).map((one) => one.rule);
  const MET = ['condition-met', 'transported-evidence', 'expected-gain'];
  test.each<[Partial<Facts>, string[]]>([
    [{ met: null }, ['condition-not-known']],
    [{ met: false }, ['condition-not-met']],
    [{ grade: 1 }, ['condition-met', 'no-evidence']],
    [{}, MET],
    [{ gain: null }, ['condition-met', 'transported-evidence', 'effect-not-known']],
    [{ gain: NOTHING }, ['condition-met', 'transported-evidence', 'no-effect-found']],
    [{ unmet: ['roads', 'power'] }, [...MET, 'requirement-not-met', 'requirement-not-met']],
    [{ contradicted: true }, [...MET, 'contradicted-here']],
    [{ stale: true }, [...MET, 'old-figures']],
    [{ certainty: 0.899 }, [...MET, 'near-threshold']],
    [{ identified: false }, [...MET, 'panel-not-told']],
    [{ grade: 3, checked: false, sizeGrade: 2 }, [...MET, 'weak-evidence']],
    [{ checked: false, sizeGrade: 2 }, [...MET, 'evidence-unchecked']],
    [{ sizeGrade: 3 }, [...MET, 'weak-size']],
  ])('%j', (facts, expected) => {
    expect(rules(facts)).toEqual(expected);
  });
  test('a condition that always holds is said to be none, figures without a year are not called old', () => {
    expect(rules({}, { always: true })[0]).toBe('no-condition');
    expect(rules({ stale: true }, { year: null })).toEqual(MET);
  });
  test('with their figures', () => {
    const facts = { ...LEAST, unmet: ['roads'], stale: true, certainty: 0.5, sizeGrade: 3 };
    expect(reasonsOf(facts, false, 2019).map(({ message }) => message.params)).toEqual([
      {},
      { grade: 4 },
      { low: 0.001, median: 0.01, high: 0.02 },
      { requirement: 'roads' },
      { year: 2019 },
      { certainty: 0.5 },
      { grade: 3 },
    ]);
  });
});

describe('flips: single changes of fact, with the verdict they lead to', () => {
  const turn = { reason: reason('flip-figure', { indicator: 'x' }), distance: 1 };
  const told = (facts: Partial<Facts>, by: typeof turn | null = null) =>
    flips({ ...LEAST, ...facts }, by).map(({ rule, message }) => [rule, message.params.verdict]);
  test.each<[Partial<Facts>, [string, string | undefined][]]>([
    [
      {},
      [
        ['flip-no-effect', 'not-supported'],
        ['flip-contradicted', 'pilot'],
      ],
    ],
    [
      { checked: false },
      [
        ['flip-no-effect', 'not-supported'],
        ['flip-checked', 'recommended'],
      ],
    ],
    [
      { grade: 3, checked: false },
      [
        ['flip-no-effect', 'not-supported'],
        ['flip-grade', 'recommended'],
      ],
    ],
    [
      { grade: 3, sizeGrade: 1 },
      [
        ['flip-no-effect', 'not-supported'],
        ['flip-grade', 'recommended'],
      ],
    ],
    [
      { sizeGrade: 3 },
      [
        ['flip-no-effect', 'not-supported'],
        ['flip-size', 'recommended'],
      ],
    ],
    [
      { stale: true },
      [
        ['flip-no-effect', 'not-supported'],
        ['flip-fresh', 'recommended'],
      ],
    ],
    [
      { certainty: 0.8 },
      [
        ['flip-no-effect', 'not-supported'],
        ['flip-certain', 'recommended'],
      ],
    ],
    [
      { identified: false },
      [
        ['flip-no-effect', 'not-supported'],
        ['flip-identified', 'recommended'],
      ],
    ],
    [
      { contradicted: true },
      [
        ['flip-no-effect', 'not-supported'],
        ['flip-several', undefined],
      ],
    ],
    [{ gain: null }, [['flip-measured-effect', 'recommended']]],
    [{ gain: { low: 0, median: 0.01, high: 0.02 } }, [['flip-clear-effect', 'recommended']]],
    [
      { unmet: ['roads'] },
      [
        ['flip-requirement', 'recommended'],
        ['flip-no-effect', 'not-supported'],
      ],
    ],
    [{ unmet: ['roads', 'power'] }, [['flip-no-effect', 'not-supported']]],
    [
      { stale: true, checked: false },
      [
        ['flip-no-effect', 'not-supported'],
        ['flip-several', undefined],
      ],
    ],
    [{ met: null }, [['flip-several', undefined]]],
  ])('%j', (facts, expected) => {
    expect(told(facts)).toEqual(expected);
  });
  test('the turn of the condition comes first, both ways, and needs a condition that is known', () => {
    expect(told({}, turn)[0]).toEqual(['flip-figure', 'not-supported']);
    expect(told({ met: false, certainty: 0.1 }, turn)[0]).toEqual(['flip-figure', 'recommended']);
    expect(told({ met: null }, turn)).toEqual([['flip-several', undefined]]);
  });
});
