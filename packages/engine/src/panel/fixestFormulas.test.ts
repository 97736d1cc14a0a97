import { describe, expect, test } from 'vitest';
import { distance, Ledger, oracle } from '../../test/oracles.js';
import { numberColumn, tableOf } from '../data/table.js';
import { estimateTable } from './estimate.js';

/** fixest 0.12.2 (oracles/R/fixestFormulas.R), with the singletons that it keeps and without them. */
interface Model {
  readonly rows: number;
  readonly coefficients: Record<string, number>;
  readonly standardErrors: number | number[];
  readonly degreesOfFreedom: number;
}
interface Case {
  readonly formula: string;
  readonly models: Record<string, { kept: Model; dropped: Model }>;
}

const { data, cases } = oracle('formula/fixest_formulas.json') as {
  data: Record<string, (number | null)[]>;
  cases: Case[];
};
const table = tableOf(
  Object.fromEntries(
    Object.entries(data).map(([name, values]) => [name, numberColumn(values.map((value) => value ?? Number.NaN))]),
  ),
);
const ledger = new Ledger('Formulas against fixest');
/** Standard errors of fixest move by its tolerance. */
const TOLERANCE = 1e-8;

describe('lags, crossed effects and slopes on a panel with gaps, missing values and singletons', () => {
  for (const { formula, models } of cases)
    for (const [type, theirs] of Object.entries(models))
      test(`${formula}: ${type}`, () => {
        const ours = (keepSingletons: boolean) =>
          estimateTable(table, formula, {
            panel: { unit: 'id', time: 't' },
            covariance: type === 'CR1S' ? 'CR1S:id' : type,
            convention: 'fixest-0.12',
            keepSingletons,
          })[0];
        const agree = (found: ReturnType<typeof ours>, { rows, coefficients, ...model }: Model) => {
          expect(found.sample.used).toBe(rows);
          const errors = [model.standardErrors].flat();
          Object.entries(coefficients).forEach(([name, value], j) => {
            const one = found.coefficients.find(({ term }) => term === name);
            expect(distance(one?.estimate as number, value), name).toBeLessThan(TOLERANCE);
            expect(distance(one?.standardError as number, errors[j]), name).toBeLessThan(TOLERANCE);
            expect(one?.degreesOfFreedom).toBe(model.degreesOfFreedom);
          });
        };
        agree(ours(true), theirs.kept);
        ledger.agreed('with singletons', `${formula} ${type}`);
        agree(ours(false), theirs.dropped);
        ledger.agreed('without singletons', `${formula} ${type}`);
      });
});

test('the counts of the page are those of this run', async () => {
  await expect(ledger.page()).toMatchFileSnapshot('../../../../oracles/coverage/formulas-fixest.md');
});
