/** Which addresses exist: asked before a page is rendered, so that a missing one is a whole page with status 404. */
import type { StudyResult } from '@aimaq/engine/result';
import { explanationOf } from '@aimaq/engine/views';

const NAMES = [
  'regions',
  'findings',
  'indicators',
  'instruments',
  'compare',
  'data',
  'about',
  'search',
  'changes',
  'accessibility',
  'try',
] as const;

export type PageName = (typeof NAMES)[number];

export const PAGES: ReadonlySet<PageName> = new Set(NAMES);

/** `steps` are those after the language; `resultOf` gives the result of a country or null. */
export async function exists(
  steps: readonly string[],
  resultOf: (country: string) => Promise<StudyResult | null>,
  fallback: string,
): Promise<boolean> {
  const [country, folder, id, instrument] = steps;
  if (steps.length > 4) return false;
  const result = await resultOf(country ?? fallback);
  if (result === null) return false;
  if (folder === undefined) return true;
  if (id === undefined) return NAMES.some((name) => name === folder);
  if (instrument !== undefined) {
    const area = { regions: id, clusters: `cluster:${id}` }[folder];
    return area !== undefined && explanationOf(result, area, instrument) !== null;
  }
  switch (folder) {
    case 'regions':
      return result.regions.some((one) => one.id === id && one.id !== result.nation);
    case 'clusters':
      return result.clusters.some((one) => one.id === id);
    case 'indicators':
      return result.indicators.some((one) => one.id === id);
    case 'instruments':
      return result.instruments.some((one) => one.id === id);
    default:
      return false;
  }
}
