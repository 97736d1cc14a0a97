import { type Command, Option } from 'commander';
import { parseNames } from './options.js';

export function defineImport(program: Command): void {
  program
    .command('import')
    .description('tables of a statistical office (regions in rows, years in columns, or turned) into a data package')
    .argument('<file...>', 'CSV or XLSX files, one indicator each')
    .requiredOption('--regions <package>', 'data package whose list of regions and names is used')
    .requiredOption('-o, --out <folder>', 'folder of the data package to write')
    .option(
      '--indicators <id,…>',
      'ids of the indicators, in the order of the files (default: from the file names)',
      parseNames,
    )
    .option('--unit <unit>', 'unit of the figures', 'as published')
    .addOption(
      new Option('--aggregation <how>', 'how regions combine').choices(['sum', 'weighted_mean']).default('sum'),
    )
    .option('--publisher <name>', 'who published the tables', 'not stated')
    .option('--sheet <name|number>', 'sheet of the workbooks (default: the first)')
    .option('--format <format>', 'of the report: text, md, html, csv or json')
    .option('--json', 'the report as one JSON document, aimaq/import@1')
    .action(async (files: string[], _: unknown, self: Command) => {
      const { importTables } = await import('./import.js');
      await importTables(files, self.optsWithGlobals());
    });
}
