import type { Command } from 'commander';
import { parseCount, parseNames, parsePanel } from './options.js';

export function defineMultiverse(program: Command): void {
  program
    .command('multiverse')
    .description('all specifications of a study, or of a formula with controls in and out: the specification curve')
    .argument('<source>', 'study file; or CSV or TSV file, data package folder, or - for standard input')
    .option('-f, --formula <formula>', 'for data: outcome(s), the term in question first, fixed effects')
    .option('-c, --controls <a,b,…>', 'for data: terms that are in or out, every subset of them', parseNames)
    .option('--term <term>', 'for data: the term in question (default: the first of the formula)')
    .option('-p, --panel <unit,time>', 'for data: columns of unit and time', parsePanel)
    .option('--vcov <covariance>', 'for data: as in estimate')
    .option('--convention <name>', 'for data: small-sample convention (default: stata)')
    .option('--weights <column>', 'for data: analytic weights')
    .option('--where <expression>', 'for data: rows to use, such as "year >= 2018"')
    .option('--hypothesis <id>', 'for a study: this hypothesis only')
    .option('--draws <number>', 'for data: draws of the joint test, 0 for none (default: 999)', parseCount)
    .option('--seed <number>', 'for data: seed of the joint test', parseCount)
    .option('--format <format>', 'text, md, html, latex, csv or json')
    .option('--json', 'one JSON document, aimaq/multiverse@1')
    .action(async (source: string, _: unknown, command: Command) => {
      const { multiverse } = await import('./multiverse.js');
      await multiverse(source, command.optsWithGlobals());
    });
}
