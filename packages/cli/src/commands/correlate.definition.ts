import type { Command } from 'commander';
import { parseLevel, parseNames, parsePanel } from './options.js';

export function defineCorrelate(program: Command): void {
  program
    .command('correlate')
    .description('correlations of columns, pooled and, for a panel, within and between units')
    .argument('<data>', 'CSV or TSV file, data package folder, or - for standard input')
    .requiredOption('-c, --columns <a,b,…>', 'numeric columns', parseNames)
    .option('--method <name>', 'pearson, spearman or kendall (default: pearson)')
    .option('-p, --panel <unit,time>', 'columns of unit and time', parsePanel)
    .option('--adjust <name>', 'none, bonferroni, holm, hochberg, bh or by (default: holm)')
    .option('--level <share>', 'level of the intervals (default: 0.95)', parseLevel)
    .option('--format <format>', 'text, md, html, latex, csv or json')
    .option('--json', 'one JSON document, aimaq/correlation@1')
    .action(async (data: string, _: unknown, command: Command) => {
      const { correlate } = await import('./correlate.js');
      await correlate(data, command.optsWithGlobals());
    });
}
