import { describe, expect, test } from 'vitest';
import { comparing, estimateOf, type Vcov } from '../../../test/estimators.js';
import { distance, Ledger, oracle, oracleTable } from '../../../test/oracles.js';
import { type EstimateOptions, estimateTable } from '../estimate.js';

/** Instruments, weights, slopes, lags and Poisson of fixest 0.12.2, GMM and Hausman–Taylor of plm 2.6-2 (oracles/R/misc.R). */
const ledger = new Ledger('Advanced estimators against plm and fixest');
const { enter, enterVcov } = comparing(ledger);
const advanced = oracle('panel/advanced.json');

interface Model {
  readonly dataset: string;
  readonly formula: string;
  readonly coefficients: Record<string, number>;
  readonly vcov: Record<string, Vcov>;
  readonly [scalar: string]: unknown;
}

describe('equals fixest', () => {
  const COVARIANCES = { iid: 'iid', hetero: 'HC1', cluster: 'CR1S' } as const;
  /** The unit of the panel, and the tolerance: fixest stops its iterations at 1e-6, glm's weights one step before the end. */
  const FIXEST: Readonly<Record<string, { unit: string; vcov: number; options?: EstimateOptions }>> = {
    iv: { unit: 'county', vcov: 1e-6 },
    weighted: { unit: 'state', vcov: 1e-6, options: { weights: { kind: 'analytic', name: 'pop' } } },
    varyingSlopes: { unit: 'state', vcov: 1e-6 },
    interactions: { unit: 'state', vcov: 1e-6 },
    lags: { unit: 'state', vcov: 1e-6 },
    poisson: { unit: 'state', vcov: 2e-5, options: { estimator: 'poisson' } },
  };
  for (const [key, { unit, vcov: tolerance, options }] of Object.entries(FIXEST)) {
    test(key, () => {
      const theirs = advanced[key] as Model;
      const name = (term: string) => term.replace(/^fit_/, '');
      for (const [kind, { names: terms, values }] of Object.entries(theirs.vcov)) {
        const covariance = COVARIANCES[kind as keyof typeof COVARIANCES];
        const [ours] = estimateTable(
          oracleTable(theirs.dataset.replace('.csv', '')),
          theirs.formula.replace(/, weights.*/, ''),
          {
            panel: { unit, time: 'year' },
            covariance: covariance === 'CR1S' ? `CR1S:${unit}` : covariance,
            convention: 'fixest-0.12',
            keepSingletons: true,
            fewClusters: false,
            ...options,
          },
        );
        for (const [term, value] of Object.entries(theirs.coefficients))
          enter(key, term, estimateOf(ours, name(term)), value, 1e-7);
        enterVcov(key, kind, ours, { names: terms.map(name), values }, tolerance);
        if (typeof theirs.nobs === 'number') enter(key, 'nobs', ours.sample.used, theirs.nobs);
        if (typeof theirs.r2 === 'number') enter(key, 'r2', ours.fit.rSquared.full, theirs.r2);
        if (typeof theirs.withinR2 === 'number') enter(key, 'withinR2', ours.fit.rSquared.within, theirs.withinR2);
        if (typeof theirs.logLik === 'number') enter(key, 'logLik', ours.fit.logLikelihood, theirs.logLik);
        if (typeof theirs.deviance === 'number')
          enter(
            key,
            'deviance',
            (ours as unknown as { poisson: { deviance: number } }).poisson.deviance,
            theirs.deviance,
          );
        if (kind !== 'iid' || key !== 'iv') continue;
        const summary = ours.instruments as unknown as {
          firstStage: { term: string; fStatistic: { statistic: number; df: number[] } }[];
          wuHausman: { statistic: number; pValue: number };
        };
        for (const { term, fStatistic } of summary.firstStage) {
          // 630 rows − 5 instruments and regressors − 96 effects = 529; fixest divides by 618.
          expect(fStatistic.df).toEqual([2, 529]);
          const theirF = (theirs.firstStageF as Record<string, number>)[`ivf1::${term}`];
          const reason =
            'fixest 0.12 forgets most of the effects in the degrees of freedom of the first-stage F (618 for 529)';
          enter(
            key,
            `firstStageF.${term}`,
            { value: fStatistic.statistic, theirs: (f) => (f * 529) / 618, reason },
            theirF,
            1e-7,
          );
        }
        const { stat, p } = theirs.wuHausman as { stat: number; p: number };
        enter(key, 'wuHausman.stat', summary.wuHausman.statistic, stat, 1e-7);
        enter(key, 'wuHausman.p', summary.wuHausman.pValue, p, 1e-7);
      }
    });
  }
});

describe('GMM on empl_uk: equals plm', () => {
  const panel = { unit: 'firm', time: 'year' };
  const AB =
    'log(emp) ~ lag(log(emp), 1:2) + lag(log(wage), 0:1) + log(capital) + lag(log(output), 0:1) | lag(log(emp), 2:99)';
  const BB =
    'log(emp) ~ lag(log(emp), 1) + lag(log(wage), 0:1) + lag(log(capital), 0:1) | lag(log(emp), 2:99) + lag(log(wage), 2:99) + lag(log(capital), 2:99)';
  const MODELS: Readonly<Record<string, [string, EstimateOptions]>> = {
    'ab.onestep.twoways': [AB, { estimator: 'gmm-difference' }],
    'ab.twostep.twoways': [AB, { estimator: 'gmm-difference', steps: 2 }],
    'ab.twostep.twoways.nonrobust': [AB, { estimator: 'gmm-difference', steps: 2, covariance: 'iid' }],
    'bb.system.onestep': [BB, { estimator: 'gmm-system' }],
    collapsed: [AB, { estimator: 'gmm-difference', steps: 2, collapse: true }],
  };
  interface Serial {
    readonly statistic: number | number[][];
    readonly p: number;
  }
  /** plm: `lag(log(emp), 1:2)1`, `1979`; here: `lag(log(emp), 1)`, `year1979`. */
  const nameOf = (term: string) => {
    const lag = /^lag\((.*), \d+:\d+\)(\d+)$/.exec(term);
    return lag !== null ? `lag(${lag[1]}, ${lag[2]})` : /^\d+$/.test(term) ? `year${term}` : term;
  };
  // Where m1 and m2 are others by definition, those of our definition, computed from plm's fit (oracles/R/gmm.R).
  const OTHERWISE: Readonly<Record<string, [() => Record<string, Serial>, string]>> = {
    'ab.twostep.twoways.nonrobust': [
      () => advanced['ab.twostep.twoways'],
      'm1 and m2 always with the robust covariance; plm takes the one shown',
    ],
    'bb.system.onestep': [
      () => oracle('panel/gmm.json')['bb.system.onestep'],
      'm1 and m2 with the influence of the levels on the coefficients, which plm leaves out',
    ],
  };
  for (const [key, [formula, options]] of Object.entries(MODELS))
    test(key, () => {
      const theirs = advanced[key];
      const [ours] = estimateTable(oracleTable('empl_uk'), formula, { panel, ...options });
      expect(ours.coefficients).toHaveLength(Object.keys(theirs.coefficients).length);
      for (const [term, value] of Object.entries(theirs.coefficients as Record<string, number>))
        enter(key, `coefficients.${term}`, estimateOf(ours, nameOf(term)), value, 1e-7);
      for (const [term, value] of Object.entries(theirs.standardErrors as Record<string, number>)) {
        const found = ours.coefficients.find((c) => c.term === nameOf(term));
        enter(key, `standardErrors.${term}`, found?.standardError, value, 1e-7);
      }
      const { hansen, serialCorrelation } = ours.instruments as unknown as {
        hansen: { statistic: number; df: number; pValue: number };
        serialCorrelation: { statistic: number; pValue: number }[];
      };
      enter(key, 'sargan.statistic', hansen.statistic, theirs.sargan.statistic, 1e-7);
      enter(key, 'sargan.df', hansen.df, theirs.sargan.df);
      enter(key, 'sargan.p', hansen.pValue, theirs.sargan.p, 1e-6);
      const otherwise = OTHERWISE[key];
      serialCorrelation.slice(0, 2).forEach((m, i) => {
        const order = `m${i + 1}`;
        const own = (otherwise?.[0]() ?? theirs)[order] as Serial;
        const pairs = { statistic: [m.statistic, [own.statistic].flat(2)[0]], p: [m.pValue, own.p] };
        for (const [part, [value, reference]] of Object.entries(pairs)) {
          if (otherwise === undefined) enter(key, `${order}.${part}`, value, reference, 1e-6);
          else
            enter(key, `${order}.${part}`, { value, theirs: () => reference, reason: otherwise[1] }, reference, 1e-6);
        }
      });
    });
});

describe('Hausman–Taylor on wages: equals plm', () => {
  const EXOGENOUS = 'bluecol + south + smsa + ind + sex + black';
  const ALL = 'wks + south + smsa + married + exp + I(exp^2) + bluecol + ind + union + sex + black + ed';
  /** The data hold yes and no, sex and exp; sexmale is 1 − female: the constant takes the difference. */
  const NAMES: Readonly<Record<string, string>> = {
    exp2: 'I(exp^2)',
    female: 'sexmale',
    ...Object.fromEntries(
      ['bluecol', 'south', 'smsa', 'married', 'union', 'black'].map((name) => [name, `${name}yes`]),
    ),
  };
  const nameOf = (term: string) => NAMES[term] ?? term;
  for (const [method, theirs] of [
    ['hausman-taylor', advanced.hausmanTaylor],
    ['amemiya-macurdy', advanced.hausmanTaylor.amemiyaMaCurdy],
  ])
    test(method, () => {
      const [ours] = estimateTable(
        oracleTable('wages'),
        `lwage ~ ${ALL} | ${EXOGENOUS} | wks + married + union + exp + I(exp^2)`,
        {
          panel: { unit: 'id', time: 'year' },
          estimator: 'hausman-taylor',
          instrumentMethod: method,
          covariance: 'iid',
        },
      );
      // From the constant of men and its errors to that of our reading, and back.
      const C = ours.covariance;
      const male = C.terms.indexOf('sexmale');
      const zero = C.terms.indexOf('(Intercept)');
      const T: number[][] = C.terms.map((_, i) =>
        C.terms.map((__, j) => (i === male && j === male ? -1 : i === j || (i === zero && j === male) ? 1 : 0)),
      );
      const times = (a: readonly number[][], b: readonly number[][]) =>
        a.map((row) => b[0].map((_, j) => row.reduce((sum, value, l) => sum + value * b[l][j], 0)));
      const values = times(
        times(T, C.values),
        T[0].map((_, j) => T.map((row) => row[j])),
      );
      const b = C.terms.map((term) => estimateOf(ours, term) as number);
      const estimates = T.map((row) => row.reduce((sum, value, j) => sum + value * b[j], 0));
      for (const [term, value] of Object.entries(theirs.coefficients as Record<string, number>))
        enter(method, term, estimates[C.terms.indexOf(nameOf(term))], value);
      const names = (theirs.vcov as Vcov).names.map(nameOf);
      const read = { ...ours, covariance: { ...C, values } };
      enterVcov(method, 'iid', read, { names, values: theirs.vcov.values });
    });
});

test('system GMM with a predetermined regressor, by hand (oracles/R/gmmPredetermined.R)', () => {
  const theirs = oracle('panel/gmm_predetermined.json');
  const [ours] = estimateTable(oracleTable(theirs.dataset), theirs.formula, {
    panel: { unit: 'firm', time: 'year' },
    estimator: 'gmm-system',
    effect: 'individual',
  });
  expect((ours.instruments as unknown as { count: number }).count).toBe(theirs.instruments);
  ours.coefficients.forEach(({ term, estimate, standardError }, j) => {
    expect(distance(estimate, theirs.coefficients[j])).toBeLessThan(1e-8);
    expect(distance(standardError as number, theirs.standardErrors[j])).toBeLessThan(1e-8);
    ledger.agreed('system with a predetermined regressor, by hand', term);
    expect(distance(estimate, theirs.plm[j])).toBeGreaterThan(1e-4);
    ledger.differs(
      'system with a predetermined regressor',
      term,
      'levels are instrumented by the change one lag before the first of the differences, as in xtabond2; plm takes that of the period before for any lags',
    );
  });
});

test('the counts of the page are those of this run', async () => {
  await expect(ledger.page()).toMatchFileSnapshot('../../../../../oracles/coverage/advanced-estimators.md');
});
