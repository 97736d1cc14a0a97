import { dictionaryOf, LOCALES } from '@aimaq/locales';
import { describe, expect, it } from 'vitest';
import { MORE_HELP, programOf } from '../program.js';
import { topicsOf } from './topics.js';

const program = programOf('0.0.0');
const TITLES = ['Usage:', 'Arguments:', 'Options:', 'Commands:', 'choices:', 'default:'];
/** Lists of names as they are typed need no translation. */
const isNames = (text: string) => /^[\w.:-]+(, [\w.:-]+)*$/.test(text) && text.includes(', ');
const english = new Set(
  [program, ...program.commands]
    .flatMap((command) => [
      command.description(),
      ...command
        .createHelp()
        .visibleOptions(command)
        .map((option) => option.description),
      ...command.registeredArguments.map((argument) => argument.description),
    ])
    .concat(MORE_HELP, TITLES)
    .filter((text) => !isNames(text)),
);

describe.each(['kk', 'ru'] as const)('help in %s', (locale) => {
  const dictionary = dictionaryOf(locale);

  it('translates every text of the definitions, and no text that they do not have', () => {
    const translated = Object.keys(dictionary).filter((key) => key.startsWith('help.'));
    expect(translated.toSorted()).toEqual([...english].map((text) => `help.${text}`).toSorted());
  });

  it('keeps names of options, documents and commands as they are typed', () => {
    const typed = (text: string) =>
      (text.match(/--[a-z-]+|aimaq\/[a-z-]+@\d|aimaq help \w+|\.(?:svg|png|json|yaml)/g) ?? []).toSorted();
    for (const text of english) expect([text, typed(String(dictionary[`help.${text}`]))]).toEqual([text, typed(text)]);
  });
});

it('has the same topics in every language, each with the options of English', async () => {
  const options = (text: string) => [...new Set(text.match(/--[a-z-]+/g))].toSorted();
  const expected = (await topicsOf('en')).map(({ name, text }) => [name, options(text)]);
  for (const locale of LOCALES)
    expect((await topicsOf(locale)).map(({ name, text }) => [name, options(text)])).toEqual(expected);
});

it('fits the lines of topics into a terminal of 130 columns', async () => {
  for (const locale of LOCALES)
    for (const { text } of await topicsOf(locale))
      for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(130);
});
