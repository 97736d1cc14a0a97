import { describe, expect, test } from 'vitest';
import { oracle } from '../../../../test/oracles.js';
import { cipsCriticalValues } from './cipsTable.js';
import { imPesaranShinMoments, interpolate, levinLinChuMoments } from './moments.js';

/** The same tables in plm 2.6-2 (oracles/R/unitRootTables.R). */
const theirs = oracle('panel/unit_root_tables.json');

describe.each(['intercept', 'trend'] as const)('published tables with %s are those of plm', (deterministic) => {
  test('critical values of CIPS', () => {
    expect(theirs.cips[deterministic]).toHaveLength(64);
    for (const [N, T, ...critical] of theirs.cips[deterministic])
      expect(cipsCriticalValues(N, T, deterministic), `N = ${N}, T = ${T}`).toEqual(critical);
  });

  test('moments of Levin–Lin–Chu and of Im–Pesaran–Shin', () => {
    expect(theirs.levinLinChu[deterministic]).toHaveLength(13);
    expect(theirs.imPesaranShin[deterministic]).toHaveLength(10);
    for (const [length, mean, deviation] of theirs.levinLinChu[deterministic])
      expect(levinLinChuMoments(length, deterministic)).toEqual({ mean, deviation, notes: [] });
    for (const [length, mean, variance] of theirs.imPesaranShin[deterministic])
      expect(imPesaranShinMoments(length, deterministic)).toEqual({ mean, variance });
  });
});

test('between entries of a table linearly, beyond them the nearest, which the Levin–Lin–Chu test says', () => {
  expect([5, 10, 12, 20, 25, 40, 99].map((x) => interpolate([10, 20, 40], [1, 3, 4], x))).toEqual([
    1, 1, 1.4, 3, 3.25, 4, 4,
  ]);
  const remarks = (length: number) =>
    levinLinChuMoments(length, 'trend').notes.map(({ code, params }) => [code, params]);
  expect(remarks(24)).toEqual([['panel-test-table-edge', { length: 24, nearest: 25 }]]);
  expect(remarks(501)).toEqual([['panel-test-table-edge', { length: 501, nearest: 500 }]]);
  expect([remarks(25), remarks(26), remarks(500)]).toEqual([[], [], []]);
  expect(() => imPesaranShinMoments(9, 'trend')).toThrow(/9.*10/);
});
