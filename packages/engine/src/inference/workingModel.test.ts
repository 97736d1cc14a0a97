import { describe, expect, test } from 'vitest';
import { oracle, oracleTable } from '../../test/oracles.js';
import { numberColumn, type Table } from '../data/table.js';
import { estimateTable } from '../panel/estimate.js';

interface Case {
  data: string;
  weights: string;
  unit: string;
  time: string;
  type: string;
  formula: string;
  terms: string[];
  standardErrors: number[];
  degreesOfFreedom: number[];
  pValues: number[];
}

describe('clustered covariances of weighted least squares', () => {
  const cases = oracle('inference/weighted_clusters.json') as Case[];

  test.each(cases)('clubSandwich: $data $formula, $type', (one) => {
    const [document] = estimateTable(oracleTable(one.data), one.formula, {
      panel: { unit: one.unit, time: one.time },
      weights: { kind: 'analytic', name: one.weights },
      covariance: `${one.type}:${one.unit}`,
      convention: 'clubSandwich',
      fewClusters: false,
    });
    expect(document.covariance.recipe.workingModel).toBe('one-variance');
    one.terms.forEach((term, i) => {
      const found = document.coefficients.find((coefficient) => coefficient.term === term);
      const relative = (ours: number | null | undefined, theirs: number) => Math.abs((ours ?? Number.NaN) / theirs - 1);
      expect(relative(found?.standardError, one.standardErrors[i])).toBeLessThan(1e-9);
      expect(relative(found?.degreesOfFreedom, one.degreesOfFreedom[i])).toBeLessThan(1e-8);
      if (one.pValues[i] > 1e-12) expect(relative(found?.pValue, one.pValues[i])).toBeLessThan(1e-6);
    });
  });

  test('with equal weights the two working models are one, and equal the unweighted', () => {
    const plain = oracleTable('grunfeld_gaps');
    const even: Table = {
      rows: plain.rows,
      columns: new Map([...plain.columns, ['even', numberColumn(new Float64Array(plain.rows).fill(3))]]),
    };
    const fit = (convention: string, weighted: boolean) =>
      estimateTable(even, 'inv ~ value + capital | firm + year', {
        panel: { unit: 'firm', time: 'year' },
        covariance: 'CR2:firm',
        convention,
        fewClusters: true,
        ...(weighted ? { weights: { kind: 'analytic' as const, name: 'even' } } : {}),
      })[0];
    const unweighted = fit('stata', false);
    expect(unweighted.covariance.recipe.workingModel).toBeUndefined();
    for (const [convention, working] of [
      ['stata', 'inverse-weights'],
      ['clubSandwich', 'one-variance'],
    ]) {
      const found = fit(convention, true);
      expect(found.covariance.recipe.workingModel).toBe(working);
      found.fewClusters?.terms.forEach((term, j) => {
        const other = unweighted.fewClusters?.terms[j];
        for (const type of ['CR2', 'CR3'] as const) {
          expect(term[type].standardError).toBeCloseTo(other?.[type].standardError ?? Number.NaN, 9);
          expect(term[type].degreesOfFreedom).toBeCloseTo(other?.[type].degreesOfFreedom ?? Number.NaN, 8);
        }
      });
    }
  });
});
