import { describe, expect, test } from 'vitest';
import { oracle, oracleTable } from '../../../test/oracles.js';
import { columnOf } from '../../data/table.js';
import type { EstimateDocument } from '../../result/documents/estimate.js';
import { type EstimateOptions, estimateTable } from '../estimate.js';

/** Numbers of R 4.2.2: plm 2.6-2, nlme 3.1-162 (oracles/R/estimators.R). */
const near = (ours: number | null | undefined, theirs: number, tolerance = 1e-8) => {
  expect(ours).toBeTypeOf('number');
  expect(Math.abs((ours as number) - theirs) / Math.max(Math.abs(theirs), 1e-12)).toBeLessThan(tolerance);
};

interface Model {
  coefficients: Record<string, number | null>;
  vcov: { names: string[]; values: number[][] };
  error?: string;
  idiosyncratic?: number;
  effect?: number;
  logLik?: number;
}
interface Panel {
  dataset: string;
  unit: string;
  time: string;
  formula: string;
  balanced: boolean;
  n: number;
  T: number;
  models: Record<string, Model>;
}

const nameOf = (term: string) => term.replace(/^Between\((.*)\)$/, 'mean($1)');

const compare = (ours: EstimateDocument, theirs: Model, tolerance: number) => {
  for (const [term, value] of Object.entries(theirs.coefficients))
    near(ours.coefficients.find((c) => c.term === nameOf(term))?.estimate, value as number, tolerance);
  const names = theirs.vcov.names.map(nameOf);
  ours.covariance.terms.forEach((term, i) => {
    ours.covariance.terms.forEach((other, j) => {
      const [a, b] = [names.indexOf(term), names.indexOf(other)];
      const size = Math.sqrt(theirs.vcov.values[a][a] * theirs.vcov.values[b][b]);
      expect(Math.abs(ours.covariance.values[i][j] - theirs.vcov.values[a][b])).toBeLessThan(tolerance * size);
    });
  });
};

const OPTIONS: Record<string, EstimateOptions> = {
  'correlated-random': { estimator: 'correlated-random', covariance: 'iid' },
  'mean-group': { estimator: 'mean-group' },
  'cce-mean-group': { estimator: 'cce-mean-group' },
  'cce-mean-group.qr': { estimator: 'cce-mean-group' },
  'cce-pooled': { estimator: 'cce-pooled', convention: 'plm' },
  'cce-pooled.qr': { estimator: 'cce-pooled' },
  'fgls.within.individual': { estimator: 'fgls' },
  'fgls.within.time': { estimator: 'fgls', effect: 'time' },
  'fgls.pooling.individual': { estimator: 'fgls', transformation: 'pooling' },
  'fgls.pooling.time': { estimator: 'fgls', transformation: 'pooling', effect: 'time' },
  'fgls.fd.individual': { estimator: 'fgls', transformation: 'first-difference' },
  'ml.unit': { estimator: 'random', varianceComponents: 'ml', covariance: 'iid' },
  'ml.time': { estimator: 'random', varianceComponents: 'ml', effect: 'time', covariance: 'iid' },
};
// plm forms I − H(H'H)⁻H' and inverts X'MX, which costs half of the digits; the same by QR agrees to 1e-8. lme is iterated.
const TOLERANCE: Record<string, number> = {
  'cce-mean-group': 1e-5,
  'cce-pooled': 1e-5,
  'ml.unit': 1e-6,
  'ml.time': 1e-6,
};

const { panels } = oracle('panel/estimators.json') as { panels: Record<string, Panel> };
for (const [name, panel] of Object.entries(panels)) {
  const data = oracleTable(panel.dataset);
  const options = { panel: { unit: panel.unit, time: panel.time } };
  describe(`${name}: equals plm and nlme`, () => {
    for (const [key, chosen] of Object.entries(OPTIONS)) {
      const theirs = panel.models[key];
      if (theirs === undefined || theirs.error !== undefined) continue;
      test(key, () => {
        const estimate = () => estimateTable(data, panel.formula, { ...options, ...chosen })[0];
        // plm gives NA where one unit does not determine its own regression; here the mean is over those that do.
        if (Object.values(theirs.coefficients).includes(null))
          return expect(estimate().warnings).toContainEqual(
            expect.objectContaining({ code: 'panel-undetermined-units-dropped' }),
          );
        const ours = estimate();
        compare(ours, theirs, TOLERANCE[key] ?? 1e-8);
        if (theirs.logLik === undefined) return;
        near(ours.fit.logLikelihood, theirs.logLik, 1e-7);
        const components = ours.fit.varianceComponents as { idiosyncratic: number; effects: { variance: number }[] };
        near(components.idiosyncratic, theirs.idiosyncratic as number, 1e-6);
        if ((theirs.effect as number) > 1e-6 * (theirs.idiosyncratic as number))
          near(components.effects[0].variance, theirs.effect as number, 1e-5);
      });
    }
  });
}

test('information criteria count every parameter: AIC and BIC of nlme::lme and of glm with dummies', () => {
  const [likely] = estimateTable(oracleTable('grunfeld'), 'inv ~ value + capital', {
    panel: { unit: 'firm', time: 'year' },
    estimator: 'random',
    varianceComponents: 'ml',
  });
  near(likely.fit.aic, 2200.51393883, 1e-9);
  near(likely.fit.bic, 2217.00552566, 1e-9);
  const [poisson] = estimateTable(oracleTable('fatalities'), 'fatal ~ beertax + unemp + log(income) | state + year', {
    panel: { unit: 'state', time: 'year' },
    estimator: 'poisson',
  });
  near(poisson.fit.aic, 3646.35807324, 1e-9);
  near(poisson.fit.bic, 3863.93340936, 1e-9);
});

test('fgls: squares and R² are those of the rows, as summary of plm::pggls prints them', () => {
  const grunfeld = oracleTable('grunfeld');
  const [{ coefficients, fit }] = estimateTable(grunfeld, 'inv ~ value + capital', {
    panel: { unit: 'firm', time: 'year' },
    estimator: 'fgls',
    transformation: 'pooling',
  });
  const values = (name: string) => {
    const column = columnOf(grunfeld, name);
    if (column.kind !== 'number') throw new Error(name);
    return column.values;
  };
  const y = values('inv');
  const residuals = y.map((inv, i) => {
    const part = (term: string) => coefficients.find((one) => one.term === term)?.estimate ?? Number.NaN;
    return inv - part('(Intercept)') - part('value') * values('value')[i] - part('capital') * values('capital')[i];
  });
  const squares = (of: Float64Array) => of.reduce((sum, value) => sum + value ** 2, 0);
  const mean = y.reduce((sum, value) => sum + value / y.length, 0);
  near(fit.residualSumOfSquares, squares(residuals), 1e-10);
  near(fit.rSquared.full, 1 - squares(residuals) / squares(y.map((value) => value - mean)), 1e-10);
});
