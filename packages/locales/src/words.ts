/** `Words` of one language: sentences from its dictionary, numbers and lists from `Intl`. */
import type { Message } from '@aimaq/engine/result';
import type { NoteText, NumberForm, WordParams, Words } from '@aimaq/engine/views';
import type { Dictionary, Sentence } from './dictionary.js';
import { numbersOf } from './numbers.js';

export interface LanguageOptions {
  readonly locale: string;
  readonly dictionary: Dictionary;
  /** Where a sentence is looked up when this language has none; the tests see to it that this never happens. */
  readonly fallback: () => Dictionary;
}

export function language({ locale, dictionary, fallback }: LanguageOptions): Words {
  const numbers = numbersOf(locale);
  // Made when first asked for: each costs a short command milliseconds.
  const plural = once(() => new Intl.PluralRules(locale));
  const lists = once(() => new Intl.ListFormat(locale === 'en' ? 'en-GB' : locale, { type: 'conjunction' }));
  const collator = once(() => new Intl.Collator(locale, { numeric: true }));

  const sentenceOf = (key: string): Sentence => dictionary[key] ?? fallback()[key] ?? lastWords(key);
  const form = (sentence: Sentence, params: WordParams): string => {
    if (typeof sentence === 'string') return sentence;
    const count = typeof params.count === 'number' ? params.count : 0;
    return sentence[plural().select(count)] ?? sentence.other ?? '';
  };
  // A p stays on the line of its value.
  const fill = (sentence: Sentence, params: WordParams): string =>
    form(sentence, params)
      .replace(/(?<=\bp) (?=\{\w+:p\})/g, '\u00a0')
      .replace(/\{(\w+)(?::(\w+))?\}/g, (whole, name: string, style: string | undefined) => {
        const value = params[name];
        if (value === undefined) return whole;
        return typeof value === 'number' ? styled(value, style) : value;
      });
  const styled = (value: number, style: string | undefined): string => {
    if (style === undefined) return numbers.number(value);
    if (style === 'percent') return numbers.percent(value);
    // With its relation sign: “p = 0.014” and “p < 0.001” are one sentence.
    if (style === 'p') return value < 0.001 ? numbers.pValue(value) : `=\u00a0${numbers.pValue(value)}`;
    if (style === 'short') return numbers.number(value, { significant: 3 });
    if (style === 'signed') return numbers.number(value, { significant: 3, sign: 'always' });
    return numbers.number(value, { digits: Number(style) });
  };
  const text = (message: string | Message, params: WordParams = {}): string =>
    typeof message === 'string'
      ? fill(sentenceOf(message), params)
      : fill(sentenceOf(message.key), { ...message.params, ...params });

  return {
    locale,
    text,
    has: (key) => key in dictionary || key in fallback(),
    note: (note: NoteText) => ({
      message: translated(note, 'message') ?? note.message,
      hint: translated(note, 'hint') ?? note.hint,
    }),
    number: (value: number | null, options?: NumberForm) => numbers.number(value, options),
    percent: (share: number | null, options?: NumberForm) => numbers.percent(share, options),
    pValue: numbers.pValue,
    list: (items) => lists().format(items),
    year: (value) => String(value),
    compare: (a, b) => collator().compare(a, b),
  };

  function translated(note: NoteText, part: 'message' | 'hint'): string | undefined {
    const sentence = dictionary[`note.${note.code}.${part}`];
    return sentence === undefined ? undefined : fill(sentence, note.params);
  }
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** `site.home.openData` → “open data”: readable even if a sentence were missing. */
function lastWords(key: string): string {
  const last = key.slice(key.lastIndexOf('.') + 1);
  return last
    .replace(/([A-Z])/g, ' $1')
    .replace(/[-_]/g, ' ')
    .trim()
    .toLowerCase();
}
