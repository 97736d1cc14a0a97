import type { Command } from 'commander';
import { parseLevel, parseNames, parsePanel, withData, withOutput } from './options.js';

export function defineCorrelate(program: Command): void {
  const command = program
    .command('correlate')
    .description('correlations of columns, pooled and, for a panel, within and between units');
  withData(command)
    .requiredOption('-c, --columns <a,b,…>', 'numeric columns', parseNames)
    .option('--method <name>', 'pearson, spearman or kendall (default: pearson)')
    .option('-p, --panel <unit,time>', 'columns of unit and time', parsePanel)
    .option('--adjust <name>', 'none, bonferroni, holm, hochberg, bh or by (default: holm)')
    .option('--level <share>', 'level of the intervals (default: 0.95)', parseLevel);
  withOutput(command, 'aimaq/correlation@1').action(async (data: string, _: unknown, self: Command) => {
    const { correlate } = await import('./correlate.js');
    await correlate(data, self.optsWithGlobals());
  });
}
