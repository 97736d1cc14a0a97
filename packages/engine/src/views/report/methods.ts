/** How the numbers of a report were made, in words: the baseline model, its errors, the groups. */
import type { StudyResult } from '../../result/index.js';
import type { Reader } from '../reader.js';
import { multiplicityLines } from '../table/hypothesis.js';
import { estimationFacts } from './explain.js';

export function methodLines(result: StudyResult, reader: Reader): readonly string[] {
  const { words } = reader;
  const baseline = result.models.filter((model) => model.role === 'baseline');
  const { cluster } = result;
  return [
    ...baseline.flatMap(({ estimate }) => estimationFacts(estimate, words)),
    ...(result.models.some(({ estimate }) => estimate.fewClusters !== null) ? [words.text('report.methodsFew')] : []),
    ...multiplicityLines(result, reader),
    words.text('report.methodsGroups', {
      method: cluster.method,
      distance: cluster.distance,
      standardize: cluster.standardize,
      variables: words.list(cluster.columns.map((variable) => reader.variable(variable))),
    }),
  ];
}
