import type { Command } from 'commander';
import { parseCount, parseGroups, parseNames, withData, withOutput } from './options.js';

export function defineCluster(program: Command): void {
  const command = program
    .command('cluster')
    .description('group observations by a tree (Ward by default), with what speaks for the number of groups');
  withData(command)
    .requiredOption('--id <column>', 'column that names the observations')
    .requiredOption('-c, --columns <a,b,…>', 'numeric columns', parseNames)
    .option('--standardize <how>', 'none, zscore, range or robust (default: zscore)')
    .option('--distance <name>', 'euclidean, sqeuclidean, manhattan, maximum, canberra, minkowski:P, correlation')
    .option('--method <linkage>', 'ward, ward.D, single, complete, average, mcquitty, centroid, median')
    .option('-k, --k <number|auto>', 'number of groups (default: auto)', parseGroups)
    .option('--stability <draws>', 'bootstrap draws, 0 for none (default: 200)', parseCount)
    .option('--seed <number>', 'seed of the bootstrap (default: 1)', parseCount)
    .option('--figure <file>', 'draw the dendrogram as .svg or .png');
  withOutput(command, 'aimaq/cluster@1').action(async (data: string, _: unknown, self: Command) => {
    const { cluster } = await import('./cluster.js');
    await cluster(data, self.optsWithGlobals());
  });
}
