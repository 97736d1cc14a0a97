import type { Command } from 'commander';
import { parseCount, parseGroups, parseNames } from './options.js';

export function defineCluster(program: Command): void {
  program
    .command('cluster')
    .description('group observations by a tree (Ward by default), with what speaks for the number of groups')
    .argument('<data>', 'CSV or TSV file, data package folder, or - for standard input')
    .requiredOption('--id <column>', 'column that names the observations')
    .requiredOption('-c, --columns <a,b,…>', 'numeric columns', parseNames)
    .option('--standardize <how>', 'none, zscore, range or robust (default: zscore)')
    .option('--distance <name>', 'euclidean, sqeuclidean, manhattan, maximum, canberra, minkowski:P, correlation')
    .option('--method <linkage>', 'ward, ward.D, single, complete, average, mcquitty, centroid, median')
    .option('-k, --k <number|auto>', 'number of groups (default: auto)', parseGroups)
    .option('--stability <draws>', 'bootstrap draws, 0 for none (default: 200)', parseCount)
    .option('--seed <number>', 'seed of the bootstrap (default: 1)', parseCount)
    .option('--svg <file>', 'write the dendrogram')
    .option('--format <format>', 'text, md, html, latex, csv or json')
    .option('--json', 'one JSON document, aimaq/cluster@1')
    .action(async (data: string, _: unknown, command: Command) => {
      const { cluster } = await import('./cluster.js');
      await cluster(data, command.optsWithGlobals());
    });
}
