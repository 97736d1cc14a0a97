import type { Command } from 'commander';
import { parseNames, parsePanel } from './options.js';

export function defineTest(program: Command): void {
  program
    .command('test')
    .description('specification tests of a panel model: effects, serial and cross-section correlation, unit roots')
    .argument('<data>', 'CSV or TSV file, data package folder, or - for standard input')
    .requiredOption('-f, --formula <formula>', 'model in the dialect of fixest; y ~ 1 tests the series y alone')
    .requiredOption('-p, --panel <unit,time>', 'columns of unit and time', parsePanel)
    .option('--tests <name,…>', 'names of tests, or all (default: all)', parseNames)
    .option('--where <expression>', 'rows to use, such as "year >= 2018"')
    .option('--format <format>', 'text, md, html, latex, csv or json')
    .option('--json', 'one JSON document, aimaq/tests@1')
    .action(async (data: string, _: unknown, command: Command) => {
      const { test } = await import('./test.js');
      await test(data, command.optsWithGlobals());
    });
}
