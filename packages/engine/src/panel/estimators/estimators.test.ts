import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseTable } from '../../data/csvTable.js';
import type { Table } from '../../data/table.js';
import type { EstimateDocument } from '../../result/documents/estimate.js';
import { type EstimateOptions, estimateTable } from '../estimate.js';

/** Numbers of R 4.2.2: plm 2.6-2, nlme 3.1-162 (oracles/R/estimators.R). */
const oracles = new URL('../../../../../oracles/', import.meta.url);
const json = (path: string) => JSON.parse(readFileSync(new URL(path, oracles), 'utf8'));
const table = (file: string): Table => {
  const read = parseTable(readFileSync(new URL(`data/${file}`, oracles), 'utf8'));
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read.value;
};
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

const { panels } = json('panel/estimators.json') as { panels: Record<string, Panel> };
for (const [name, panel] of Object.entries(panels)) {
  const data = table(panel.dataset);
  const options = { panel: { unit: panel.unit, time: panel.time } };
  describe(`${name}: equals plm and nlme`, () => {
    for (const [key, chosen] of Object.entries(OPTIONS)) {
      const theirs = panel.models[key];
      if (theirs === undefined || theirs.error !== undefined) continue;
      test(key, () => {
        const estimate = () => estimateTable(data, panel.formula, { ...options, ...chosen })[0];
        if (Object.values(theirs.coefficients).includes(null)) return expect(estimate).toThrow(/cannot be told/);
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
