import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseTable } from '../../data/csvTable.js';
import type { Table } from '../../data/table.js';
import { estimateTable } from '../estimate.js';

/** Numbers of R 4.2.2, plm 2.6-2 (oracles/R/panel.R). */
const oracles = new URL('../../../../../oracles/', import.meta.url);
const json = (path: string) => JSON.parse(readFileSync(new URL(path, oracles), 'utf8'));
const table = (name: string): Table => {
  const read = parseTable(readFileSync(new URL(`data/${name}.csv`, oracles), 'utf8'));
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read.value;
};
const near = (ours: number | null | undefined, theirs: number, tolerance = 1e-8) => {
  expect(ours).toBeTypeOf('number');
  expect(Math.abs((ours as number) - theirs) / Math.max(Math.abs(theirs), 1e-12)).toBeLessThan(tolerance);
};

const MODELS: Record<string, { varianceComponents?: string; effect?: string }> = {
  'random.swar': { varianceComponents: 'swar' },
  'random.walhus': { varianceComponents: 'walhus' },
  'random.amemiya': { varianceComponents: 'amemiya' },
  'random.nerlove': { varianceComponents: 'nerlove' },
  'random.twoways.swar': { effect: 'twoways' },
  'random.time.swar': { effect: 'time' },
};

for (const name of ['grunfeld', 'produc', 'cigar', 'crime', 'empl_uk', 'fatalities']) {
  const reference = json(`panel/${name}.json`);
  const data = table(name);
  const panel = { unit: reference.entity as string, time: reference.time as string };
  describe(`${name}: equals plm`, () => {
    for (const [model, options] of Object.entries(MODELS)) {
      const theirs = reference.plm[model];
      if (theirs === undefined || 'error' in theirs) continue;
      test(model, () => {
        const [ours] = estimateTable(data, reference.formula, {
          panel,
          estimator: 'random',
          covariance: 'iid',
          ...options,
        });
        const components = (
          ours.fit as unknown as {
            varianceComponents: {
              idiosyncratic: number;
              effects: { variance: number; theta: { min: number; mean: number; max: number } }[];
            };
          }
        ).varianceComponents;
        near(components.idiosyncratic, theirs.sigma2.idios);
        const variances = Object.entries(theirs.sigma2 as Record<string, number>).filter(([key]) => key !== 'idios');
        for (const [i, [, value]] of variances.entries()) near(components.effects[i].variance, value);
        if (typeof theirs.theta === 'number') near(ours.fit.theta, theirs.theta);
        else if (theirs.theta !== undefined)
          for (const key of ['min', 'mean', 'max'] as const) near(components.effects[0].theta[key], theirs.theta[key]);
        for (const [term, value] of Object.entries(theirs.coefficients as Record<string, number>))
          near(ours.coefficients.find((c) => c.term === term)?.estimate, value);
        expect(ours.fit.residualDegreesOfFreedom).toBe(theirs.dfResidual);
        // plm keeps the residuals y − Xb of an unbalanced two-way model as they are; the other parts are of transformed rows.
        if (reference.panel.balanced === false && options.effect === 'twoways') return;
        near(ours.fit.residualSumOfSquares, theirs.rss);
        near(ours.fit.rSquared.full, theirs.rSquared);
        near(ours.fit.rSquared.adjusted, theirs.adjRSquared);
        const f = ours.fit.fStatistic;
        near((f?.statistic ?? 0) * (f?.df[0] ?? 0), theirs.fStatistic.statistic.Chisq);
        ours.covariance.values.forEach((row, i) => {
          row.forEach((value, j) => {
            const [a, b] = [ours.covariance.terms[i], ours.covariance.terms[j]].map((term) =>
              theirs.vcov.names.indexOf(term),
            );
            near(value, theirs.vcov.values[a][b]);
          });
        });
      });
    }
  });
}
