import type { Command } from 'commander';
import { parseCount, parseLevel, parsePanel } from './options.js';

export function defineEstimate(program: Command): void {
  program
    .command('estimate')
    .description('estimate a model: y ~ x1 + log(x2) | region + year')
    .argument('<data>', 'CSV or TSV file, data package folder, or - for standard input')
    .requiredOption('-f, --formula <formula>', 'model in the dialect of fixest')
    .option('-p, --panel <unit,time>', 'columns of unit and time', parsePanel)
    .option('-m, --model <model>', 'estimator (default: within with fixed effects, else pooling)')
    .option('--effect <individual|time|twoways>', 'effects of the panel, instead of naming them in the formula')
    .option('--variance-components <method>', 'swar, walhus, amemiya or nerlove (random effects)')
    .option('--vcov <covariance>', 'iid, HC0 … HC4, CR0|CR1|CR1S|CR2|CR3:COLUMN (default: CR1S by unit, or iid)')
    .option('--convention <name>', 'small-sample convention (default: stata)')
    .option('--weights <column>', 'analytic weights')
    .option('--where <expression>', 'rows to use, such as "year >= 2018"')
    .option('--few-clusters', 'CR2, CR3 and the wild cluster bootstrap beside the usual standard errors')
    .option('--level <share>', 'level of the intervals (default: 0.95)', parseLevel)
    .option('--seed <number>', 'seed of the bootstrap', parseCount)
    .option('--format <format>', 'text, md, html, latex, csv or json')
    .option('--json', 'one JSON document, aimaq/estimate@1')
    .action(async (data: string, _: unknown, command: Command) => {
      const { estimate } = await import('./estimate.js');
      await estimate(data, command.optsWithGlobals());
    });
}
