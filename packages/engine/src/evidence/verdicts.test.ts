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

  test('slopes by cluster are those of the split regression', () => {
    const cube = simulated(
      [
        [1, -1],
        [0.5, 0.5],
      ],
      partition,
      1,
      11,
    );
    const { measured } = verdictOf(cube);
    const zero = (grid: readonly (readonly number[])[], cluster: number) =>
      grid.map((row, unit) => row.map((value) => (partition[unit] === cluster ? value : 0)));
    const [y, x1, x2] = cube;
    const fitted = regress(
      twoWayMoments(
        [y, zero(x1, 0), zero(x1, 1), zero(x2, 0), zero(x2, 1)],
        partition.map((_, unit) => unit),
      ),
      [1, 2, 3, 4],
    );
    measured.slopes.forEach((slope, i) => {
      expect(slope.estimate).toBeCloseTo(fitted?.coefficients[i] ?? Number.NaN, 12);
    });
  });
});
