import { describe, expect, it } from 'vitest';
import { MESSAGES } from '../../engine/src/messages/index.js';
import { type Dictionary, dictionaryOf, LOCALES, type Sentence } from './index.js';

const en = dictionaryOf('en');
const isNote = (key: string) => key.startsWith('note.');
/** English stands in the engine's messages and in the definitions of the command, which tests that they are translated. */
const isElsewhere = (key: string) => isNote(key) || key.startsWith('help.');

function forms(sentence: Sentence): readonly string[] {
  return typeof sentence === 'string' ? [sentence] : Object.values(sentence).filter((form) => form !== undefined);
}

function parameters(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)/g)].map((found) => found[1] ?? ''))].sort();
}

function parametersOf(sentence: Sentence): string[] {
  return [...new Set(forms(sentence).flatMap(parameters))].sort();
}

describe.each(['kk', 'ru'] as const)('%s', (locale) => {
  const dictionary = dictionaryOf(locale);

  it('has the keys of English, no fewer and no more', () => {
    const keys = (all: Dictionary) => Object.keys(all).filter((key) => !isElsewhere(key));
    expect(keys(dictionary)).toEqual(keys(en));
  });

  it('uses the parameters of English in every sentence', () => {
    for (const [key, sentence] of Object.entries(en)) {
      if (isElsewhere(key)) continue;
      expect([key, parametersOf(dictionary[key] ?? '')]).toEqual([key, parametersOf(sentence)]);
    }
  });

  it('translates every code of the engine with its parameters, and no code that the engine does not have', () => {
    const expected: Record<string, string[]> = {};
    for (const [code, { message, hint }] of Object.entries(MESSAGES)) {
      expected[`note.${code}.message`] = parameters(message);
      expected[`note.${code}.hint`] = parameters(hint);
    }
    const translated: Record<string, string[]> = {};
    for (const key of Object.keys(dictionary).filter(isNote)) translated[key] = parametersOf(dictionary[key] ?? '');
    expect(translated).toEqual(expected);
  });
});

describe.each(LOCALES)('%s', (locale) => {
  const dictionary = dictionaryOf(locale);

  it('has every plural category of the language wherever words depend on a number', () => {
    const categories = new Intl.PluralRules(locale).resolvedOptions().pluralCategories.toSorted();
    for (const [key, sentence] of Object.entries(dictionary)) {
      if (typeof sentence === 'string') continue;
      expect([key, Object.keys(sentence).toSorted()]).toEqual([key, categories]);
    }
  });

  it('has no empty sentence and no stray brace', () => {
    for (const [key, sentence] of Object.entries(dictionary)) {
      for (const form of forms(sentence)) {
        expect(form.trim(), key).not.toBe('');
        expect(form.replace(/\{\w+(:\w+)?\}/g, ''), key).not.toMatch(/[{}]/);
      }
    }
  });
});

/** Ways to say that there is nothing where only nothing was found. */
const ABSENCE: Readonly<Record<string, RegExp>> = {
  en: /\bno (effect|link|association|difference)s?\b|does not (exist|matter|work|affect)|\bthere is (none|no)\b/i,
  ru: /нет (эффекта|связи|различи|разниц|действия)|не (влияет|существует|работает|действует)/i,
  kk: /(әсері?|байланысы?|айырмашылығы?|айырма) жоқ|әсер етпейді|ықпал етпейді/i,
};
/** What a cited study says of itself, and the sentence that guards the difference. */
const ALLOWED = new Set(['evidence.reason.not-found-is-not-none', 'evidence.reason.no-effect-found']);

describe.each(Object.entries(ABSENCE))('"not found" is never worded as "none" in %s', (locale, absence) => {
  it('in what a verdict or a recommendation says', () => {
    const dictionary = dictionaryOf(locale as (typeof LOCALES)[number]);
    const spoken = Object.entries(dictionary).filter(
      ([key]) => /^evidence\.(verdict|recommendation|reason)\./.test(key) && !ALLOWED.has(key),
    );
    expect(spoken.length).toBeGreaterThan(50);
    for (const [key, sentence] of spoken)
      for (const form of forms(sentence)) {
        // A supposition ("if it turned out …") claims nothing.
        if (!key.startsWith('evidence.reason.flip-')) expect(form, key).not.toMatch(absence);
      }
    expect(forms(dictionary['evidence.reason.not-found-is-not-none'] ?? '').join()).not.toBe('');
  });

  it('and the guard knows such a sentence', () => {
    const said: Readonly<Record<string, string>> = {
      en: 'there is no effect of the internet',
      ru: 'интернет не влияет на производительность',
      kk: 'интернеттің әсері жоқ',
    };
    expect(said[locale]).toMatch(absence);
  });
});
