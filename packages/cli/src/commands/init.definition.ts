import type { Command } from 'commander';
import { parseNames } from './options.js';

export function defineInit(program: Command): void {
  program
    .command('init')
    .description('make a study that runs from a table or a data package: asks on a terminal, or by the options below')
    .argument('<folder>', 'where the study goes')
    .option('--from <data>', 'CSV, XLSX or Parquet table, or a data package')
    .option('--sheet <name|number>', 'sheet of a workbook (default: the first)')
    .option('--wide <time>', 'the table is wide: columns ending in a year become rows')
    .option('--unit <column>', 'column of the regions')
    .option('--time <column>', 'column of the years')
    .option('--outcome <column>', 'what is to be explained')
    .option('--regressors <a,b,…>', 'what may explain it; a minus before a name expects a negative sign', parseNames)
    .option('--title <text>', 'title of the study')
    .action(async (folder: string, _: unknown, self: Command) => {
      const { init } = await import('./init.js');
      await init(folder, self.optsWithGlobals());
    });
}
