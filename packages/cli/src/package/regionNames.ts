/**
 * Names of regions as offices write them, in any of a package's languages, matched to its list: case, accents of
 * footnotes and words such as “область” do not matter, except where they tell a city from the region around it.
 */
import { nearest } from '../nearest.js';

export interface NamedRegion {
  readonly id: string;
  readonly type: 'country' | 'region' | 'city';
  /** Names first, then short names, then other spellings. */
  readonly names: readonly string[];
  readonly aliases: readonly string[];
}

export type RegionMatch =
  | { readonly region: string }
  | { readonly region: null; readonly near: string | undefined; readonly between: readonly string[] };

const REGION_WORDS = /(?<![\p{L}])(область|обл|облысы|region|oblast)(?![\p{L}])\.?/giu;
const CITY_WORDS = /(?<![\p{L}])(город|г\.\s*а|г|қаласы|қ|city)(?![\p{L}])\.?/giu;

interface Folded {
  readonly core: string;
  readonly type: 'region' | 'city' | null;
}

export function regionMatcher(regions: readonly NamedRegion[]): (cell: string) => RegionMatch {
  const whole = new Map<string, Set<string>>();
  const byCore = new Map<string, Set<string>>();
  const spellings = new Map<string, string>();
  const typeOf = new Map(regions.map((region) => [region.id, region.type]));
  for (const region of regions) {
    for (const name of [...region.names, ...region.aliases]) {
      add(whole, plain(name), region.id);
      add(byCore, fold(name).core, region.id);
      spellings.set(plain(name), name);
    }
  }
  const named = new Map<string, Set<string>>();
  for (const region of regions) for (const name of region.names) add(named, plain(name), region.id);

  return (cell) => {
    const { core, type } = fold(cell);
    const exact = one(named.get(plain(cell))) ?? one(whole.get(plain(cell)));
    if (exact !== undefined) return { region: exact };
    const candidates = [...(byCore.get(core) ?? [])].filter((id) => type === null || typeOf.get(id) === type);
    if (candidates.length === 1 && candidates[0] !== undefined) return { region: candidates[0] };
    const near = nearest(plain(cell), [...spellings.keys()]);
    return { region: null, near: near === undefined ? undefined : spellings.get(near), between: candidates };
  };
}

function plain(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[*¹²³⁴⁵⁰]|\d+\)/gu, ' ')
    .replace(/[._,;:"«»()]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function fold(text: string): Folded {
  const base = text.replace(/[*¹²³⁴⁵⁰]|\d+\)/gu, ' ');
  const region = base.search(REGION_WORDS) >= 0;
  const city = base.search(CITY_WORDS) >= 0;
  const core = plain(base.replace(REGION_WORDS, ' ').replace(CITY_WORDS, ' '));
  return { core, type: region ? 'region' : city ? 'city' : null };
}

function add(map: Map<string, Set<string>>, key: string, id: string): void {
  map.set(key, (map.get(key) ?? new Set()).add(id));
}

function one(ids: ReadonlySet<string> | undefined): string | undefined {
  return ids?.size === 1 ? [...ids][0] : undefined;
}
