import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseTable } from './csvTable.js';
import { describeTable } from './describe.js';

function tableOfText(text: string) {
  const read = parseTable(text);
  if (!read.ok) throw new Error(read.issues[0].message);
  return read.value;
}

describe('describeTable', () => {
  it('gives count, mean, deviation and quartiles of type 7, leaving missing values out', () => {
    const [x] = describeTable(tableOfText('x\n4\n1\n\n2\n3\n10\nNA\n')).columns;
    // R: x <- c(4,1,2,3,10); mean(x); sd(x); quantile(x)
    expect(x).toMatchObject({ n: 5, mean: 4, min: 1, lowerQuartile: 2, median: 3, upperQuartile: 4, max: 10 });
    expect(x).toHaveProperty('standardDeviation', expect.closeTo(3.5355339059327378, 14));
  });

  it('counts levels and missing values of a text column', () => {
    const [g] = describeTable(tableOfText('g,x\na,1\nb,2\na,3\n,4\n')).columns;
    expect(g).toEqual({
      name: 'g',
      kind: 'category',
      n: 3,
      missing: 1,
      levels: 2,
      frequent: [
        { level: 'a', count: 2 },
        { level: 'b', count: 1 },
      ],
    });
  });

  it('takes the variation of a panel apart so that it adds up, weighted by the rows of each unit', () => {
    const text = readFileSync(new URL('../../../../oracles/data/grunfeld.csv', import.meta.url), 'utf8');
    const summary = describeTable(tableOfText(text), { unit: 'firm', time: 'year' });
    expect(summary.panel).toMatchObject({ units: 10, balanced: true, gaps: [] });
    const value = summary.columns.find((column) => column.name === 'value');
    if (value?.kind !== 'number' || value.between === null || value.within === null) throw new Error('no parts');
    // Balanced: SS = T Σ(unit mean − mean)² + Σ(within)²
    const total = (value.standardDeviation ?? 0) ** 2 * 199;
    expect(20 * value.between ** 2 * 9 + value.within ** 2 * 199).toBeCloseTo(total, 4);
  });

  it('has no deviation of a single value and no mean of none', () => {
    const [a, b] = describeTable(tableOfText('a,b\n,\n1,\n')).columns;
    expect(a).toMatchObject({ n: 1, mean: 1, standardDeviation: null });
    expect(b).toMatchObject({ n: 0, missing: 2 });
  });

  it('keeps the digits of values far from zero', () => {
    const values = Array.from({ length: 1000 }, (_, i) => 1e9 + i);
    const [x] = describeTable(tableOfText(`x\n${values.join('\n')}\n`)).columns;
    // Σ(i − 499.5)² over 1000 whole numbers is n(n² − 1)/12.
    expect(x).toMatchObject({ mean: 1e9 + 499.5, standardDeviation: Math.sqrt((1000 * (1000 ** 2 - 1)) / 12 / 999) });
  });

  it('takes means of units over the rows that have a value, and says where a unit has a gap', () => {
    const text = 'u,t,x\na,1,1\na,2,3\na,4,5\nb,1,10\nb,2,\nb,4,14\nc,2,\n';
    const { columns, panel } = describeTable(tableOfText(text), { unit: 'u', time: 't' });
    // Unit means 3 and 12; deviations −2, 0, 2, −2, 2. The period is no variable of the panel.
    expect(columns[2]).toMatchObject({ n: 5, missing: 2, between: Math.sqrt(2 * 4.5 ** 2), within: 2 });
    expect(columns[1]).toMatchObject({ between: null, within: null });
    expect(panel).toMatchObject({ units: 3, times: [1, 2, 4], balanced: false, gaps: [] });
    const gap = describeTable(tableOfText('u,t\na,1\na,4\nb,1\nb,2\nb,4\n'), { unit: 'u', time: 't' }).panel;
    expect(gap?.gaps).toEqual([{ unit: 'a', missing: [2] }]);
  });

  it('lists the five most frequent levels, those of one count in order of appearance', () => {
    const [g] = describeTable(tableOfText(`g,x\n${[...'abcdefgffg'].map((one) => `${one},1`).join('\n')}\n`)).columns;
    expect(g.kind === 'category' && g.frequent.map(({ level, count }) => level + count)).toEqual([
      'f3',
      'g2',
      'a1',
      'b1',
      'c1',
    ]);
  });
});
