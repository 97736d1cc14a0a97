import { type Command, InvalidArgumentError } from 'commander';
import { parseCount, parseGroups, parseNames, withData, withOutput } from './options.js';

export function defineCluster(program: Command): void {
  const command = program
    .command('cluster')
    .description('group observations by a tree (Ward by default), with what speaks for the number of groups');
  withData(command)
    .requiredOption('--id <column>', 'column that names the observations')
    .option('-c, --columns <a,b,…>', 'numeric columns; with --distance gower text columns, too', parseNames)
    .option('--time <column>', 'the table is a panel: group by means over the years, then each year, and say who moved')
    .option('--matrix', 'the table is a square matrix of distances, a column for each row')
    .option('--standardize <how>', 'none, zscore, range or robust (default: zscore)')
    .option(
      '--distance <name>',
      'euclidean, sqeuclidean, manhattan, maximum, canberra, minkowski:P, correlation, gower',
    )
    .option('--nominal <a,b,…>', 'gower: numeric columns that are names', parseNames)
    .option('--ordinal <a,b,…>', 'gower: numeric columns that are ordered levels', parseNames)
    .option('--method <linkage>', 'ward, ward.D, single, complete, average, mcquitty, centroid, median, minimax')
    .option('--weights <column>', 'how often each observation counts')
    .option('-k, --k <number|auto|dynamic>', 'number of groups (default: auto)', parseCut)
    .option('--height <number>', 'cut at a height instead', parseNumber)
    .option('--stability <draws>', 'bootstrap draws, 0 for none (default: 200)', parseCount)
    .option('--seed <number>', 'seed of the bootstrap (default: 1)', parseCount)
    .option('--multiverse', 'also other linkages, standardisations and sets of variables')
    .option('--multiscale <draws>', 'AU and BP of each branch by resampling the variables (needs 30)', parseCount)
    .option('--neighbors <file>', 'table of pairs that touch: only neighbouring groups are joined')
    .option('--coordinates <x,y>', 'mix the distance in space into Ward (ClustGeo)', parseNames)
    .option('--alpha <share|auto>', 'share of space in the mixture (default: auto)', parseAlpha)
    .option('--figure <file>', 'draw the dendrogram as .svg or .png')
    .option('--support', 'write at each branch of the figure how firmly it comes back when observations are resampled')
    .option('--compare <file>', 'an earlier result (--json) of the same observations: how far trees and groups agree')
    .option('--tree <newick|r>', 'the tree alone, for other programs');
  withOutput(command, 'aimaq/cluster@1').action(async (data: string, _: unknown, self: Command) => {
    const { cluster } = await import('./cluster.js');
    await cluster(data, self.optsWithGlobals());
  });
}

function parseCut(text: string): number | 'auto' | 'dynamic' {
  return text === 'dynamic' ? text : parseGroups(text);
}

function parseNumber(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || text.trim() === '') throw new InvalidArgumentError('number');
  return value;
}

function parseAlpha(text: string): number | 'auto' {
  return text === 'auto' ? text : parseNumber(text);
}
