import type { Command } from 'commander';
import { parsePanel, withData, withOutput } from './options.js';

export function defineDescribe(program: Command): void {
  const command = program
    .command('describe')
    .description('what is in a table: how it was read, types, missing values, quartiles; of a panel also its balance');
  withData(command).option('-p, --panel <unit,time>', 'columns of unit and time', parsePanel);
  withOutput(command, 'aimaq/description@1').action(async (data: string, _: unknown, self: Command) => {
    const { describe } = await import('./describe.js');
    await describe(data, self.optsWithGlobals());
  });
}
