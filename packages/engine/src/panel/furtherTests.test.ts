import { expect, test } from 'vitest';
import { oracle, oracleTable } from '../../test/oracles.js';
import { check } from '../result/check.js';
import { EstimateDocumentSchema } from '../result/documents/estimate.js';
import { type EstimateOptions, estimateTable } from './estimate.js';

const grunfeld = (options: EstimateOptions, formula = 'inv ~ value + capital | firm') =>
  estimateTable(oracleTable('grunfeld'), formula, { panel: { unit: 'firm', time: 'year' }, ...options })[0];

test('joint test: HTZ equals clubSandwich, one term gives the wild bootstrap of that term', () => {
  const { dataset: _, where: __, ...gasoline } = oracle('inference/inference.json').gasoline;
  const [document] = estimateTable(oracleTable('gasoline'), `${gasoline.formula} | country + year`, {
    panel: { unit: 'country', time: 'year' },
    tests: { joint: ['lincomep', 'lrpmg', 'lcarpcap'] },
    draws: 9,
  });
  const { htz } = gasoline.twoways.clubSandwich.CR2;
  expect(document.joint?.HTZ?.statistic).toBeCloseTo(htz.F, 8);
  expect(document.joint?.HTZ?.df[1]).toBeCloseTo(htz.df2, 8);
  expect(document.joint?.HTZ?.pValue).toBeCloseTo(htz.p, 10);
  const { fixedEffectsLSDV } = oracle('panel/wild_cluster_bootstrap.json');
  const one = grunfeld({ tests: { joint: ['capital'] } });
  expect(one.joint?.wildBootstrap).toMatchObject({ exact: true, pValue: fixedEffectsLSDV.capital.pSymmetric });
});

test('adjusted p-values: Holm of the coefficients, Romano–Wolf of the wild bootstrap', () => {
  const holm = grunfeld({ tests: { adjust: 'holm' } });
  const [value, capital] = holm.coefficients.map(({ pValue }) => pValue as number);
  expect(holm.multiplicity?.terms.map(({ adjustedPValue }) => adjustedPValue)).toEqual([2 * value, capital]);
  const { fixedEffectsLSDV } = oracle('panel/wild_cluster_bootstrap.json');
  const stepped = grunfeld({ tests: { adjust: 'romano-wolf' } });
  expect(stepped.multiplicity?.terms.map(({ pValue }) => pValue)).toEqual(
    ['value', 'capital'].map((term) => fixedEffectsLSDV[term].pSymmetric),
  );
  for (const { pValue, adjustedPValue } of stepped.multiplicity?.terms ?? [])
    expect(adjustedPValue as number).toBeGreaterThanOrEqual(pValue as number);
});

test('the document with all of them follows its schema; what cannot be asked is refused', () => {
  const document = grunfeld({
    fewClusters: true,
    wild: 'WCR33',
    draws: 19,
    tests: { joint: ['value', 'capital'], adjust: 'romano-wolf', randomize: ['capital'] },
  });
  expect(check(EstimateDocumentSchema, JSON.parse(JSON.stringify(document)))).toMatchObject({ ok: true });
  expect(document.fewClusters?.terms[0].wildBootstrap.variant).toBe('WCR33');
  expect(document.randomization).toMatchObject([{ term: 'capital', draws: 19, exact: false }]);
  expect(() => grunfeld({ tests: { joint: ['x'] } })).toThrow('no term "x"');
  expect(() => grunfeld({ tests: { adjust: 'tukey' } })).toThrow('no adjustment "tukey"');
  expect(() => grunfeld({ fewClusters: true, wild: 'WCR22' })).toThrow('no wild bootstrap "WCR22"');
  expect(() => estimateTable(oracleTable('grunfeld'), 'inv ~ value', { tests: { joint: ['value'] } })).toThrow(
    'needs clusters',
  );
});
