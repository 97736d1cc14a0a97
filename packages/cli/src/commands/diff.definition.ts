import type { Command } from 'commander';

export function defineDiff(program: Command): void {
  program
    .command('diff')
    .description('what changed between two results of a study, and because of what: data, study, instruments, engine')
    .argument('<a>', 'the earlier study-result.json, or the folder it is in')
    .argument('<b>', 'the later one')
    .option('--format <format>', 'text, md, html, latex, csv or json')
    .option('--json', 'one JSON document, aimaq/diff@1')
    .action(async (a: string, b: string, _: unknown, command: Command) => {
      const { diff } = await import('./diff.js');
      await diff(a, b, command.optsWithGlobals());
    });
}
