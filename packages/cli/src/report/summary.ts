/** What `aimaq run` says on the terminal when a study is done. */
import type { StudyResult } from '@aimaq/engine/result';
import { readerOf, type Words } from '@aimaq/engine/views';

export function summaryLines(
  done: { readonly folder: string; readonly unchanged: boolean; readonly result: StudyResult },
  words: Words,
): readonly string[] {
  const { result, folder, unchanged } = done;
  const reader = readerOf(result, words);
  return [
    reader.text('study.title') ?? result.study.id,
    ...result.hypotheses.map((one) => {
      const verdict = words.text(`evidence.verdict.${one.verdict}`);
      return `  ${reader.text(`hypothesis.${one.id}.title`) ?? one.id}: ${verdict}`;
    }),
    ...result.clusters.map(
      (cluster) =>
        `  ${reader.cluster(cluster.id)}: ${cluster.units.map((unit) => reader.unit(unit, 'short')).join(', ')}`,
    ),
    words.text(unchanged ? 'cli.run.unchanged' : 'cli.run.written', { folder }),
  ];
}
