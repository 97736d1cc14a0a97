/** A panel grouped by its means and year by year; a clustering beside another one. */
import { safeParse } from 'valibot';
import { describe, expect, it } from 'vitest';
import { type Column, categoryColumn, numberColumn, type Table } from '../data/table.js';
import { ClusterDocumentSchema } from '../result/documents/cluster.js';
import { clusterPanel } from './clusterPanel.js';
import { clusterTable } from './clusterTable.js';
import { compareClusterings } from './compare/clusterings.js';
import { compareTrees } from './compare/trees.js';

/** Two groups; r7 goes over in 2022. */
const ids = Array.from({ length: 8 }, (_, i) => `r${i}`);
const years = [2020, 2021, 2022];
const cells = ids.flatMap((id, i) =>
  years.map((year) => {
    const high = i < 4 || (i === 7 && year === 2022);
    return { id, year, x: (high ? 10 : 0) + 0.1 * i, y: (high ? 5 : -5) + 0.13 * ((i * 3 + year) % 5) };
  }),
);
const tableOf = (rows: readonly (typeof cells)[number][]): Table => ({
  rows: rows.length,
  columns: new Map<string, Column>([
    ['id', categoryColumn(rows.map((row) => row.id))],
    ['year', numberColumn(rows.map((row) => row.year))],
    ['x', numberColumn(rows.map((row) => row.x))],
    ['y', numberColumn(rows.map((row) => row.y))],
  ]),
});
const asked = { id: 'id', time: 'year', columns: ['x', 'y'], k: 2, stability: 60 } as const;

describe('a panel', () => {
  it('groups by means, then each year, and says who moved firmly', () => {
    const document = clusterPanel(tableOf(cells), asked);
    expect(safeParse(ClusterDocumentSchema, document).success).toBe(true);
    expect(document.partition).toEqual([1, 1, 1, 1, 2, 2, 2, 2]);
    expect(document.years?.years.map(({ year }) => year)).toEqual(years);
    expect(document.years?.years[2].partition).toEqual([1, 1, 1, 1, 2, 2, 2, 1]);
    expect(document.years?.moves).toEqual([{ label: 'r7', from: 2, to: 1, year: 2022, beyondNoise: true }]);
  });

  it('the order of the rows does not matter, the multiverse holds every year, a gap in a year is no group', () => {
    const gap = cells.filter((row) => !(row.id === 'r2' && row.year === 2021));
    const one = clusterPanel(tableOf(gap), { ...asked, multiverse: true });
    const other = clusterPanel(tableOf([...gap].sort((a, b) => a.year - b.year)), { ...asked, multiverse: true });
    expect(other).toEqual(one);
    expect(one.years?.years[1].partition[2]).toBeNull();
    expect(new Set(one.multiverse?.specifications.map((row) => row.year))).toEqual(new Set([null, ...years]));
  });

  it('says what it cannot take', () => {
    const table = tableOf(cells);
    expect(() => clusterPanel(table, { ...asked, distance: 'gower' })).toThrow('numeric columns only');
    expect(() => clusterPanel(table, { ...asked, time: 'id' })).toThrow('"id" is not numeric');
    expect(() => clusterPanel(tableOf([...cells, cells[0]]), asked)).toThrow('"r0 2020" stands more than once');
    const holes = tableOf(cells.map((row, i) => (i === 4 ? { ...row, year: Number.NaN } : row)));
    expect(() => clusterPanel(holes, asked)).toThrow('row 5');
  });
});

describe('a clustering beside another', () => {
  const year = (rows: readonly (typeof cells)[number][], method: string) =>
    clusterTable(tableOf(rows), { id: 'id', columns: ['x', 'y'], k: 3, stability: 0, method });
  const rows = cells.filter((row) => row.year === 2021);

  it('agrees wholly with itself, in whatever order its rows stand', () => {
    const found = compareClusterings(year(rows, 'ward'), year([...rows].reverse(), 'ward'));
    expect(found.partitions).toMatchObject({ rand: 1, adjustedRand: 1, adjustedMutualInformation: 1 });
    expect(found.partitions.variationOfInformation).toBeCloseTo(0, 12);
    expect(found.trees?.copheneticCorrelation).toBeCloseTo(1, 12);
    expect(found.trees?.bakersGamma).toBeCloseTo(1, 12);
  });

  it('is the comparison of the two trees when the rows stand in the same order', () => {
    const [one, other] = [year(rows, 'ward'), year(rows, 'single')];
    expect(compareClusterings(one, other)).toMatchObject({
      with: { method: 'single', distance: 'euclidean', standardize: 'zscore', k: 3 },
      trees: compareTrees(one.tree, other.tree),
    });
    expect(safeParse(ClusterDocumentSchema, { ...one, comparison: compareClusterings(one, other) }).success).toBe(true);
  });

  it('other observations are named', () => {
    expect(() => compareClusterings(year(rows, 'ward'), year(rows.slice(1), 'ward'))).toThrow('r0');
  });
});
