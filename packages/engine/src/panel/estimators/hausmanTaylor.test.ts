import { describe, expect, test } from 'vitest';
import { oracle, oracleTable } from '../../../test/oracles.js';
import { estimateTable } from '../estimate.js';

/** Numbers of plm 2.6-2 (oracles/R/misc.R, oracles/R/hausmanTaylor.R). */
const wages = oracleTable('wages');
const panel = { unit: 'id', time: 'year' };

interface Reference {
  coefficients: Record<string, number>;
  vcov: { names: string[]; values: number[][] };
}
/** The data hold yes and no, sex and exp: plm's columns of the reference by their names here. */
const NAMES: Record<string, string> = {
  exp2: 'I(exp^2)',
  ...Object.fromEntries(['bluecol', 'south', 'smsa', 'married', 'union', 'black'].map((name) => [name, `${name}yes`])),
};
const EXOGENOUS = 'bluecol + south + smsa + ind + sex + black';
const ALL = `wks + south + smsa + married + exp + I(exp^2) + bluecol + ind + union + sex + black + ed`;
const METHODS = {
  'hausman-taylor': 'hausmanTaylor',
  'amemiya-macurdy': 'amemiyaMaCurdy',
  'breusch-mizon-schmidt': 'breuschMizonSchmidt',
} as const;

const compare = (formula: string, instrumentMethod: string, theirs: Reference) => {
  const [ours] = estimateTable(wages, formula, {
    panel,
    estimator: 'hausman-taylor',
    instrumentMethod,
    covariance: 'iid',
  });
  // sexmale is 1 − female: the constant takes the difference.
  const female = theirs.coefficients.female;
  const expected: Record<string, number> = { ...theirs.coefficients, sexmale: -female };
  expected['(Intercept)'] += female;
  delete expected.female;
  for (const [term, value] of Object.entries(expected)) {
    const found = ours.coefficients.find((c) => c.term === (NAMES[term] ?? term));
    expect(Math.abs((found?.estimate ?? Number.NaN) - value) / Math.abs(value)).toBeLessThan(1e-8);
    if (term === '(Intercept)') continue;
    const at = theirs.vcov.names.indexOf(term === 'sexmale' ? 'female' : term);
    const se = Math.sqrt(theirs.vcov.values[at][at]);
    expect(Math.abs((found?.standardError ?? Number.NaN) - se) / se).toBeLessThan(1e-8);
  }
};

const levels = new Map([...wages.columns].map(([name, one]) => [name, one.kind === 'category' ? one.levels : []]));
test('the reference data are read as yes/no', () => {
  expect([...(levels.get('sex') ?? [])].sort()).toEqual(['female', 'male']);
});

describe('wages: equals plm', () => {
  const { hausmanTaylor } = oracle('panel/advanced.json');
  const { breuschMizonSchmidt, ...rest } = oracle('panel/hausmanTaylor.json');
  for (const [method, key] of Object.entries(METHODS)) {
    if (method === 'breusch-mizon-schmidt')
      test(`${method}, formula as in plm`, () => {
        compare(`lwage ~ ${ALL} | ${EXOGENOUS} | wks + married + union + exp + I(exp^2)`, method, breuschMizonSchmidt);
      });
    if (method === 'hausman-taylor')
      test(`${method}, endogenous after the bar`, () => {
        compare(`lwage ~ ${EXOGENOUS} | 0 | wks + married + union + exp + I(exp^2) + ed ~ 1`, method, hausmanTaylor);
      });
    test(`${method}, other partition`, () => {
      compare(`lwage ~ ${ALL} | wks + ${EXOGENOUS} | married + union + exp + I(exp^2)`, method, rest.wks[key]);
    });
  }
});

test('without endogenous regressors it says so', () => {
  expect(() => estimateTable(wages, `lwage ~ ${ALL}`, { panel, estimator: 'hausman-taylor' })).toThrow(
    /after the bar|does not say/,
  );
});
test('too few exogenous regressors that vary are refused', () => {
  expect(() =>
    estimateTable(wages, 'lwage ~ sex + black | 0 | wks + ed ~ 1', { panel, estimator: 'hausman-taylor' }),
  ).toThrow(/instruments/);
});
