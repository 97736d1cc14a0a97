/**
 * Numbers as people and spreadsheets write them: point or comma for decimals, thousands apart by a space, an apostrophe
 * or the other sign, U+2212 for minus. Which sign is the decimal one is read off the column, else off the file.
 */
export type DecimalSign = '.' | ',';

/** Missing: empty, NA, N/A, NaN, null, ".", "…", a dash. */
export const MISSING: ReadonlySet<string> = new Set([
  '',
  'NA',
  'N/A',
  'n/a',
  'NaN',
  'nan',
  'null',
  'NULL',
  '.',
  '..',
  '…',
  '...',
  '-',
  '–',
  '—',
]);

/** What a spreadsheet writes where a formula failed, in English and Russian. */
export const FORMULA_ERROR =
  /^#(N\/A|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|NULL!|Н\/Д|ДЕЛ\/0!|ЗНАЧ!|ССЫЛКА!|ИМЯ\?|ЧИСЛО!|ПУСТО!)$/;

const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const COMMA = /^[+-]?(?:\d+,?\d*|,\d+)(?:[eE][+-]?\d+)?$/;
const POINT_GROUPED = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const COMMA_GROUPED = /^[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/;
const BLANK_GROUPS = /(?<=\d)[\u00a0\u202f\u2009 '\u2019](?=\d{3}(?!\d))/g;

/** The number that a text says, undefined where it says none; beyond the range of doubles it is infinite. */
export function numberIn(text: string, decimal: DecimalSign = '.'): number | undefined {
  if (decimal === '.' && PLAIN.test(text)) return Number(text);
  const bare = text.replace(BLANK_GROUPS, '').replace('\u2212', '-');
  if (decimal === '.') {
    if (PLAIN.test(bare)) return Number(bare);
    return POINT_GROUPED.test(bare) ? Number(bare.replaceAll(',', '')) : undefined;
  }
  if (COMMA.test(bare)) return Number(bare.replace(',', '.'));
  return COMMA_GROUPED.test(bare) ? Number(bare.replaceAll('.', '').replace(',', '.')) : undefined;
}

/** What the signs of one text prove: `1,5` a decimal comma, `1,234,567` a decimal point, `1,234` nothing. */
function evidence(text: string): DecimalSign | undefined {
  const bare = text.replace(BLANK_GROUPS, '');
  const single = /^[+\-\u2212]?(\d*)([.,])(\d+)(?:[eE][+-]?\d+)?$/.exec(bare);
  if (single !== null) {
    const [, whole, sign, rest] = single;
    const groups = rest.length === 3 && whole.length >= 1 && whole.length <= 3 && whole !== '0';
    return groups ? undefined : (sign as DecimalSign);
  }
  if (/^[+\-\u2212]?\d{1,3}(?:\.\d{3})+,\d+$|^[+\-\u2212]?\d{1,3}(?:\.\d{3}){2,}$/.test(bare)) return ',';
  if (/^[+\-\u2212]?\d{1,3}(?:,\d{3})+\.\d+$|^[+\-\u2212]?\d{1,3}(?:,\d{3}){2,}$/.test(bare)) return '.';
  return undefined;
}

export interface DecimalSigns {
  readonly signs: readonly DecimalSign[];
  /** Columns in which every comma stands before three digits, and nothing in the file says what it means. */
  readonly ambiguous: readonly number[];
}

/**
 * The decimal sign of each column: what its own values prove, else what other columns prove; with no proof at all a comma
 * is a decimal sign, except in a file separated by commas, where one inside quotes sets thousands apart.
 */
export function decimalSigns(columns: readonly (readonly string[])[], delimiter: string): DecimalSigns {
  const own = columns.map((values) => {
    let commas = false;
    for (const value of values) {
      if (value.includes(',')) {
        commas = true;
        const sign = evidence(value);
        if (sign !== undefined) return sign;
      } else if (value.includes('.')) {
        const sign = evidence(value);
        if (sign !== undefined) return sign;
      }
    }
    return commas ? ('unknown' as const) : undefined;
  });
  const proven = new Set(own.filter((sign) => sign === '.' || sign === ','));
  const shared = proven.size === 1 ? ([...proven][0] as DecimalSign) : undefined;
  const ambiguous: number[] = [];
  const signs = own.map((sign, j): DecimalSign => {
    if (sign === '.' || sign === ',') return sign;
    if (sign === undefined) return shared ?? '.';
    if (shared !== undefined) return shared;
    ambiguous.push(j);
    return delimiter === ',' ? '.' : ',';
  });
  return { signs, ambiguous };
}
