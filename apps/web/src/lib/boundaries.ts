/** What became of a region's boundaries, from the changes that the result declares. */
import type { StudyResult } from '@aimaq/engine/result';

interface Change {
  readonly year: number;
  readonly from: string;
  readonly to: string;
}

export type Boundaries =
  | { readonly kind: 'historic'; readonly year: number; readonly successors: readonly string[] }
  | { readonly kind: 'new'; readonly year: number; readonly predecessors: readonly string[] }
  | { readonly kind: 'smaller'; readonly year: number; readonly separated: readonly string[] }
  | { readonly kind: 'unchanged' };

export function boundariesOf(result: StudyResult, id: string): Boundaries {
  const region = result.regions.find((one) => one.id === id);
  const changes = changesOf(result);
  const away = changes.filter((change) => change.from === id && change.to !== id);
  const into = changes.filter((change) => change.to === id && change.from !== id);
  const firstAway = away[0];
  if (region !== undefined && region.validTo !== null) {
    return { kind: 'historic', year: region.validTo, successors: away.map((change) => change.to) };
  }
  const firstInto = into[0];
  if (firstInto !== undefined) {
    return { kind: 'new', year: firstInto.year, predecessors: into.map((change) => change.from) };
  }
  if (firstAway !== undefined)
    return { kind: 'smaller', year: firstAway.year, separated: away.map((change) => change.to) };
  return { kind: 'unchanged' };
}

function changesOf(result: StudyResult): readonly Change[] {
  const changes: unknown = (result as { changes?: unknown }).changes;
  return Array.isArray(changes) ? (changes as Change[]) : [];
}
