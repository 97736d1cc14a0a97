/**
 * Search of regions by name in any of the study's languages, by centre, abbreviation or former name, in Cyrillic or
 * Latin letters, with one or two letters mistaken. Names are folded to one alphabet and compared by edit distance.
 */
import type { StudyResult } from '@aimaq/engine/result';

export type HitKind = 'name' | 'centre' | 'former';

export interface Hit {
  readonly region: string;
  /** The name that matched, as it is written. */
  readonly matched: string;
  readonly kind: HitKind;
  readonly mistakes: number;
}

interface Entry {
  readonly region: string;
  readonly written: string;
  readonly folded: string;
  readonly kind: HitKind;
}

/** What the search reads of a result. */
export type Named = Pick<StudyResult, 'regions' | 'nation' | 'texts'>;

const index = new WeakMap<Named, readonly Entry[]>();

export function searchRegions(result: Named, query: string): readonly Hit[] {
  const wanted = fold(query.slice(0, 80));
  if (wanted.length < 2) return [];
  const best = new Map<string, Hit>();
  for (const entry of entriesOf(result)) {
    const mistakes = compare(wanted, entry.folded);
    if (mistakes === null) continue;
    const hit = { region: entry.region, matched: entry.written, kind: entry.kind, mistakes };
    const known = best.get(entry.region);
    if (known === undefined || isBetter(hit, known, query)) best.set(entry.region, hit);
  }
  const hits = [...best.values()].sort((a, b) => a.mistakes - b.mistakes || (a.region < b.region ? -1 : 1));
  const exact = hits.filter((hit) => hit.mistakes < 1);
  return exact.length > 0 ? exact : hits;
}

const ORDER: readonly HitKind[] = ['name', 'former', 'centre'];

/** Fewer mistakes, then the spelling that was asked for, then the name before former names and centres. */
function isBetter(hit: Hit, known: Hit, query: string): boolean {
  if (hit.mistakes !== known.mistakes) return hit.mistakes < known.mistakes;
  const asked = query.trim().toLowerCase();
  const same = (one: Hit) => Number(one.matched.toLowerCase() === asked);
  if (same(hit) !== same(known)) return same(hit) > same(known);
  return ORDER.indexOf(hit.kind) < ORDER.indexOf(known.kind);
}

/** 0 equal, below 1 a beginning, whole numbers the mistakes; null: too far. */
function compare(wanted: string, name: string): number | null {
  if (wanted === name) return 0;
  if (name.startsWith(wanted) || name.split(' ').some((word) => word.startsWith(wanted))) return 0.5;
  const allowed = wanted.length <= 3 ? 0 : wanted.length <= 7 ? 1 : 2;
  const candidates = [name, ...name.split(' '), name.slice(0, wanted.length)];
  const distance = Math.min(...candidates.map((candidate) => editDistance(wanted, candidate, allowed)));
  if (distance > 0 && distance <= allowed) return distance;
  // A name with a mistaken word after it, such as that for “region”.
  const head = wanted.split(' ')[0] ?? '';
  return head.length >= 4 && head.length < wanted.length && name === head ? allowed + 1 : null;
}

function entriesOf(result: Named): readonly Entry[] {
  const known = index.get(result);
  if (known !== undefined) return known;
  const entries: Entry[] = [];
  for (const region of result.regions) {
    if (region.id === result.nation) continue;
    const add = (written: string | undefined, kind: HitKind) => {
      if (written !== undefined && written !== '')
        entries.push({ region: region.id, written, folded: fold(written), kind });
    };
    add(region.id.replace(/-/g, ' '), 'name');
    for (const texts of Object.values(result.texts)) {
      add(texts[`region.${region.id}.name`], 'name');
      add(texts[`region.${region.id}.short`], 'name');
      add(texts[`region.${region.id}.centre`], 'centre');
      for (const alias of (texts[`region.${region.id}.alias`] ?? '').split(/[;,|]\s*/)) add(alias, 'former');
    }
  }
  index.set(result, entries);
  return entries;
}

/** One alphabet without case, accents or signs: Kazakh, Russian and the usual Latin spellings fall together. */
export function fold(text: string): string {
  const plain = text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[ʼ'’`"«»()]/g, '');
  let folded = '';
  for (const letter of plain) folded += LETTERS[letter] ?? letter;
  return folded
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/kh/g, 'h')
    .replace(/sh/g, 's')
    .replace(/ch/g, 's')
    .replace(/zh/g, 'j')
    .replace(/gh/g, 'g')
    .replace(/w/g, 'u')
    .replace(/q/g, 'k')
    .replace(/y/g, 'i')
    .replace(/ii+/g, 'i')
    .replace(/(.)\1/g, '$1')
    .replace(/\b(obl|oblast|oblisi|oblis|region|kalasi|city|gorod)\b/g, ' ')
    .replace(/ +/g, ' ')
    .trim();
}

const LETTERS: Readonly<Record<string, string>> = {
  а: 'a',
  ә: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ғ: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'i',
  к: 'k',
  қ: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  ң: 'n',
  о: 'o',
  ө: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ұ: 'u',
  ү: 'u',
  ф: 'f',
  х: 'h',
  һ: 'h',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'sh',
  ъ: '',
  ы: 'i',
  і: 'i',
  ь: '',
  э: 'e',
  ю: 'iu',
  я: 'ia',
  ı: 'i',
  ş: 's',
  ğ: 'g',
};

/** Optimal string alignment: insertions, deletions, replacements and swaps of neighbours; gives up beyond `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, replace);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? limit + 1;
}
