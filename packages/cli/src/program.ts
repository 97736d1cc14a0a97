/** The commands of `aimaq` and their options; each command's code is loaded when it is called. */
import { Command } from 'commander';
import { COMMANDS } from './commands/index.js';

export const MORE_HELP =
  'Help on a command or a topic: aimaq help COMMAND, aimaq help formula. Topics: aimaq help topics.';

export function programOf(version: string): Command {
  const program = new Command('aimaq')
    .description('From regional statistics to defensible policy: panel estimates, groups of regions, evidence.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .option('--locale <kk|ru|en>', 'language of tables, warnings, reports and help (or AIMAQ_LOCALE)')
    .option('--quiet', 'no warnings and no progress on standard error')
    .option('--debug', 'print the stack of an error')
    .helpCommand(false);
  for (const define of COMMANDS) define(program);
  for (const command of program.commands) command.helpOption('-h, --help', 'print help');
  return program;
}
