import { expect, test } from 'vitest';
import { candidates, chooseGroups, type Evidence, votes } from './numberOfGroups.js';

const nothing = { stability: null, withoutObservation: null, withoutVariable: null, structure: null, gaps: null };
const row = (k: number, silhouette: number | null, others: object = {}) => ({ k, silhouette, ...others });

test('every rule votes for its own best: the least Davies–Bouldin, the largest of the others, the longest jump', () => {
  const evidence: Evidence = {
    ...nothing,
    panel: [
      row(2, 0.4, { calinskiHarabasz: 10, dunn: 0.3, daviesBouldin: 0.9 }),
      row(3, 0.6, { calinskiHarabasz: 8, dunn: 0.1, daviesBouldin: 1.2 }),
      row(4, 0.5, { calinskiHarabasz: 9, dunn: 0.5, daviesBouldin: 0.7 }),
    ],
    // Six observations: three groups end at height 3, two at 7.
    heights: [1, 2, 2.5, 4, 10],
  };
  expect(Object.fromEntries(votes(evidence).map(({ rule, k }) => [rule, k]))).toEqual({
    silhouette: 3,
    'calinski-harabasz': 2,
    dunn: 4,
    'davies-bouldin': 4,
    'height-jump': 2,
  });
  const lacking = votes({ ...evidence, panel: [row(2, null), row(3, null)] });
  expect(lacking.map(({ k }) => k)).toEqual([null, null, null, null, 2]);
  // Of two that are equally good the smaller number.
  expect(votes({ ...evidence, panel: [row(2, 0.5), row(3, 0.5)] })[0].k).toBe(2);
});

test('a number of groups is supported when each disturbance that was made leaves it standing', () => {
  const of = (jaccard: number[] | null, observation: number | null, variable: number | null) =>
    candidates({
      ...nothing,
      panel: [row(2, 0.5)],
      heights: [1, 2, 3],
      stability: jaccard === null ? null : ([{ k: 2, jaccard }] as unknown as Evidence['stability']),
      withoutObservation:
        observation === null ? null : ([{ k: 2, mean: observation }] as unknown as Evidence['withoutObservation']),
      withoutVariable:
        variable === null ? null : ([{ k: 2, mean: variable }] as unknown as Evidence['withoutVariable']),
    })[0].supported;
  expect(of(null, null, null)).toBe(true);
  expect([of([0.9, 0.6], null, null), of([0.9, 0.59], null, null)]).toEqual([true, false]);
  expect([of(null, 0.8, null), of(null, 0.79, null)]).toEqual([true, false]);
  expect([of(null, null, 0.5), of(null, null, 0.49)]).toEqual([true, false]);
});

test('the choice: what was asked for, else the largest silhouette among the supported, else among all', () => {
  const candidate = (k: number, silhouette: number, supported: boolean) => ({
    k,
    silhouette,
    supported,
    aboveNull: null,
    worstJaccard: null,
    withoutObservation: null,
    withoutVariable: null,
  });
  const rows = [candidate(2, 0.4, true), candidate(3, 0.7, false), candidate(4, 0.5, true)];
  expect(chooseGroups(3, [], null)).toMatchObject({ k: 3, message: { key: 'views.cluster.reasonGiven' } });
  expect(chooseGroups('auto', rows, null).k).toBe(4);
  expect(
    chooseGroups(
      'auto',
      rows.map((one) => ({ ...one, supported: false })),
      null,
    ).k,
  ).toBe(3);
  expect(chooseGroups('auto', rows, { pValue: 0.2 }).reason).toContain('no evidence of groups');
  expect(chooseGroups('auto', rows, { pValue: 0.05 }).reason).not.toContain('no evidence of groups');
});
