import type { Command } from 'commander';
import { parseNames, parsePanel, withData, withOutput } from './options.js';

export function defineTest(program: Command): void {
  const command = program
    .command('test')
    .description('specification tests of a panel model: effects, serial and cross-section correlation, unit roots');
  withData(command)
    .requiredOption('-f, --formula <formula>', 'model in the dialect of fixest; y ~ 1 tests the series y alone')
    .requiredOption('-p, --panel <unit,time>', 'columns of unit and time', parsePanel)
    .option('--tests <name,…>', 'names of tests, or all (default: all)', parseNames)
    .option('--where <expression>', 'rows to use, such as "year >= 2018"');
  withOutput(command, 'aimaq/tests@1').action(async (data: string, _: unknown, self: Command) => {
    const { test } = await import('./test.js');
    await test(data, self.optsWithGlobals());
  });
}
