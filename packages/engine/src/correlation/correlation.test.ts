import { describe, expect, it } from 'vitest';
import { oracle as json, Ledger, oracleTable } from '../../test/oracles.js';
import { numberColumn } from '../data/table.js';
import { correlateTable } from './correlate.js';
import { kendall } from './kendall.js';
import { pearson } from './pearson.js';
import { midRanks, spearman } from './spearman.js';

function near(actual: number | null, expected: number, relative = 1e-10): void {
  expect(actual).not.toBeNull();
  // R prints p-values below 1e-300 as 0; ours underflow at the same place.
  expect(Math.abs((actual ?? 0) - expected)).toBeLessThanOrEqual(relative * Math.abs(expected) + 1e-300);
}

const oracle = json('correlation/correlation.json');
const ledger = new Ledger('Correlations against R');

describe.each(Object.keys(oracle.datasets))('correlations of %s', (file) => {
  const { pairs, adjusted } = oracle.datasets[file];
  const names: string[] = [...new Set<string>(pairs.flatMap((pair: { x: string; y: string }) => [pair.x, pair.y]))];

  it('equal R for Pearson with t, p and interval', () => {
    const document = correlateTable(oracleTable(file), names);
    document.pairs.forEach((pair, i) => {
      const expected = pairs[i];
      expect([pair.x, pair.y, pair.n]).toEqual([expected.x, expected.y, expected.n]);
      near(pair.estimate, expected.pearson.estimate);
      near(pair.statistic, expected.pearson.t);
      near(pair.pValue, expected.pearson.p, 1e-8);
      near(pair.confidenceInterval?.[0] ?? null, expected.pearson.ciLow);
      near(pair.confidenceInterval?.[1] ?? null, expected.pearson.ciHigh);
      ledger.agreed(file, `${pair.x}, ${pair.y}: Pearson with t, p and interval`);
    });
  });

  it('equal R given the other variables', () => {
    const { partial } = oracle.datasets[file];
    for (const pair of correlateTable(oracleTable(file), names).pairs) {
      near(pair.partial, partial.values[partial.names.indexOf(pair.x)][partial.names.indexOf(pair.y)], 1e-8);
      ledger.agreed(file, `${pair.x}, ${pair.y}: partial`);
    }
  });

  it('equal R for Spearman and Kendall with asymptotic p-values', () => {
    correlateTable(oracleTable(file), names, { method: 'spearman' }).pairs.forEach((pair, i) => {
      near(pair.estimate, pairs[i].spearman.estimate);
      near(pair.pValue, pairs[i].spearman.p, 1e-8);
      ledger.agreed(file, `${pair.x}, ${pair.y}: Spearman`);
    });
    correlateTable(oracleTable(file), names, { method: 'kendall' }).pairs.forEach((pair, i) => {
      near(pair.estimate, pairs[i].kendall.estimate);
      near(pair.statistic, pairs[i].kendall.z);
      near(pair.pValue, pairs[i].kendall.p, 1e-8);
      ledger.agreed(file, `${pair.x}, ${pair.y}: Kendall`);
    });
  });

  it.each(['holm', 'hochberg', 'bonferroni', 'BH', 'BY'])(
    'adjust Pearson p-values as p.adjust does by %s',
    (method) => {
      const document = correlateTable(oracleTable(file), names, { adjust: method });
      document.pairs.forEach((pair, i) => {
        near(pair.adjustedPValue, adjusted[method][i], 1e-8);
        ledger.agreed(file, `${pair.x}, ${pair.y}: adjusted by ${method}`);
      });
    },
  );
});

it('takes a panel apart as plm does: overall, within and between', () => {
  const expected = json('correlation/panel_correlation.json');
  const source = oracleTable('produc.csv');
  const columns = new Map(source.columns);
  for (const name of ['gsp', 'pcap', 'pc', 'emp']) {
    const column = source.columns.get(name);
    if (column?.kind !== 'number') throw new Error(name);
    columns.set(name, numberColumn(column.values.map(Math.log)));
  }
  const logs = { rows: source.rows, columns };
  const document = correlateTable(logs, expected.names, { panel: { unit: 'state', time: 'year' } });
  for (const pair of document.pairs) {
    const i = expected.names.indexOf(pair.x);
    const j = expected.names.indexOf(pair.y);
    near(pair.estimate, expected.overall[i][j]);
    near(pair.within, expected.within[i][j]);
    near(pair.between, expected.between[i][j]);
    near(pair.withinTwoWays, expected.withinTwoWays[i][j], 1e-8);
    ledger.agreed('panel_correlation', `${pair.x}, ${pair.y}: overall, within, between, within two ways`);
  }
});

it('within two ways of an unbalanced panel is what dummies of both leave', () => {
  const gaps = oracleTable('grunfeld_gaps.csv');
  const [pair] = correlateTable(gaps, ['inv', 'value'], { panel: { unit: 'firm', time: 'year' } }).pairs;
  // cor(resid(lm(inv ~ factor(firm) + factor(year))), resid(lm(value ~ …))) in R 4.2.2.
  near(pair.withinTwoWays, 0.615308032845326, 1e-10);
});

it('the counts of the page are those of this run', async () => {
  await expect(ledger.page()).toMatchFileSnapshot('../../../../oracles/coverage/correlations.md');
});

describe('degenerate data', () => {
  const of = (...values: number[]) => Float64Array.from(values);

  it('have no correlation where a variable does not vary, and the document says so', () => {
    const constant = {
      rows: 3,
      columns: new Map([
        ['a', numberColumn([0.1, 0.1, 0.1])],
        ['b', numberColumn([1, 2, 3])],
      ]),
    };
    const document = correlateTable(constant, ['a', 'b']);
    expect(document.pairs[0]).toMatchObject({ estimate: null, pValue: null, adjustedPValue: null });
    expect(document.warnings.map((warning) => warning.code)).toEqual(['correlation-undefined']);
  });

  it('use the rows where both values are present', () => {
    const gaps = {
      rows: 4,
      columns: new Map([
        ['a', numberColumn([1, 2, Number.NaN, 4])],
        ['b', numberColumn([2, 4, 5, 8])],
      ]),
    };
    expect(correlateTable(gaps, ['a', 'b']).pairs[0]).toMatchObject({ n: 3, estimate: expect.closeTo(1, 12) });
  });

  it('share mid-ranks among ties and keep the sign when one variable is reversed', () => {
    expect([...midRanks(of(3, 1, 3, 2))]).toEqual([3.5, 1, 3.5, 2]);
    const x = of(1, 3, 3, 7, 5);
    const y = of(2, 1, 4, 9, 9);
    for (const method of [pearson, spearman, kendall])
      expect(
        method(
          x,
          y.map((v) => -v),
        ).estimate,
      ).toBeCloseTo(-(method(x, y).estimate ?? 0), 15);
  });

  it('are refused with a code where the question makes no sense', () => {
    const two = {
      rows: 2,
      columns: new Map([
        ['a', numberColumn([1, 2])],
        ['b', numberColumn([1, 2])],
      ]),
    };
    expect(() => correlateTable(two, ['a'])).toThrow('needs two');
    expect(() => correlateTable(two, ['a', 'c'])).toThrow('no column "c"');
    expect(() => correlateTable(two, ['a', 'b'], { method: 'person' })).toThrow('no correlation "person"');
    expect(() => correlateTable(two, ['a', 'b'], { adjust: 'holms' })).toThrow('"holms"');
  });
});

it('a correlation that has no test, or does not exist, says so by nulls', () => {
  const of = (...values: number[]) => Float64Array.from(values);
  const none = { estimate: null, statistic: null, pValue: null, confidenceInterval: null };
  for (const method of [pearson, spearman, kendall]) {
    expect(method(of(1), of(2))).toEqual({ n: 1, ...none });
    expect(method(of(1, 2, 3), of(5, 5, 5))).toEqual({ n: 3, ...none });
    expect(method(of(1, 2), of(3, 1))).toEqual({ n: 2, ...none, estimate: -1 });
  }
  expect(pearson(of(1, 2, 3, 4, 5), of(2, 4, 6, 8, 10))).toEqual({ n: 5, ...none, estimate: 1, pValue: 0 });
  expect(pearson(of(0.1, 0.2, 0.3, 0.7), of(-0.3, -0.6, -0.9, -2.1))).toEqual({
    n: 4,
    ...none,
    estimate: -1,
    pValue: 0,
  });
  expect(kendall(of(1, 1, 2, 3, 3, 4), of(5, 5, 6, 7, 7, 8)).estimate).toBe(1);
  // Three pairs have a test but no interval.
  expect(pearson(of(1, 2, 3), of(1, 3, 2))).toMatchObject({
    estimate: expect.closeTo(0.5, 14),
    confidenceInterval: null,
  });
  expect(pearson(of(1, 2, 3), of(1, 3, 2)).pValue).toBeCloseTo(2 / 3, 12);
});
