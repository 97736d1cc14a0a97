import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readDataPackage } from './dataPackage.js';
import { parseExpression } from './expression.js';
import { areasOf, studyPanel } from './panelTable.js';
import { figuresOf } from './territory.js';

const folder = new URL('../../../../data/kazakhstan/', import.meta.url);
const files = new Map(
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = `${entry.parentPath}/${entry.name}`.slice(folder.pathname.length).replace(/^\//, '');
      return [path, new Uint8Array(readFileSync(new URL(path, folder)))] as const;
    }),
);
const read = readDataPackage(files);
if (!read.ok) throw new Error(JSON.stringify(read.issues.slice(0, 5)));
const dataset = read.value;
const figures = figuresOf(dataset);
const value = (indicator: string, members: readonly string[], year: number) =>
  figures(indicator, members, year)?.value ?? null;
const own = (indicator: string, region: string, year: number) =>
  dataset.series.get(indicator)?.get(region)?.get(year) as number;

describe('data package of Kazakhstan', () => {
  test('has 20 present regions, 17 constant units, 32 indicators and 6,408 observations', () => {
    expect(areasOf(dataset, 'present')).toHaveLength(20);
    expect(areasOf(dataset, 'constant')).toHaveLength(17);
    expect(dataset.indicators.size).toBe(32);
    expect(dataset.resources.find((resource) => resource.name === 'observations')?.rows).toBe(6408);
  });

  test('a text exists in every language or in none', () => {
    const keys = [...dataset.texts.values()].map((texts) => [...texts.keys()].sort());
    for (const other of keys.slice(1)) expect(other).toEqual(keys[0]);
  });

  test('units add up to the national row of GRP, employment and population in every year 2018–2023', () => {
    for (const indicator of ['grp_nominal', 'employed', 'population']) {
      for (let year = 2018; year <= 2023; year++) {
        const sum = areasOf(dataset, 'constant').reduce(
          (total, area) => total + (value(indicator, area.members, year) ?? Number.NaN),
          0,
        );
        const national = own(indicator, 'kazakhstan', year);
        expect(Math.abs(sum / national - 1)).toBeLessThan(1e-5);
      }
    }
  });
});

describe('territory: combined figures against sums worked by hand', () => {
  const karaganda = ['karaganda', 'ulytau'];
  test('a sum adds the parts from the year in which the new region is published', () => {
    expect(value('employed', karaganda, 2021)).toBe(own('employed', 'karaganda', 2021));
    expect(value('employed', karaganda, 2022)).toBeCloseTo(
      own('employed', 'karaganda', 2022) + own('employed', 'ulytau', 2022),
      9,
    );
  });
  test('a share is weighted by its declared weight', () => {
    const [a, b] = karaganda.map((region) => own('internet_users', region, 2023));
    const [wa, wb] = karaganda.map((region) => own('population', region, 2023));
    expect(value('internet_users', karaganda, 2023)).toBeCloseTo((a * wa + b * wb) / (wa + wb), 9);
  });
  test('an index is weighted by the level of the year before', () => {
    const [a, b] = karaganda.map((region) => own('grp_volume_index', region, 2023));
    const [wa, wb] = karaganda.map((region) => own('grp_nominal', region, 2022));
    expect(value('grp_volume_index', karaganda, 2023)).toBeCloseTo((a * wa + b * wb) / (wa + wb), 9);
  });
  test('without levels of the year before an index takes those of the same year', () => {
    const members = ['almaty-region', 'zhetisu'];
    const [a, b] = members.map((region) => own('grp_volume_index', region, 2021));
    const [wa, wb] = members.map((region) => own('grp_nominal', region, 2021));
    expect(own('grp_nominal', 'zhetisu', 2020)).toBeUndefined();
    expect(value('grp_volume_index', members, 2021)).toBeCloseTo((a * wa + b * wb) / (wa + wb), 9);
  });
  test('in the year in which Ulytau has no index the merged unit takes that of Karaganda alone', () => {
    expect(value('grp_volume_index', karaganda, 2021)).toBe(own('grp_volume_index', 'karaganda', 2021));
  });
  test('a missing weight makes the figure missing', () => {
    const series = new Map(dataset.series);
    const population = new Map(series.get('population'));
    population.delete('ulytau');
    series.set('population', population);
    expect(figuresOf({ ...dataset, series })('internet_users', karaganda, 2023)).toBeNull();
  });
  test('a hole inside the span of a part makes the figure missing', () => {
    const series = new Map(dataset.series);
    const employed = new Map(series.get('employed'));
    employed.set('ulytau', new Map([...(employed.get('ulytau') ?? [])].filter(([year]) => year !== 2023)));
    series.set('employed', employed);
    expect(figuresOf({ ...dataset, series })('employed', karaganda, 2023)).toBeNull();
  });
});

test('territory: a part that has left the series while others go on makes the figure missing, one that never was does not', () => {
  const series = new Map([
    [
      'x',
      new Map([
        [
          'a',
          new Map([
            [2020, 1],
            [2021, 2],
            [2022, 3],
          ]),
        ],
        [
          'b',
          new Map([
            [2020, 10],
            [2021, 20],
          ]),
        ],
        ['c', new Map()],
      ]),
    ],
  ]);
  const parts = figuresOf({
    ...dataset,
    series,
    indicators: new Map([['x', { id: 'x', aggregation: 'sum' } as never]]),
  });
  expect(parts('x', ['a', 'b', 'c'], 2021)).toEqual({ value: 22, parts: ['a', 'b'] });
  expect(parts('x', ['a', 'b', 'c'], 2022)).toBeNull();
  // Where all have ended there is no figure either, and of one region there is no hole.
  expect(parts('x', ['b'], 2022)).toBeNull();
  expect(parts('x', ['a', 'c'], 2022)).toEqual({ value: 3, parts: ['a'] });
  expect(parts('y', ['a'], 2022)).toBeNull();
});

describe('the 17 × 2018–2023 panel', () => {
  const expressions = {
    ly: 'log(grp_nominal / employed)',
    lr: 'log(chain(grp_volume_index, grp_nominal, 2018) / employed)',
    linc: 'log(cash_income)',
  };
  const panel = studyPanel(
    figures,
    areasOf(dataset, 'constant'),
    [2018, 2019, 2020, 2021, 2022, 2023],
    new Map(Object.entries(expressions).map(([id, text]) => [id, parseExpression(text)])),
  );
  /** R² of the unit and year dummies of a balanced panel. */
  function dummies(variable: string): number {
    const y = panel.values.get(variable) as number[][];
    const rows = y.map((row) => row.reduce((a, b) => a + b, 0) / row.length);
    const cols = y[0].map((_, t) => y.reduce((a, row) => a + row[t], 0) / y.length);
    const mean = rows.reduce((a, b) => a + b, 0) / rows.length;
    let left = 0;
    let all = 0;
    y.forEach((row, i) => {
      row.forEach((v, t) => {
        left += (v - rows[i] - cols[t] + mean) ** 2;
        all += (v - mean) ** 2;
      });
    });
    return 1 - left / all;
  }
  test('region and year dummies alone give the R² that R gives (lm, R 4.2.2, four digits)', () => {
    expect(dummies('ly')).toBeCloseTo(0.9812, 4);
    expect(dummies('lr')).toBeCloseTo(0.9956, 4);
    expect(dummies('linc')).toBeCloseTo(0.9908, 4);
  });
});
