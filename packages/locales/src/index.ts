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

export const DICTIONARIES: Readonly<Record<Locale, Dictionary>> = { kk, ru, en };

const made = new Map<Locale, Words>();

export function wordsOf(locale: Locale): Words {
  const known = made.get(locale);
  if (known !== undefined) return known;
  const words = language({ locale, dictionary: DICTIONARIES[locale], fallback: en });
  made.set(locale, words);
  return words;
}

export type { Dictionary, Sentence } from './dictionary.js';
export { ABSENT } from './numbers.js';
