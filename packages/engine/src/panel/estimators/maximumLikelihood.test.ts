import { describe, expect, test } from 'vitest';
import { distance, oracle, oracleTable } from '../../../test/oracles.js';
import { categoryColumn, numberColumn, selectRows, tableOf } from '../../data/table.js';
import { estimateTable } from '../estimate.js';

/** The likelihood with the whole covariance matrix of the errors, its slopes solved by Newton; lme4 (oracles/R/crossedLikelihood.R). */
interface Model {
  readonly coefficients: Record<string, number>;
  readonly vcov: { names: string[]; values: number[][] };
  readonly idiosyncratic: number;
  readonly variances: Record<string, number>;
  readonly logLik: number;
  readonly lme4: number;
}
interface Panel {
  readonly dataset: string;
  readonly unit: string;
  readonly time: string;
  readonly formula: string;
  readonly models: Record<string, Model>;
}

const { panels } = oracle('panel/crossedLikelihood.json') as { panels: Record<string, Panel> };

for (const [name, { dataset, unit, time, formula, models }] of Object.entries(panels)) {
  describe(`${name}: random effects by maximum likelihood`, () => {
    const data = oracleTable(dataset.replace('.csv', ''));
    const thinned = selectRows(
      data,
      Int32Array.from({ length: data.rows }, (_, i) => i).filter((i) => ((i + 1) * 7919) % 101 >= 25),
    );
    for (const [key, theirs] of Object.entries(models)) {
      if (theirs === null) continue;
      test(key, () => {
        const [rows, effect] = key.split('.');
        const [ours] = estimateTable(rows === 'all' ? data : thinned, formula, {
          panel: { unit, time },
          estimator: 'random',
          varianceComponents: 'ml',
          effect,
          covariance: 'iid',
        });
        for (const { term, estimate } of ours.coefficients)
          expect(distance(estimate, theirs.coefficients[term]), term).toBeLessThan(1e-8);
        const { names, values } = theirs.vcov;
        ours.covariance.terms.forEach((a, i) => {
          ours.covariance.terms.forEach((b, j) => {
            const [p, q] = [names.indexOf(a), names.indexOf(b)];
            const size = Math.sqrt(values[p][p] * values[q][q]);
            expect(Math.abs(ours.covariance.values[i][j] - values[p][q]) / size).toBeLessThan(1e-8);
          });
        });
        expect(distance(ours.fit.logLikelihood as number, theirs.logLik)).toBeLessThan(1e-11);
        // lme4 stops earlier, and never above the maximum.
        expect(distance(ours.fit.logLikelihood as number, theirs.lme4)).toBeLessThan(1e-6);
        const components = ours.fit.varianceComponents as unknown as {
          idiosyncratic: number;
          effects: { name: string; variance: number }[];
        };
        expect(distance(components.idiosyncratic, theirs.idiosyncratic)).toBeLessThan(1e-8);
        for (const one of components.effects)
          expect(distance(one.variance, theirs.variances[one.name]), one.name).toBeLessThan(1e-8);
        expect(ours.warnings.some(({ code }) => code === 'panel-negative-component')).toBe(
          components.effects.some(({ variance }) => variance === 0),
        );
      });
    }
  });
}

test('a likelihood that grows without end is refused', () => {
  const rows = Array.from({ length: 24 }, (_, i) => ({ unit: i % 6, time: Math.floor(i / 6), x: Math.sin(i * i) }));
  const columns = {
    unit: categoryColumn(rows.map((row) => `u${row.unit}`)),
    time: numberColumn(rows.map((row) => row.time)),
    x: numberColumn(rows.map((row) => row.x)),
    y: numberColumn(rows.map((row) => 2 * row.x + row.unit * row.unit)),
  };
  expect(() =>
    estimateTable(tableOf(columns), 'y ~ x', {
      panel: { unit: 'unit', time: 'time' },
      estimator: 'random',
      varianceComponents: 'ml',
    }),
  ).toThrow(/nothing is left/);
});
