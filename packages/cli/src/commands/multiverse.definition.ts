import type { Command } from 'commander';
import { parseCount, parseNames, parsePanel, withOutput, withReading } from './options.js';

export function defineMultiverse(program: Command): void {
  const command = program
    .command('multiverse')
    .description('all specifications of a study, or of a formula with controls in and out: the specification curve')
    .argument('<source>', 'study file; or CSV, TSV, XLSX or Parquet file, data package, or - for standard input');
  withReading(command)
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
    .option('--figure <file>', 'draw the specification curve as .svg or .png');
  withOutput(command, 'aimaq/multiverse@1').action(async (source: string, _: unknown, self: Command) => {
    const { multiverse } = await import('./multiverse.js');
    await multiverse(source, self.optsWithGlobals());
  });
}
