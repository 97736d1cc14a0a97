/** `wordsOf(locale)`: the words of a language. The list of languages is `LOCALES`; the first is the default. */
import type { Words } from '@aimaq/engine/views';
import { en } from './dictionary/en.js';
import { kk } from './dictionary/kk.js';
import { ru } from './dictionary/ru.js';
import type { Dictionary } from './dictionary.js';
import { language } from './words.js';

export const LOCALES = ['kk', 'ru', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

export function isLocale(text: string): text is Locale {
  return (LOCALES as readonly string[]).includes(text);
}

const SOURCES: Readonly<Record<Locale, () => Dictionary>> = { kk, ru, en };
const dictionaries = new Map<Locale, Dictionary>();
const languages = new Map<Locale, Words>();

/** The sentences of a language, made when first asked for. */
export function dictionaryOf(locale: Locale): Dictionary {
  const dictionary = dictionaries.get(locale) ?? SOURCES[locale]();
  dictionaries.set(locale, dictionary);
  return dictionary;
}

export function wordsOf(locale: Locale): Words {
  const words =
    languages.get(locale) ?? language({ locale, dictionary: dictionaryOf(locale), fallback: () => dictionaryOf('en') });
  languages.set(locale, words);
  return words;
}

export type { Dictionary, Sentence } from './dictionary.js';
export { ABSENT } from './numbers.js';
export { language } from './words.js';
