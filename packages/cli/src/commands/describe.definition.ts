import type { Command } from 'commander';
import { parsePanel } from './options.js';

export function defineDescribe(program: Command): void {
  program
    .command('describe')
    .description('what is in a table: columns, missing values, quartiles; with a panel also its balance and variation')
    .argument('<data>', 'CSV or TSV file, data package folder, or - for standard input')
    .option('-p, --panel <unit,time>', 'columns of unit and time', parsePanel)
    .option('--format <format>', 'text, md, html, latex, csv or json')
    .option('--json', 'one JSON document')
    .action(async (data: string, _: unknown, command: Command) => {
      const { describe } = await import('./describe.js');
      await describe(data, command.optsWithGlobals());
    });
}
