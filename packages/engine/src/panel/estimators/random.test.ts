import { describe, expect, test } from 'vitest';
import { distance, oracle, oracleTable } from '../../../test/oracles.js';
import { selectRows, type Table } from '../../data/table.js';
import type { EstimateDocument } from '../../result/documents/estimate.js';
import { estimateTable } from '../estimate.js';
import type { VarianceComponentsMethod } from '../varianceComponents.js';

/**
 * Unbalanced panels: variance components of plm 2.6-2, generalised least squares with the whole covariance matrix of the
 * errors (oracles/R/unbalanced.R). The balanced ones are in reference.test.ts.
 */
interface Vcov {
  readonly names: string[];
  readonly values: number[][];
}
interface Model {
  readonly coefficients: Record<string, number>;
  readonly vcov: Vcov;
  readonly rss: number;
  readonly sigma2: Record<string, number>;
}
interface Random extends Model {
  readonly dfResidual: number;
  readonly plm?: { coefficients: Record<string, number>; vcov: Vcov; unscaled: boolean };
}
interface Unbalanced {
  readonly dataset: string;
  readonly unit: string;
  readonly time: string;
  readonly formula: string;
  readonly rows: number;
  readonly models: Record<string, Random>;
}

const { source: _source, wages, ...panels } = oracle('panel/unbalanced.json');

/** The rule of the script: every fourth row or so is left out. */
function thinned(name: string): Table {
  const data = oracleTable(name);
  const rows = Int32Array.from({ length: data.rows }, (_, i) => i).filter((i) => ((i + 1) * 7919) % 101 >= 25);
  return selectRows(data, rows);
}

function equal(ours: EstimateDocument, theirs: Model, nameOf = (term: string) => term) {
  for (const [term, value] of Object.entries(theirs.coefficients)) {
    const found = ours.coefficients.find((c) => c.term === nameOf(term))?.estimate;
    expect(distance(found as number, value), term).toBeLessThan(1e-8);
  }
  const { names, values } = theirs.vcov;
  const at = names.map((name) => ours.covariance.terms.indexOf(nameOf(name)));
  names.forEach((a, i) => {
    names.forEach((b, j) => {
      const size = Math.sqrt(values[i][i] * values[j][j]);
      const difference = ours.covariance.values[at[i]][at[j]] - values[i][j];
      expect(Math.abs(difference) / size, `${a}, ${b}`).toBeLessThan(1e-8);
    });
  });
  expect(distance(ours.fit.residualSumOfSquares, theirs.rss)).toBeLessThan(1e-8);
  const components = ours.fit.varianceComponents as unknown as {
    idiosyncratic: number;
    effects: { variance: number }[];
  };
  const { idios, ...effects } = theirs.sigma2;
  expect(distance(components.idiosyncratic, idios)).toBeLessThan(1e-8);
  Object.values(effects).forEach((value, e) => {
    expect(distance(components.effects[e].variance, value)).toBeLessThan(1e-8);
  });
}

for (const [name, { unit, time, formula, rows, models }] of Object.entries(panels as Record<string, Unbalanced>)) {
  describe(`${name}, a quarter of the rows left out`, () => {
    const data = thinned(name);
    for (const [key, theirs] of Object.entries(models))
      test(key, () => {
        const [effect, method] = key.split('.') as ['twoways', VarianceComponentsMethod];
        const options = { panel: { unit, time }, estimator: 'random', covariance: 'iid' } as const;
        const [ours] = estimateTable(data, formula, { ...options, effect, varianceComponents: method });
        expect(ours.sample.used).toBe(rows);
        equal(ours, theirs);
        if (theirs.plm === undefined) return;
        // plm leaves σ² out of the covariance of unbalanced two-way models.
        const s2 = theirs.plm.unscaled ? theirs.rss / theirs.dfResidual : 1;
        const { names, values } = theirs.plm.vcov;
        const vcov = { names, values: values.map((row) => row.map((value) => value * s2)) };
        equal(ours, { ...theirs, coefficients: theirs.plm.coefficients, vcov });
      });
  });
}

describe('wages, a quarter of the rows left out: θ of each unit, the harmonic mean of T', () => {
  for (const [instrumentMethod, theirs] of Object.entries(wages.hausmanTaylor as Record<string, Model>))
    test(instrumentMethod, () => {
      const [ours] = estimateTable(thinned('wages'), wages.formula, {
        panel: { unit: 'id', time: 'year' },
        estimator: 'hausman-taylor',
        instrumentMethod: instrumentMethod as 'hausman-taylor',
        covariance: 'iid',
      });
      // The data hold yes and no, and sexmale = 1 − female.
      const { '(Intercept)': constant, female: slope, ...rest } = theirs.coefficients;
      const coefficients = { ...rest, '(Intercept)': constant + slope, sexmale: -slope };
      const at = theirs.vcov.names.indexOf('female');
      const zero = theirs.vcov.names.indexOf('(Intercept)');
      // b → T b with T the identity but for the constant, which takes the coefficient over, and its sign.
      const T = theirs.vcov.names.map((_, i) =>
        theirs.vcov.names.map((__, j) => (i === at && j === at ? -1 : i === j || (i === zero && j === at) ? 1 : 0)),
      );
      const times = (a: number[][], b: number[][]) =>
        a.map((row) => b[0].map((_, j) => row.reduce((sum, value, l) => sum + value * b[l][j], 0)));
      const transposed = T[0].map((_, j) => T.map((row) => row[j]));
      const vcov = {
        names: theirs.vcov.names.map((one) => (one === 'female' ? 'sexmale' : one)),
        values: times(times(T, theirs.vcov.values), transposed),
      };
      const dummies = new Set(['smsa', 'married', 'union', 'black']);
      equal(ours, { ...theirs, coefficients, vcov }, (term) => (dummies.has(term) ? `${term}yes` : term));
    });
});
