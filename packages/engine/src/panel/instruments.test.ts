import { expect, test } from 'vitest';
import { oracle, oracleTable } from '../../test/oracles.js';
import { estimateTable } from './estimate.js';

/** Numbers of fixest 0.12.2 (oracles/R/misc.R). */
const reference = oracle('panel/advanced.json');
const near = (ours: number | null | undefined, theirs: number, tolerance = 1e-8) => {
  expect(ours).toBeTypeOf('number');
  expect(Math.abs((ours as number) - theirs) / Math.max(Math.abs(theirs), 1e-12)).toBeLessThan(tolerance);
};

interface Summary {
  firstStage: { term: string; fStatistic: { statistic: number; df: [number, number] }; effectiveF: number }[];
  kleibergenPaap: { statistic: number; df: number; fStatistic: number };
  wuHausman: { statistic: number; pValue: number };
  overidentification: { name: string; statistic: number; df: number; pValue: number } | null;
}
const crime = { panel: { unit: 'county', time: 'year' } };

test('instruments: F and Wu–Hausman equal fixest, the F up to the degrees of freedom that fixest 0.12 gets wrong', () => {
  const { dataset, formula, firstStageF, wuHausman } = reference.iv;
  const [ours] = estimateTable(oracleTable(dataset), formula, { ...crime, covariance: 'iid' });
  const summary = ours.instruments as unknown as Summary;
  expect(summary.overidentification).toBeNull();
  for (const { term, fStatistic, effectiveF } of summary.firstStage) {
    // 630 rows − 5 instruments and regressors − 96 effects = 529; fixest divides by 618, its effects mostly forgotten.
    expect(fStatistic.df).toEqual([2, 529]);
    near(fStatistic.statistic, (firstStageF[`ivf1::${term}`] * 529) / 618, 1e-7);
    near(effectiveF, fStatistic.statistic);
  }
  near(summary.wuHausman.statistic, wuHausman.stat, 1e-7);
  near(summary.wuHausman.pValue, wuHausman.p, 1e-7);
});

test('instruments: the overidentification test does not depend on the units of the instruments', () => {
  const formula = 'lcrmrte ~ lavgsen + ldensity | county + year | lpolpc ~ ltaxpc + lmix';
  const rescaled = 'lcrmrte ~ lavgsen + ldensity | county + year | lpolpc ~ I(ltaxpc * 1000) + I(lmix + ltaxpc)';
  for (const [covariance, name] of [
    ['iid', 'sargan'],
    ['CR1S:county', 'hansen'],
  ]) {
    const [one, two] = [formula, rescaled].map(
      (text) =>
        estimateTable(oracleTable('crime.csv'), text, { ...crime, covariance })[0].instruments as unknown as Summary,
    );
    expect(one.overidentification).toMatchObject({ name, df: 1 });
    near(one.overidentification?.statistic, two.overidentification?.statistic as number);
    near(one.kleibergenPaap.statistic, two.kleibergenPaap.statistic);
  }
});

test('instruments: with one endogenous regressor the rank statistic is the first-stage F', () => {
  const formula = 'lcrmrte ~ lavgsen + ldensity | county + year | lpolpc ~ ltaxpc + lmix';
  for (const covariance of ['iid', 'HC1']) {
    const [ours] = estimateTable(oracleTable('crime.csv'), formula, { ...crime, covariance });
    const summary = ours.instruments as unknown as Summary & {
      firstStage: { robustFStatistic: { statistic: number } }[];
    };
    near(summary.kleibergenPaap.fStatistic, summary.firstStage[0].robustFStatistic.statistic);
  }
});

test('instruments: fewer than endogenous regressors is an error', () => {
  expect(() =>
    estimateTable(oracleTable('crime.csv'), 'lcrmrte ~ 1 | county | lpolpc + lprbarr ~ lmix', crime),
  ).toThrow(/1 usable instruments/);
});
