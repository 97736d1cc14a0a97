import { describe, expect, test } from 'vitest';
import { oracle, oracleTable } from '../../../test/oracles.js';
import type { EstimateDocument } from '../../result/documents/estimate.js';
import { estimateTable } from '../estimate.js';

/** Numbers of plm 2.6-2 (oracles/R/gmm.R); the specifications of misc.R are in advanced.test.ts. */
const near = (ours: number | null | undefined, theirs: number, tolerance: number) => {
  expect(ours).toBeTypeOf('number');
  expect(Math.abs((ours as number) - theirs) / Math.max(Math.abs(theirs), 1e-12)).toBeLessThan(tolerance);
};

interface Gmm {
  coefficients: Record<string, number>;
  standardErrors: Record<string, number>;
  sargan: { statistic: number; df: number; p: number };
  m1: { statistic: number | number[][]; p: number };
  m2: { statistic: number | number[][]; p: number };
}
interface Summary {
  count: number;
  units: number;
  sargan: { statistic: number; df: number } | null;
  hansen: { statistic: number; df: number; pValue: number };
  serialCorrelation: { order: number; statistic: number; pValue: number }[];
}

/** plm: `lag(log(emp), 1:2)1`, `1979`; here: `lag(log(emp), 1)`, `year1979`. */
const nameOf = (term: string) => {
  const lag = /^lag\((.*), \d+:\d+\)(\d+)$/.exec(term);
  return lag !== null ? `lag(${lag[1]}, ${lag[2]})` : /^\d+$/.test(term) ? `year${term}` : term;
};
const summaryOf = (document: EstimateDocument) => document.instruments as unknown as Summary;

const compare = (ours: EstimateDocument, theirs: Gmm, tolerance: number) => {
  expect(ours.coefficients).toHaveLength(Object.keys(theirs.coefficients).length);
  for (const [term, value] of Object.entries(theirs.coefficients))
    near(ours.coefficients.find((c) => c.term === nameOf(term))?.estimate, value, tolerance);
  for (const [term, value] of Object.entries(theirs.standardErrors))
    near(ours.coefficients.find((c) => c.term === nameOf(term))?.standardError, value, tolerance);
  const { hansen, serialCorrelation } = summaryOf(ours);
  near(hansen.statistic, theirs.sargan.statistic, tolerance);
  expect(hansen.df).toBe(theirs.sargan.df);
  near(hansen.pValue, theirs.sargan.p, 10 * tolerance);
  [theirs.m1, theirs.m2].forEach((m, i) => {
    near(serialCorrelation[i].statistic, [m.statistic].flat(2)[0], tolerance);
    near(serialCorrelation[i].pValue, m.p, 10 * tolerance);
  });
};

const panel = { unit: 'firm', time: 'year' };
const AB =
  'log(emp) ~ lag(log(emp), 1:2) + lag(log(wage), 0:1) + log(capital) + lag(log(output), 0:1) | lag(log(emp), 2:99)';
const more = oracle('panel/gmm.json') as Record<string, Gmm & Specification>;
interface Specification {
  dataset: string;
  unit: string;
  formula: string;
  effect: string;
  steps: number;
  collapse: boolean;
  system: boolean;
}

describe('specifications of gmm.R: equal plm', () => {
  for (const [key, theirs] of Object.entries(more)) {
    if (key === 'published') continue;
    test(key, () => {
      const { dataset, unit, formula, effect, steps, collapse, system } = theirs;
      const [ours] = estimateTable(oracleTable(dataset), formula, {
        panel: { unit, time: 'year' },
        estimator: system ? 'gmm-system' : 'gmm-difference',
        effect,
        steps,
        collapse,
      });
      compare(ours, theirs, 1e-6);
    });
  }
});

test('Sargan of one step for white noise: as published, where plm weights it by the second step', () => {
  const { sargan, df } = oracle('panel/gmm.json').published;
  const [ours] = estimateTable(oracleTable('empl_uk.csv'), more['a1.onestep'].formula, {
    panel,
    estimator: 'gmm-difference',
  });
  expect(summaryOf(ours).sargan?.statistic).toBeCloseTo(sargan, 1);
  expect(summaryOf(ours).sargan?.df).toBe(df);
});

describe('the ways to write the instruments', () => {
  const written = (formula: string) =>
    estimateTable(oracleTable('empl_uk.csv'), formula, { panel, estimator: 'gmm-difference' })[0].coefficients.map(
      (c) => c.estimate,
    );
  test('left out: the lags of the response from the second on', () => {
    const [short] = AB.split(' | ');
    expect(written(short)).toEqual(written(AB));
  });
  test('as endogenous ~ instruments', () => {
    const ours = written(
      'log(emp) ~ lag(log(wage), 0:1) + log(capital) + lag(log(output), 0:1) | 0 | lag(log(emp), 1:2) ~ lag(log(emp), 2:99)',
    );
    [...ours].sort().forEach((value, i) => {
      near(value, [...written(AB)].sort()[i], 1e-8);
    });
  });
});

test('more instruments than units are refused', () => {
  const few = { panel, estimator: 'gmm-difference', where: 'firm <= 20' };
  expect(() => estimateTable(oracleTable('empl_uk.csv'), AB, few)).toThrow(/instruments for 20 units/);
});
