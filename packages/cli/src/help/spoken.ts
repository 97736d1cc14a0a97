/**
 * Help in the language that is asked for. The English text of a definition is the key of its translation: it stands in one
 * place, and when it changes no old translation is left behind.
 */

import type { Locale } from '@aimaq/locales';
import type { Command } from 'commander';
import { paint } from '../colour.js';
import { wordsOf } from '../words.js';

/** What Commander adds to a description. */
const ADDED = / \((choices|default): (.*)\)$/s;

export function speakHelp(program: Command, locale: () => Locale): void {
  const say = (text: string) => spoken(text, locale());
  for (const command of [program, ...program.commands])
    command.configureHelp({
      styleTitle: (text) => paint(say(text), 'bold', process.stdout),
      styleCommandDescription: say,
      styleSubcommandDescription: say,
      styleArgumentDescription: say,
      styleOptionDescription: say,
      // What a command takes stands in its own help.
      subcommandTerm: (one) => one.name(),
    });
}

export function spoken(text: string, locale: Locale): string {
  if (locale === 'en') return text;
  const words = wordsOf(locale);
  if (words.has(`help.${text}`)) return words.text(`help.${text}`);
  const [added, what, value] = ADDED.exec(text) ?? [];
  if (added === undefined) return text;
  return `${spoken(text.slice(0, -added.length), locale)} (${spoken(`${what}:`, locale)} ${value?.replace(', default:', `, ${spoken('default:', locale)}`)})`;
}
