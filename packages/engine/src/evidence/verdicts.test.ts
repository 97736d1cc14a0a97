import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { oracle as json, oracleTable } from '../../test/oracles.js';
import { columnOf } from '../data/table.js';
import { randomStream } from '../numeric/random.js';
import type { HypothesisEstimate } from '../result/documents/studyResult.js';
import { type Cube, regress, twoWayMoments } from './balancedPanel.js';
import { judgeDominance, measureDominance } from './dominance.js';
import { judgeEffect } from './effect.js';
import { judgeHeterogeneity, measureHeterogeneity } from './heterogeneity.js';
import { minimumDetectable, multiplier, unitsNeeded } from './power.js';
import { shapley } from './shapley.js';
import { valueOfTargeting } from './targeting.js';

/** oracles/R/evidence.R, R 4.2.2. */
const oracle = json('evidence/evidence.json');

const RULES = { significance: 0.05, agreement: 0.75, signShare: 0.9, power: 0.8 };

function term(over: Partial<HypothesisEstimate> = {}): HypothesisEstimate {
  return {
    model: 'm',
    term: 'x',
    estimate: 1,
    confidenceInterval: [0.5, 1.5],
    pValue: { CR1S: 0.01, CR2: 0.01, wildBootstrap: 0.01 },
    degreesOfFreedom: 10,
    leaveOneOut: { min: 0.8, minWithout: 'a', max: 1.2, maxWithout: 'b' },
    adjustedPValue: 0.01,
    multiplicity: null,
    leverage: null,
    minimumDetectable: 0.7,
    placebo: { term: 'f(x)', estimate: 0, CR2: 0.6, wildBootstrap: 0.7 },
    multiverse: null,
    ...over,
  };
}

const judged = (
  terms: HypothesisEstimate[],
  also: HypothesisEstimate[] = [],
  sign: 'positive' | 'negative' = 'positive',
) => judgeEffect({ sign, rules: RULES, terms, also, units: 17, proxies: new Set(), withinShare: new Map() });

describe('verdict on an effect', () => {
  test('supported only when it speaks and nothing overturns it', () => {
    expect(judged([term()]).verdict).toBe('supported');
    expect(judged([term({ leaveOneOut: { min: -0.1, minWithout: 'a', max: 1.2, maxWithout: 'b' } })]).verdict).toBe(
      'mixed',
    );
    expect(judged([term({ placebo: { term: 'f(x)', estimate: 1, CR2: 0.01, wildBootstrap: 0.02 } })]).verdict).toBe(
      'mixed',
    );
    expect(judged([term()], [term({ estimate: -1 }), term({ estimate: 1 })]).verdict).toBe('mixed');
    const multiverse = { specifications: 64, significantShare: 0.4, min: -1, median: 0.5, max: 2 };
    expect(judged([term({ multiverse: { ...multiverse, signShare: 0.95 } })]).verdict).toBe('supported');
    expect(judged([term({ multiverse: { ...multiverse, signShare: 0.85 } })]).verdict).toBe('mixed');
  });

  test('silent is "cannot tell", with what would tell, never "none"', () => {
    const verdict = judged([term({ adjustedPValue: 0.2, estimate: 0.35 })]);
    expect(verdict.verdict).toBe('cannot-tell');
    expect(verdict.reasons.map((one) => one.rule)).toContain('not-found-is-not-none');
    // 17 · (0.7 / 0.35)² = 68 regions.
    expect(verdict.wouldTell?.find((one) => one.rule === 'tell-more-units')?.message.params.needed).toBe(68);
  });

  test('every term is told by how it speaks, every doubt by its name and figure', () => {
    const open: Partial<HypothesisEstimate> = { confidenceInterval: [null, 1], adjustedPValue: null };
    const verdict = judged(
      [
        term({ term: 'for' }),
        term({ term: 'against', estimate: -1, leaveOneOut: { min: -2, minWithout: 'a', max: 0.1, maxWithout: 'b' } }),
        term({ term: 'silent', adjustedPValue: 0.05 }),
        term({ term: 'open', ...open }),
      ],
      [term({ estimate: -1 }), term()],
    );
    expect(verdict.verdict).toBe('mixed');
    expect(verdict.reasons.map(({ rule, message }) => [rule, message.params.term ?? message.params])).toEqual([
      ['term-speaks-for', 'for'],
      ['term-speaks-against', 'against'],
      ['term-silent', 'silent'],
      ['term-silent-open', 'open'],
      ['sign-changes-without-region', 'against'],
      ['agreement-of-models', { same: 1, of: 2 }],
    ]);
    // Without b the negative coefficient is positive; without a the positive one would be negative.
    expect(verdict.reasons[4].message.params.region).toBe('b');
    expect(verdict.figures).toEqual({ smallestAdjustedP: 0.01, agreement: 0.5, termsFor: 1, termsAgainst: 1 });
    expect(verdict.reasons[3].message.params).toEqual({ term: 'open', estimate: 1, pValue: 1 });
  });

  test('models, placebo, multiverse and the region left out each keep a term from being firm, from their thresholds on', () => {
    const multiverse = { specifications: 64, significantShare: 0.4, min: -1, median: 0.5, max: 2 };
    const others = (share: number) => Array.from({ length: 4 }, (_, i) => term({ estimate: i < share * 4 ? 1 : -1 }));
    const of = (over: Partial<HypothesisEstimate>, sign?: 'positive' | 'negative') =>
      judged([term(over)], [], sign).verdict;
    expect(judged([term()], others(0.75)).verdict).toBe('supported');
    expect(judged([term()], others(0.5)).verdict).toBe('mixed');
    // Against the claim, agreement is that the others are against it, too.
    expect(judged([term()], others(0.75), 'negative').verdict).toBe('contradicted');
    expect(judged([term()], others(0.5), 'negative').verdict).toBe('cannot-tell');
    expect(judged([term({ estimate: -1 })], others(0.25)).verdict).toBe('contradicted');
    expect(judged([term({ estimate: -1 })], others(0.5)).verdict).toBe('cannot-tell');
    expect(of({ multiverse: { ...multiverse, signShare: 0.9 } })).toBe('supported');
    expect(of({ estimate: -1, multiverse: { ...multiverse, signShare: 0.1 } })).toBe('contradicted');
    expect(of({ estimate: -1, multiverse: { ...multiverse, signShare: 0.2 } })).toBe('cannot-tell');
    const placebo = (CR2: number | null, wildBootstrap: number | null) =>
      of({ placebo: { term: 'f(x)', estimate: 1, CR2, wildBootstrap } });
    expect([
      placebo(0.04, 0.05),
      placebo(0.04, 0.04),
      placebo(null, 0.04),
      placebo(0.04, null),
      placebo(null, null),
    ]).toEqual(['supported', 'mixed', 'mixed', 'mixed', 'supported']);
    expect(of({ leaveOneOut: { min: 0, minWithout: 'a', max: 1, maxWithout: 'b' } })).toBe('mixed');
    expect(of({ leaveOneOut: null, placebo: null })).toBe('supported');
  });

  test('what would tell: more units within reach, more variation, the measure itself', () => {
    const told = (over: Partial<HypothesisEstimate>, units: number, share?: number) =>
      judgeEffect({
        sign: 'positive',
        rules: RULES,
        terms: [term({ adjustedPValue: 0.2, ...over })],
        also: [],
        units,
        proxies: new Set(share === undefined ? [] : ['x']),
        withinShare: new Map(share === undefined ? [] : [['x', share]]),
      }).wouldTell?.map((one) => one.rule);
    const smallest = 'tell-smallest-effect';
    // units · (0.7 / 0.07)²
    expect(told({ estimate: 0.07 }, 10)).toEqual([smallest, 'tell-more-units']);
    expect(told({ estimate: 0.07 }, 11)).toEqual([smallest, 'tell-not-by-units']);
    expect(told({ estimate: 0 }, 10)).toEqual([smallest, 'tell-not-by-units']);
    expect(told({ minimumDetectable: null }, 10, 0.05)).toEqual(['tell-measure-itself']);
    expect(told({ minimumDetectable: null }, 10, 0.049)).toEqual(['tell-more-variation', 'tell-measure-itself']);
  });

  test('contradicted only when the contrary is firm', () => {
    expect(judged([term()], [], 'negative').verdict).toBe('contradicted');
    const fragile = term({ leaveOneOut: { min: -0.1, minWithout: 'a', max: 1.2, maxWithout: 'b' } });
    expect(judged([fragile], [], 'negative').verdict).toBe('cannot-tell');
  });

  const RANK = { contradicted: 0, 'cannot-tell': 1, mixed: 2, supported: 3 } as const;
  test('a larger p never raises the verdict of an estimate with the claimed sign', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean(),
        (p, more, fragile) => {
          const leaveOneOut = { min: fragile ? -1 : 0.5, minWithout: 'a', max: 2, maxWithout: 'b' };
          const at = (value: number) => RANK[judged([term({ adjustedPValue: value, leaveOneOut })]).verdict];
          expect(at(Math.min(1, p + more))).toBeLessThanOrEqual(at(p));
        },
      ),
    );
  });

  test('the order of the terms and the unit of the regressor change nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 1, maxLength: 5 }), (ps) => {
        const terms = ps.map((p, i) => term({ term: `x${i}`, adjustedPValue: p, estimate: i % 2 ? -1 : 1 }));
        const scaled = terms.map((one) => ({
          ...one,
          estimate: one.estimate * 1000,
          leaveOneOut: { min: 800, minWithout: 'a', max: 1200, maxWithout: 'b' },
          minimumDetectable: 700,
        }));
        expect(judged([...terms].reverse()).verdict).toBe(judged(terms).verdict);
        expect(judged(scaled).verdict).toBe(judged(terms).verdict);
      }),
    );
  });
});

describe('power', () => {
  test('smallest detectable effect as from qt of R', () => {
    for (const one of oracle.minimumDetectable) {
      expect(minimumDetectable(0.25, one.df, one)).toBeCloseTo(one.value, 10);
    }
  });
  test('unknown errors give no figure', () => {
    expect(minimumDetectable(null, 10, RULES)).toBeNull();
    expect(minimumDetectable(0, 10, RULES)).toBeNull();
  });
  test('twice the effect needs a quarter of the units', () => {
    expect(unitsNeeded(16, 1, 0.5)).toBe(64);
    expect(unitsNeeded(16, 1, 1)).toBe(16);
  });
});

describe('shares of the within R²', () => {
  test('add up to the whole, and equal players get equal shares', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 }), (values) => {
        const worth = [0, ...values.slice(1)];
        const sum = shapley(3, worth).reduce((total, value) => total + value, 0);
        expect(sum).toBeCloseTo(worth[7], 12);
      }),
    );
    expect(shapley(2, [0, 0.3, 0.3, 0.4])).toEqual([0.2, 0.2]);
  });

  test('agree with the average over all orders computed by R on Produc', () => {
    const produc = oracleTable('produc');
    const column = (name: string, log: boolean) => {
      const found = columnOf(produc, name);
      if (found.kind !== 'number') throw new Error(name);
      return Array.from(found.values, (value) => (log ? Math.log(value) : value));
    };
    const years = 17;
    const grid = (values: number[]) =>
      Array.from({ length: values.length / years }, (_, unit) => values.slice(unit * years, (unit + 1) * years));
    const cube: Cube = [
      grid(column('gsp', true)),
      grid(column('hwy', true)),
      grid(column('water', true)),
      grid(column('util', true)),
      grid(column('pc', true)),
      grid(column('emp', true)),
      grid(column('unemp', false)),
    ];
    const blocks = [
      { id: 'public', terms: ['hwy', 'water', 'util'], rival: false },
      { id: 'private', terms: ['pc'], rival: false },
      { id: 'labour', terms: ['emp', 'unemp'], rival: true },
    ];
    const measured = measureDominance({ cube, blocks, significance: 0.05, seed: 1 });
    for (const block of measured?.blocks ?? []) {
      expect(block.share).toBeCloseTo(oracle.shapley[block.id], 9);
      expect(block.low).toBeLessThan(block.share);
      expect(block.high).toBeGreaterThan(block.share);
    }
    expect(measured?.within).toBeCloseTo(oracle.shapley.all, 9);
    const verdict = judgeDominance({
      measured,
      fixedEffectsOnly: 0.99,
      full: 0.999,
      adjustedPValue: 0.2,
      rules: { significance: 0.05, power: 0.8 },
    });
    expect(verdict.verdict).toBe('cannot-tell');
    // Not told, so it says what 48 states could have shown; and no state left out turns the side that leads.
    expect(verdict.wouldTell?.map((one) => one.rule)).toEqual([
      'tell-smallest-difference',
      'tell-more-units-difference',
    ]);
    expect(verdict.figures.differenceDetectable).toBeCloseTo(
      (measured?.deviation ?? 0) * multiplier(47, { significance: 0.05, power: 0.8 }),
      12,
    );
    const { min, max } = measured?.leaveOneOut ?? { min: 0, max: 0 };
    expect(min).toBeLessThan(measured?.difference ?? 0);
    expect(max).toBeGreaterThan(measured?.difference ?? 0);
    // Carried by one unit, it is never more than mixed, however small the p-value.
    const rules = { significance: 0.05, power: 0.8 };
    const carried = measured === null ? null : { ...measured, difference: 0.1, pValue: 0.001 };
    const judged = (leaveOneOut: { min: number; max: number }) =>
      judgeDominance({
        measured: carried === null ? null : { ...carried, leaveOneOut },
        fixedEffectsOnly: 0.99,
        full: 0.999,
        adjustedPValue: 0.004,
        rules,
      }).verdict;
    expect(judged({ min: 0.05, max: 0.2 })).toBe('supported');
    expect(judged({ min: -0.01, max: 0.2 })).toBe('mixed');
  });

  test('bootstrap p and intervals are those of the resamples, the share of a lone block is all of it', () => {
    const stream = randomStream(5);
    let drawn = 0;
    const grid = (of: (unit: number, year: number) => number) =>
      Array.from({ length: 12 }, (_, unit) => Array.from({ length: 5 }, (__, year) => of(unit, year)));
    const a = grid(() => stream.normal(drawn++));
    const b = grid(() => stream.normal(drawn++));
    const y = grid((unit, year) => a[unit][year] + 0.1 * stream.normal(drawn++));
    const block = (id: string, rival: boolean) => ({ id, terms: [id], rival });
    const claim = { cube: [y, a, b], blocks: [block('a', false), block('b', true)], significance: 0.1, seed: 3 };
    const measured = measureDominance(claim);
    expect(measured).toMatchObject({ units: 12, resamples: 999 });
    // a leads in every resample: 2 · (1 + 0) / (1 + 999).
    expect(measured?.pValue).toBe(0.002);
    expect(measured?.difference).toBeCloseTo((measured?.blocks[0].share ?? 0) - (measured?.blocks[1].share ?? 0), 14);
    expect(measured?.low).toBeGreaterThan(0.8);
    // Rivals exchanged, everything changes its sign.
    const other = measureDominance({ ...claim, blocks: [block('a', true), block('b', false)] });
    expect(other?.difference).toBe(-(measured?.difference ?? 0));
    expect([other?.low, other?.high]).toEqual([-(measured?.high ?? 0), -(measured?.low ?? 0)]);
    expect([other?.pValue, other?.deviation]).toEqual([0.002, measured?.deviation]);
    expect(other?.leaveOneOut?.max).toBe(-(measured?.leaveOneOut?.min ?? 0));
    const rules = { significance: 0.05, power: 0.8 };
    const judged = judgeDominance({ measured: other, fixedEffectsOnly: null, full: null, adjustedPValue: 0.01, rules });
    expect([judged.verdict, judged.reasons.map((one) => one.rule)]).toEqual([
      'contradicted',
      ['rivals-explain-more', 'difference-firm'],
    ]);
    // Told before multiplicity only, or not judged by it at all.
    const before = judgeDominance({ measured, fixedEffectsOnly: null, full: null, adjustedPValue: null, rules });
    expect([before.verdict, before.reasons.map((one) => one.rule)]).toEqual([
      'mixed',
      ['block-explains-more', 'not-after-multiplicity', 'difference-firm'],
    ]);
  });

  test('p counts the resamples of units on either side of zero, the data counting as one', () => {
    const stream = randomStream(8);
    let drawn = 0;
    const grid = (of: (unit: number, year: number) => number) =>
      Array.from({ length: 9 }, (_, unit) => Array.from({ length: 4 }, (__, year) => of(unit, year)));
    const [a, b] = [grid(() => stream.normal(drawn++)), grid(() => stream.normal(drawn++))];
    const y = grid((unit, year) => a[unit][year] + 0.8 * b[unit][year] + stream.normal(drawn++));
    const cube = [y, a, b];
    const difference = (units: readonly number[]) => {
      const moments = twoWayMoments(cube, units);
      const [one, two, both] = [[1], [2], [1, 2]].map((members) => regress(moments, members)?.rSquared ?? Number.NaN);
      const [left, right] = shapley(2, [0, one, two, both]);
      return left - right;
    };
    const resamples = randomStream(5);
    const drawnDifferences = Array.from({ length: 999 }, (_, draw) =>
      difference(cube[0].map((__, i) => resamples.integer(draw * 9 + i, 9))),
    );
    const [below, above] = [(value: number) => value <= 0, (value: number) => value >= 0].map(
      (side) => drawnDifferences.filter(side).length,
    );
    expect(Math.min(below, above)).toBeGreaterThan(20);
    const measured = measureDominance({
      cube,
      blocks: [
        { id: 'a', terms: ['a'], rival: false },
        { id: 'b', terms: ['b'], rival: true },
      ],
      significance: 0.05,
      seed: 5,
    });
    expect(measured?.pValue).toBe((2 * (1 + Math.min(below, above))) / 1000);
    expect(measured?.difference).toBeCloseTo(difference([0, 1, 2, 3, 4, 5, 6, 7, 8]), 14);
    const sorted = [...drawnDifferences].sort((one, two) => one - two);
    expect([measured?.low, measured?.high]).toEqual([sorted[25], sorted[973]]);
  });

  test('of one unit drawn again and again, and of a variable that does not change, the means leave nothing', () => {
    const [y, x] = [1, 2].map((k) =>
      [0, 1, 2, 3].map((unit) => [0, 1, 2].map((year) => 1.1 + Math.sin(k + unit * 5 + year * 3))),
    );
    const still = y.map((row, unit) => row.map(() => 0.1 * unit));
    const of = (cube: Cube, units: readonly number[]) => regress(twoWayMoments(cube, units), [1])?.rSquared ?? null;
    expect(of([y, x], [0, 1, 2, 3])).toBeGreaterThan(0);
    expect(of([y, x], [2, 2, 2])).toBeNull();
    expect(of([y, still], [0, 1, 2, 3])).toBeNull();
    expect(of([still, x], [0, 1, 2, 3])).toBeNull();
  });

  test('regressors that are not told apart have no shares, and the verdict says so', () => {
    const grid = Array.from({ length: 4 }, (_, unit) => [0, 1, 2].map((year) => Math.sin(unit * 5 + year * 3)));
    const blocks = [
      { id: 'a', terms: ['a'], rival: false },
      { id: 'b', terms: ['b'], rival: true },
    ];
    const measured = measureDominance({
      cube: [grid.map((row) => row.map((v) => v ** 2)), grid, grid],
      blocks,
      significance: 0.05,
      seed: 1,
    });
    expect(measured).toBeNull();
    const verdict = judgeDominance({ measured, fixedEffectsOnly: 0.9, full: 0.95, adjustedPValue: null, rules: RULES });
    expect(verdict).toMatchObject({ verdict: 'cannot-tell', figures: { within: null } });
    expect(verdict.reasons.map((one) => one.rule)).toEqual(['r-squared-by-dummies', 'not-identified']);
  });
});

/** Outcome = Σ slope(cluster) · x + noise on a balanced panel. */
function simulated(slopes: readonly (readonly number[])[], partition: readonly number[], noise: number, seed: number) {
  const stream = randomStream(seed);
  let drawn = 0;
  const next = () => stream.normal(drawn++);
  const years = [0, 1, 2, 3, 4, 5];
  const x = slopes.map(() => partition.map(() => years.map(() => next())));
  const y = partition.map((cluster, unit) =>
    years.map((t) => slopes.reduce((sum, own, j) => sum + own[cluster] * x[j][unit][t], noise * next())),
  );
  return [y, ...x];
}

describe('value of targeting', () => {
  const partition = [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1];
  const verdictOf = (cube: Cube) => {
    const measured = measureHeterogeneity(
      { cube, terms: 2, partition, significance: 0.05, seed: 7 },
      ['x1', 'x2'],
      ['A', 'B'],
    );
    return {
      measured,
      judgement: judgeHeterogeneity({
        measured,
        adjustedPValue: measured.pValue,
        structurePValue: 0.01,
        significance: 0.05,
      }),
    };
  };

  test('pays where the best lever differs between groups, and the slopes are found', () => {
    const { measured, judgement } = verdictOf(
      simulated(
        [
          [2, 0],
          [0, 2],
        ],
        partition,
        0.2,
        1,
      ),
    );
    expect(judgement.verdict).toBe('supported');
    expect(measured.targeting?.low).toBeGreaterThan(0);
    // The tests of few clusters may take the claim down, and say so; those that do not exist say nothing.
    const under = (wildBootstrap: number | null, later: number | null) =>
      judgeHeterogeneity({
        measured,
        adjustedPValue: measured.pValue,
        structurePValue: 0.01,
        equalSlopes: { HTZ: 0.01, wildBootstrap, later: { until: 3, HTZ: null, wildBootstrap: later } },
        significance: 0.05,
      });
    expect(under(0.01, null).verdict).toBe('supported');
    expect(under(null, null).verdict).toBe('supported');
    expect(under(0.2, 0.01).verdict).toBe('mixed');
    expect(under(0.01, 0.2).verdict).toBe('mixed');
    expect(under(0.01, 0.2).reasons.map((one) => one.rule)).toEqual(
      expect.arrayContaining(['wild-rejects-equal', 'later-years-keep-equal']),
    );
    const slope = measured.slopes.find((one) => one.term === 'x1' && one.cluster === 'A');
    expect(slope?.low).toBeLessThan(2);
    expect(slope?.high).toBeGreaterThan(2);
  });

  test('is not claimed where the slopes are the same', () => {
    const { measured, judgement } = verdictOf(
      simulated(
        [
          [2, 2],
          [0.2, 0.2],
        ],
        partition,
        0.5,
        3,
      ),
    );
    expect(measured.targeting?.low).toBeLessThanOrEqual(0);
    expect(['cannot-tell', 'contradicted']).toContain(judgement.verdict);
    const known = measured.targeting;
    if (known === null) throw new Error('the value of targeting is known here');
    const under = (low: number, high: number) =>
      judgeHeterogeneity({
        measured: { ...measured, targeting: { ...known, gain: (low + high) / 2, low, high } },
        adjustedPValue: 0.4,
        structurePValue: 0.01,
        significance: 0.05,
      });
    expect(under(-0.6, 1.2).verdict).toBe('cannot-tell');
    expect(under(-0.6, 1.2).reasons.map((one) => one.rule)).toContain('targeting-covers-zero');
    expect(under(-1.2, -0.1).verdict).toBe('contradicted');
    expect(under(0.1, 1.2).verdict).toBe('mixed');
  });

  test('is not known for a group of one', () => {
    const slopes = {
      estimate: [
        [1, 2],
        [2, 1],
      ],
      withoutUnit: [
        [
          [1, 2],
          [2, 1],
        ],
        null,
      ],
    };
    expect(valueOfTargeting({ slopes, scale: [1, 1], sizes: [1, 1], significance: 0.05, seed: 1 })).toBeNull();
  });

  /** Slopes that differ between the clusters, and the columns of the regression that splits them. */
  const split = () => {
    const cube = simulated(
      [
        [1, -1],
        [0.5, 0.5],
      ],
      partition,
      1,
      11,
    );
    const zero = (grid: readonly (readonly number[])[], cluster: number) =>
      grid.map((row, unit) => row.map((value) => (partition[unit] === cluster ? value : 0)));
    const [y, x1, x2] = cube;
    const columns = [y, zero(x1, 0), zero(x1, 1), zero(x2, 0), zero(x2, 1)];
    return { slopes: verdictOf(cube).measured.slopes, columns, units: partition.map((_, unit) => unit) };
  };

  test('slopes by cluster are those of the split regression', () => {
    const { slopes, columns, units } = split();
    const fitted = regress(twoWayMoments(columns, units), [1, 2, 3, 4]);
    slopes.forEach((slope, i) => {
      expect(slope.estimate).toBeCloseTo(fitted?.coefficients[i] ?? Number.NaN, 12);
    });
  });

  test('intervals of slopes are those of the jackknife over units, with the units of the cluster less one', () => {
    const { slopes, columns, units } = split();
    const without = units.map(
      (left) =>
        regress(
          twoWayMoments(
            columns,
            units.filter((unit) => unit !== left),
          ),
          [1, 2, 3, 4],
        )?.coefficients ?? [],
    );
    slopes.forEach(({ estimate, low, high }, i) => {
      const squares = without.reduce((sum, one) => sum + (one[i] - estimate) ** 2, 0);
      // R: qt(0.975, 5)
      const half = 2.570581835636314 * Math.sqrt((11 / 12) * squares);
      expect(low).toBeCloseTo(estimate - half, 10);
      expect(high).toBeCloseTo(estimate + half, 10);
    });
  });

  test('p is the share of the partitions of these sizes that gain as much by slopes of their own, the data counting as one', () => {
    const cube = simulated(
      [
        [1, 0.6],
        [0.5, 0.5],
      ],
      partition,
      1,
      11,
    );
    const { measured } = verdictOf(cube);
    const units = partition.map((_, unit) => unit);
    const [y, x1, x2] = cube;
    const residual = (columns: Cube) =>
      regress(
        twoWayMoments(columns, units),
        columns.slice(1).map((_, i) => i + 1),
      )?.residual ?? Number.NaN;
    const gain = (groups: readonly number[]) => {
      const own = [x1, x2].flatMap((grid) =>
        [0, 1].map((cluster) => grid.map((row, unit) => row.map((value) => (groups[unit] === cluster ? value : 0)))),
      );
      return residual(cube) / residual([y, ...own]) - 1;
    };
    const stream = randomStream(7, 1);
    const drawn = Array.from({ length: 999 }, (_, draw) => {
      const order = stream.permutation(draw, partition.length);
      return gain(partition.map((_, unit) => partition[order[unit]]));
    });
    const extreme = drawn.filter((one) => one >= gain(partition) * (1 - 1e-9)).length;
    expect(extreme).toBeGreaterThan(20);
    expect(measured.pValue).toBe((extreme + 1) / 1000);
  });

  test('slopes of a cluster of one unit have no interval, and nothing is known of targeting', () => {
    const lone = [0, 0, 0, 0, 0, 1];
    const cube = simulated(
      [
        [1, -1],
        [0.5, 0.5],
      ],
      lone,
      1,
      2,
    );
    const measured = measureHeterogeneity(
      { cube, terms: 2, partition: lone, significance: 0.05, seed: 7 },
      ['x1', 'x2'],
      ['A', 'B'],
    );
    expect(measured.slopes.map(({ term: name, cluster, low, high }) => [name, cluster, low, high])).toEqual([
      ['x1', 'A', null, null],
      ['x1', 'B', null, null],
      ['x2', 'A', null, null],
      ['x2', 'B', null, null],
    ]);
    expect(measured).toMatchObject({ targeting: null, predictionErrorRatio: null });
    expect(measured.pValue).not.toBeNull();
  });

  test('the verdict by rule, case by case', () => {
    const targeting = (low: number, high: number) => ({ gain: (low + high) / 2, low, high, positive: 0.5, draws: 9 });
    const rules = (
      adjustedPValue: number | null,
      known: ReturnType<typeof targeting> | null,
      { structure = null as number | null, ratio = null as number | null } = {},
    ) => {
      const { verdict, reasons } = judgeHeterogeneity({
        measured: { pValue: adjustedPValue, predictionErrorRatio: ratio, slopes: [], targeting: known },
        adjustedPValue,
        structurePValue: structure,
        significance: 0.05,
      });
      return [verdict, ...reasons.map((one) => one.rule)];
    };
    expect(rules(0.04, targeting(0.1, 0.2))).toEqual(['supported', 'slopes-differ', 'targeting-pays']);
    expect(rules(0.05, targeting(0.1, 0.2))).toEqual(['mixed', 'slopes-not-told-apart', 'targeting-pays']);
    expect(rules(0.04, targeting(-0.2, -0.1))).toEqual(['mixed', 'slopes-differ', 'targeting-costs']);
    expect(rules(0.5, targeting(-0.2, -0.1))).toEqual(['contradicted', 'slopes-not-told-apart', 'targeting-costs']);
    expect(rules(0.5, targeting(0, 0))).toEqual([
      'cannot-tell',
      'slopes-not-told-apart',
      'targeting-covers-zero',
      'not-found-is-not-none',
    ]);
    expect(rules(null, null)).toEqual([
      'cannot-tell',
      'not-identified',
      'targeting-not-known',
      'not-found-is-not-none',
    ]);
    expect(rules(0.04, null, { structure: 0.04, ratio: 0.9 })).toEqual([
      'mixed',
      'slopes-differ',
      'clusters-exist',
      'own-slopes-predict-better',
      'targeting-not-known',
    ]);
    expect(rules(0.04, null, { structure: 0.05, ratio: 1 })).toEqual([
      'mixed',
      'slopes-differ',
      'clusters-not-told-from-none',
      'one-slope-predicts-better',
      'targeting-not-known',
    ]);
  });

  test('slopes that are not identified by cluster are not measured', () => {
    const cube = simulated([[1, -1]], partition, 1, 4);
    const twice = [cube[0], cube[1], cube[1]];
    expect(
      measureHeterogeneity({ cube: twice, terms: 2, partition, significance: 0.05, seed: 7 }, ['x', 'z'], ['A', 'B']),
    ).toEqual({
      pValue: null,
      predictionErrorRatio: null,
      slopes: [],
      targeting: null,
    });
  });
});
