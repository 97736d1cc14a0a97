import { describe, expect, test } from 'vitest';
import { distance, Ledger, oracle, oracleTable } from '../../test/oracles.js';
import { columnOf, selectRows, type Table } from '../data/table.js';
import { estimateTable } from './estimate.js';

/** lm() of R 4.2.2 (oracles/R/formula.R): what a formula means, term by term. */
interface Case {
  data: string;
  formula: string;
  panel: [string, string] | null;
  where: string | null;
  n: number;
  names: string | string[];
  coefficients: number | number[];
  standardErrors: number | number[];
  dfResidual: number;
}

const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);

function everyFifthYear(table: Table): Table {
  const year = columnOf(table, 'year');
  if (year.kind !== 'number') throw new Error('year');
  return selectRows(table, Int32Array.from([...year.values.keys()].filter((row) => year.values[row] % 5 === 0)));
}

const ledger = new Ledger('Formulas against lm');
describe('formula: means what it means in R', () => {
  for (const one of oracle('formula/formula.json').cases as Case[]) {
    test(`${one.data}: ${one.formula}${one.where === null ? '' : ` (${one.where})`}`, () => {
      const fifth = one.where === 'every fifth year';
      const table = oracleTable(one.data);
      const [ours] = estimateTable(fifth ? everyFifthYear(table) : table, one.formula, {
        covariance: 'iid',
        keepSingletons: true,
        ...(one.panel === null ? {} : { panel: { unit: one.panel[0], time: one.panel[1] } }),
        ...(one.where === null || fifth ? {} : { where: one.where }),
      });
      expect(ours.sample.used).toBe(one.n);
      expect(ours.fit.residualDegreesOfFreedom).toBe(one.dfResidual);
      const names = list(one.names);
      expect(ours.coefficients.map((coefficient) => coefficient.term).sort()).toEqual([...names].sort());
      names.forEach((name, j) => {
        const found = ours.coefficients.find((coefficient) => coefficient.term === name);
        expect(distance(found?.estimate as number, list(one.coefficients)[j])).toBeLessThan(1e-8);
        expect(distance(found?.standardError as number, list(one.standardErrors)[j])).toBeLessThan(1e-8);
      });
      ledger.agreed(one.data, `${one.formula} ${one.where ?? ''}`);
    });
  }
});

test('the counts of the page are those of this run', async () => {
  await expect(ledger.page()).toMatchFileSnapshot('../../../../oracles/coverage/formulas.md');
});
