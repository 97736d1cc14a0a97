import type { Command } from 'commander';
import { withOutput } from './options.js';

export function defineDiff(program: Command): void {
  const command = program
    .command('diff')
    .description('what changed between two results of a study, and because of what: data, study, instruments, engine')
    .argument('<a>', 'the earlier study-result.json, or the folder it is in')
    .argument('<b>', 'the later one');
  withOutput(command, 'aimaq/diff@1').action(async (a: string, b: string, _: unknown, self: Command) => {
    const { diff } = await import('./diff.js');
    await diff(a, b, self.optsWithGlobals());
  });
}
