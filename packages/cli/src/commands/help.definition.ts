import type { Command } from 'commander';

export function defineHelp(program: Command): void {
  program
    .command('help')
    .description('help on a command, or on a topic such as formula, vcov, data; "topics" lists them')
    .argument('[name]', 'command or topic')
    .action(async (name: string | undefined) => {
      const { help } = await import('./help.js');
      await help(program, name);
    });
}
