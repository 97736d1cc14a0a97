/** `aimaq help`: of the whole, of a command, or of a topic. */
import type { Command } from 'commander';
import { misuse } from '../failure.js';
import { TOPICS } from '../help/topics.js';
import { print } from '../io/output.js';
import { nearest } from '../nearest.js';

export function help(program: Command, name: string | undefined): void {
  if (name === undefined) {
    program.outputHelp();
    return;
  }
  const command = program.commands.find((one) => one.name() === name);
  if (command !== undefined) {
    command.outputHelp();
    return;
  }
  const topic = TOPICS.find((one) => one.name === name);
  if (topic !== undefined) print(`${topic.name}: ${topic.about}\n\n${topic.text.trim()}`);
  else if (name === 'topics') print(TOPICS.map((one) => `${one.name.padEnd(13)} ${one.about}`).join('\n'));
  else {
    const known = [...program.commands.map((one) => one.name()), ...TOPICS.map((one) => one.name)];
    throw misuse('unknown-topic', { name }, nearest(name, known));
  }
}
