import { describe, expect, it } from 'vitest';
import { MESSAGES } from '../../engine/src/messages/index.js';
import { type Dictionary, dictionaryOf, LOCALES, type Sentence } from './index.js';

const en = dictionaryOf('en');
const isNote = (key: string) => key.startsWith('note.');

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
    const keys = (all: Dictionary) => Object.keys(all).filter((key) => !isNote(key));
    expect(keys(dictionary)).toEqual(keys(en));
  });

  it('uses the parameters of English in every sentence', () => {
    for (const [key, sentence] of Object.entries(en)) {
      if (isNote(key)) continue;
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
