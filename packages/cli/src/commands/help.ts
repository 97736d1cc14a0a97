/** `aimaq help`: of the whole, of a command, or of a topic. */
import type { Command } from 'commander';
import { misuse } from '../failure.js';
import { topicsOf } from '../help/topics.js';
import { print } from '../io/output.js';
import { nearest } from '../nearest.js';
import { localeOf } from '../words.js';

export async function help(program: Command, name: string | undefined): Promise<void> {
  if (name === undefined) {
    program.outputHelp();
    return;
  }
  const command = program.commands.find((one) => one.name() === name);
  if (command !== undefined) {
    command.outputHelp();
    return;
  }
  const topics = await topicsOf(localeOf(program.opts().locale) ?? 'en');
  const topic = topics.find((one) => one.name === name);
  if (topic !== undefined) print(`${topic.name}: ${topic.about}\n\n${topic.text.replace(/^\n|\s+$/g, '')}`);
  else if (name === 'topics') print(topics.map((one) => `${one.name.padEnd(13)} ${one.about}`).join('\n'));
  else {
    const known = [...program.commands.map((one) => one.name()), ...topics.map((one) => one.name)];
    throw misuse('unknown-topic', { name }, nearest(name, known));
  }
}
