/** `aimaq explain`: the chain from published figures to the verdict of one recommendation. */
import type { StudyResult } from '@aimaq/engine/result';
import { explanationOf, explanationTables, readerOf } from '@aimaq/engine/views';
import { misuse } from '../failure.js';
import { formatOf, type OutputOptions, printJson, printTables, words } from '../io/output.js';
import { readResultFile, regionOf } from '../io/result.js';
import { nearest } from '../nearest.js';

export async function explain(
  path: string,
  wanted: { readonly region: string; readonly instrument: string },
  options: OutputOptions,
): Promise<void> {
  const result = await readResultFile(path);
  const area = areaOf(result, wanted.region);
  const explanation = explanationOf(result, area, instrumentOf(result, wanted.instrument));
  if (explanation === null) throw misuse('nothing-recommended', { name: wanted.region });
  if (formatOf(options) === 'json') await printJson(explanation, options);
  else await printTables(explanationTables(explanation, readerOf(result, words(options))), options);
}

/** `cluster:A`, or a region by any of its names. */
function areaOf(result: StudyResult, wanted: string): string {
  const found = /^cluster:(.+)$/i.exec(wanted);
  if (found === null) return regionOf(result, wanted);
  const id = (found[1] ?? '').toUpperCase();
  if (result.clusters.some((cluster) => cluster.id === id)) return `cluster:${id}`;
  throw misuse('unknown-group', {
    name: found[1] ?? '',
    known: result.clusters.map((cluster) => cluster.id).join(', '),
  });
}

function instrumentOf(result: StudyResult, wanted: string): string {
  const fold = (text: string) => text.toLocaleLowerCase().trim();
  const names = new Map<string, string>();
  for (const { id } of result.instruments) {
    names.set(fold(id), id);
    for (const texts of Object.values(result.texts)) names.set(fold(texts[`instrument.${id}.name`] ?? id), id);
  }
  const found = names.get(fold(wanted));
  if (found !== undefined) return found;
  const near = nearest(fold(wanted), [...names.keys()]);
  throw misuse(
    'unknown-instrument',
    { name: wanted, known: result.instruments.map((one) => one.id).join(', ') },
    near === undefined ? undefined : names.get(near),
  );
}
