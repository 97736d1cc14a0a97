/**
 * The words of the language that is asked for. A command speaks one: its sentences are a file beside the bundle (see
 * rolldown.config.mjs), and the other languages cost nothing.
 */
import { readFileSync } from 'node:fs';
import type { Words } from '@aimaq/engine/views';
import { type Dictionary, isLocale, type Locale, language } from '@aimaq/locales';

const languages = new Map<Locale, Words>();

export function wordsOf(locale: Locale): Words {
  let words = languages.get(locale);
  if (words === undefined) {
    words = language({ locale, dictionary: sentencesOf(locale), fallback: () => sentencesOf('en') });
    languages.set(locale, words);
  }
  return words;
}

function sentencesOf(locale: Locale): Dictionary {
  return JSON.parse(readFileSync(new URL(`words/${locale}.json`, import.meta.url), 'utf8')) as Dictionary;
}

/** The language of `--locale`, else of AIMAQ_LOCALE, else English; undefined when there is no such language. */
export function localeOf(asked: string | undefined): Locale | undefined {
  const locale = asked ?? process.env.AIMAQ_LOCALE ?? 'en';
  return isLocale(locale) ? locale : undefined;
}
