/** What `aimaq run` says of a study when it is done: lines for the terminal, fields for the summary table and JSON. */
import type { StudyResult } from '@aimaq/engine/result';
import { multiplicityLines, readerOf, type Words } from '@aimaq/engine/views';

export interface StudySummary {
  readonly id: string;
  readonly inputs: string;
  readonly verdicts: Readonly<Record<string, string>>;
  readonly clusters: number;
  readonly specifications: number;
  readonly warnings: number;
  readonly lines: readonly string[];
}

export function summaryOf(result: StudyResult, words: Words): StudySummary {
  return {
    id: result.study.id,
    inputs: result.provenance.inputs,
    verdicts: Object.fromEntries(result.hypotheses.map((one) => [one.id, one.verdict])),
    clusters: result.clusters.length,
    specifications: result.specifications,
    warnings: result.warnings.length,
    lines: summaryLines(result, words),
  };
}

function summaryLines(result: StudyResult, words: Words): readonly string[] {
  const reader = readerOf(result, words);
  return [
    reader.text('study.title') ?? result.study.id,
    ...result.hypotheses.map((one) => {
      const verdict = words.text(`evidence.verdict.${one.verdict}`);
      return `  ${reader.text(`hypothesis.${one.id}.title`) ?? one.id}: ${verdict}`;
    }),
    ...multiplicityLines(result, reader).map((line) => `  ${line}`),
    ...result.clusters.map(
      (cluster) =>
        `  ${reader.cluster(cluster.id)}: ${cluster.units.map((unit) => reader.unit(unit, 'short')).join(', ')}`,
    ),
  ];
}
