import { describe, expect, test } from 'vitest';
import { oracle, oracleTable } from '../../test/oracles.js';
import { columnOf } from '../data/table.js';
import { estimateTable } from './estimate.js';

/** Numbers of R 4.2.2: fixest 0.12.2, clubSandwich 0.5.8 (oracles/R/panel.R). */
const near = (ours: number | null | undefined, theirs: number, tolerance = 1e-8) => {
  expect(ours).toBeTypeOf('number');
  expect(Math.abs((ours as number) - theirs) / Math.max(Math.abs(theirs), 1e-12)).toBeLessThan(tolerance);
};
type Vcov = { names: string[]; values: number[][] };
const PANELS = ['grunfeld', 'produc', 'cigar', 'crime', 'empl_uk', 'fatalities'];
for (const name of PANELS) {
  const reference = oracle(`panel/${name}.json`);
  const data = oracleTable(name);
  const panel = { unit: reference.entity as string, time: reference.time as string };
  const formula = (reference.formula as string).replace(/^formula:\s*/, '');

  describe(`${name}: equals fixest`, () => {
    const effects = {
      ols: '',
      'fe.entity': ` | ${panel.unit}`,
      'fe.time': ` | ${panel.time}`,
      'fe.twoways': ` | ${panel.unit} + ${panel.time}`,
    };
    const covariances: Record<string, string> = {
      iid: 'iid',
      hetero: 'HC1',
      'cluster.entity': `CR1S:${panel.unit}`,
      'cluster.time': `CR1S:${panel.time}`,
      twoway: `CR1S:${panel.unit}+${panel.time}`,
    };
    for (const [model, part] of Object.entries(effects)) {
      const theirs = reference.fixest?.[model];
      if (theirs === undefined || 'error' in theirs) continue;
      // fixest 0.12 demeans unbalanced two-way panels by iteration and stops at 1e-6: its scores carry that error.
      const tolerance = reference.panel.balanced === false && model === 'fe.twoways' ? 1e-6 : 1e-8;
      test(model, () => {
        for (const [key, covariance] of Object.entries(covariances)) {
          const vcov = theirs.vcov[key] as Vcov | undefined;
          if (vcov === undefined || 'error' in vcov) continue;
          const [ours] = estimateTable(data, `${formula}${part}`, {
            panel,
            covariance,
            convention: 'fixest-0.12',
            keepSingletons: true,
            fewClusters: false,
          });
          expect(ours.sample.used).toBe(theirs.nobs);
          for (const [term, value] of Object.entries(theirs.coefficients as Record<string, number>)) {
            near(ours.coefficients.find((c) => c.term === term)?.estimate, value);
          }
          ours.covariance.values.forEach((row, i) => {
            row.forEach((value, j) => {
              const [a, b] = [ours.covariance.terms[i], ours.covariance.terms[j]].map((term) =>
                vcov.names.indexOf(term),
              );
              near(
                value / Math.sqrt(ours.covariance.values[i][i] * ours.covariance.values[j][j]) + 2,
                vcov.values[a][b] / Math.sqrt(vcov.values[a][a] * vcov.values[b][b]) + 2,
                tolerance,
              );
              if (i === j) near(value, vcov.values[a][b], key === 'iid' ? 1e-8 : tolerance);
            });
          });
          const { rSquared } = ours.fit;
          near(rSquared.full, theirs.r2);
          near(rSquared.adjusted, theirs.adjR2);
          if (theirs.withinR2 !== null) near(rSquared.within, theirs.withinR2);
          if (theirs.adjWithinR2 !== null) near(rSquared.adjustedWithin, theirs.adjWithinR2);
          near(ours.fit.logLikelihood, theirs.logLik);
          near(ours.fit.aic, theirs.aic);
          near(ours.fit.bic, theirs.bic);
          if (rSquared.fixedEffectsOnly !== null)
            near(1 - (1 - rSquared.fixedEffectsOnly) * (1 - (rSquared.within ?? 0)), rSquared.full as number, 1e-12);
          for (const [factor, values] of Object.entries(
            (theirs.fixedEffects ?? {}) as Record<string, Record<string, number>>,
          )) {
            const found = ours.fixedEffects.find((effect) => effect.factor === factor)?.values ?? {};
            const all = Object.entries(values);
            const shift = all[0][1] - found[all[0][0]];
            // fixest's normalisation of the first effect depends on the order of the levels: differences are compared.
            for (const [level, value] of all)
              expect(Math.abs(found[level] + shift - value)).toBeLessThan(1e-6 * Math.max(1, Math.abs(value)));
          }
        }
      });
    }
  });

  const club = reference.clubSandwich;
  if (club?.types === undefined) continue;
  describe(`${name}: equals clubSandwich on the dummy-variable model`, () => {
    for (const [type, theirs] of Object.entries(
      club.types as Record<
        string,
        {
          standardErrors: Record<string, number>;
          dfSatterthwaite: Record<string, number>;
          pValue: Record<string, number>;
        }
      >,
    )) {
      // The dummy-variable model has full leverage inside every cluster; clubSandwich inverts I − H there and is off by up
      // to 4 %. Ours is the delete-one-cluster jackknife, tested below.
      if ('error' in theirs || type === 'CR3') continue;
      test(type, () => {
        const [ours] = estimateTable(data, `${formula} | ${panel.unit} + ${panel.time}`, {
          panel,
          covariance: `${type}:${panel.unit}`,
          convention: 'clubSandwich',
          keepSingletons: true,
          fewClusters: false,
        });
        for (const coefficient of ours.coefficients) {
          near(coefficient.standardError, theirs.standardErrors[coefficient.term]);
          near(coefficient.degreesOfFreedom, theirs.dfSatterthwaite[coefficient.term], 1e-6);
          near(coefficient.pValue, theirs.pValue[coefficient.term], 1e-6);
        }
      });
    }
  });
}

describe('wild cluster bootstrap: full enumeration gives the reference p-values', () => {
  const reference = oracle('panel/wild_cluster_bootstrap.json');
  const data = oracleTable('grunfeld');
  const cases = { pooled: 'inv ~ value + capital', fixedEffectsWithin: 'inv ~ value + capital | firm' };
  for (const [key, formula] of Object.entries(cases)) {
    test(key, () => {
      const [ours] = estimateTable(data, formula, {
        panel: { unit: 'firm', time: 'year' },
        covariance: 'CR1S:firm',
        fewClusters: true,
      });
      for (const term of ['value', 'capital']) {
        const wild = ours.fewClusters?.terms.find((t) => t.term === term)?.wildBootstrap;
        expect(wild).toMatchObject({ exact: true, draws: 1024, pValue: reference[key][term].pSymmetric });
        const [low, high] = wild?.confidenceInterval ?? [];
        const estimate = ours.coefficients.find((c) => c.term === term)?.estimate as number;
        expect(low as number).toBeLessThan(estimate);
        expect(high as number).toBeGreaterThan(estimate);
      }
    });
  }
});

test('CR3: equals the jackknife over clusters', () => {
  for (const [name, formula, unit] of [
    ['grunfeld', 'inv ~ value + capital', 'firm'],
    ['fatalities', 'log(fatal/pop) ~ beertax + unemp + log(income)', 'state'],
  ]) {
    const [ours] = estimateTable(oracleTable(name), `${formula} | ${unit} + year`, {
      panel: { unit, time: 'year' },
      covariance: `CR3:${unit}`,
      fewClusters: true,
    });
    ours.coefficients.forEach((coefficient, j) => {
      const path = ours.fewClusters?.terms[j].leaveOneOut ?? [];
      const jackknife = path.reduce((sum, { estimate }) => sum + ((estimate as number) - coefficient.estimate) ** 2, 0);
      near(coefficient.standardError, Math.sqrt(jackknife));
    });
  }
});

test('a cluster left out: the path equals fits on the other rows', () => {
  const data = oracleTable('grunfeld');
  const options = { panel: { unit: 'firm', time: 'year' }, covariance: 'CR1S:firm' };
  const [ours] = estimateTable(data, 'inv ~ value + capital | firm + year', { ...options, fewClusters: true });
  const firms = [...new Set((columnOf(data, 'firm') as { values: Float64Array }).values)];
  for (const firm of firms) {
    const [without] = estimateTable(data, 'inv ~ value + capital | firm + year', {
      ...options,
      where: `firm != ${firm}`,
      fewClusters: false,
    });
    ours.fewClusters?.terms.forEach((term, j) => {
      near(term.leaveOneOut.find((path) => path.cluster === String(firm))?.estimate, without.coefficients[j].estimate);
    });
  }
});
