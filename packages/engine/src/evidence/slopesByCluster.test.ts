import { expect, test } from 'vitest';
import { oracleTable } from '../../test/oracles.js';
import { columnOf } from '../data/table.js';
import { estimateTable } from '../panel/estimate.js';
import { slopesByCluster, splitByTime } from './slopesByCluster.js';

const grunfeld = oracleTable('grunfeld');
const panel = { unit: 'firm', time: 'year' };
const question = { outcome: 'inv', terms: ['value'], others: ['capital'], panel };
const large = new Map(Array.from({ length: 10 }, (_, i) => [String(i + 1), i < 4 ? 'large' : 'small']));

test('slopes by cluster: equal the interaction, and two equal slopes are one t-test', () => {
  const { slopes, wald, wildBootstrap } = slopesByCluster(grunfeld, question, large);
  // The same model by an interaction: its coefficient is the difference, its test the test of equality.
  const firm = columnOf(grunfeld, 'firm') as { values: Float64Array };
  const columns = new Map(grunfeld.columns);
  columns.set('isLarge', { kind: 'number', values: firm.values.map((value) => Number(value <= 4)) });
  const [interaction] = estimateTable(
    { ...grunfeld, columns },
    'inv ~ value + I(value * isLarge) + capital | firm + year',
    { panel, covariance: 'CR2:firm', fewClusters: true },
  );
  const difference = interaction.coefficients[1];
  const bySlope = new Map(slopes.map((one) => [one.cluster, one.estimate]));
  expect((bySlope.get('large') as number) - (bySlope.get('small') as number)).toBeCloseTo(difference.estimate, 10);
  expect(wald?.statistic).toBeCloseTo((difference.statistic as number) ** 2, 8);
  expect(wald?.df[1]).toBeCloseTo(difference.degreesOfFreedom as number, 8);
  expect(wald?.pValue).toBeCloseTo(difference.pValue as number, 8);
  expect(wildBootstrap?.pValue).toBe(interaction.fewClusters?.terms[1].wildBootstrap.pValue);
});

test('slopes by cluster: units without a cluster are left out, one cluster is refused', () => {
  const some = new Map([...large].filter(([unit]) => unit !== '10'));
  const without = slopesByCluster(grunfeld, { ...question, where: 'firm != 10' }, large);
  expect(slopesByCluster(grunfeld, question, some)).toEqual(without);
  expect(() => slopesByCluster(grunfeld, question, new Map([['1', 'a']]))).toThrow('one cluster');
});

test('split by time: groups come from the early years alone, slopes from the later ones', () => {
  const units = Array.from({ length: 10 }, (_, i) => String(i + 1));
  const years = Array.from({ length: 20 }, (_, t) => 1935 + t);
  const grid = (name: string) => {
    const { values } = columnOf(grunfeld, name) as { values: Float64Array };
    return units.map((_, i) => years.map((_year, t) => values[i * 20 + t]));
  };
  const names = ['inv', 'value', 'capital'];
  const columns = new Map(grunfeld.columns);
  columns.set('unit', columnOf(grunfeld, 'firm'));
  const study = {
    areas: units.map((id) => ({ id, members: [id] })),
    years,
    values: new Map(names.map((name) => [name, grid(name)])),
    table: { ...grunfeld, columns },
  };
  const ask = { outcome: 'inv', terms: ['value'], others: ['capital'] };
  const split = splitByTime(study, ask, { variables: ['value', 'capital'], until: 1944, k: 2 });
  const direct = slopesByCluster(
    study.table,
    { ...ask, panel: { unit: 'unit', time: 'year' }, where: 'year > 1944' },
    split.clusterOf,
  );
  expect(split.slopes).toEqual(direct.slopes);
  expect(new Set(split.clusterOf.values()).size).toBe(2);
  // Later values do not move the groups.
  const moved = {
    ...study,
    values: new Map(
      names.map((name) => [name, grid(name).map((row, i) => row.map((v, t) => (t > 9 ? v * (i + 1) : v)))]),
    ),
  };
  expect(splitByTime(moved, ask, { variables: ['value', 'capital'], until: 1944, k: 2 }).clusterOf).toEqual(
    split.clusterOf,
  );
});
