import type { Command } from 'commander';

export function defineProfile(program: Command): void {
  program
    .command('profile')
    .description('one region of a study result: its figures, its group, what is recommended and why')
    .argument('<result>', 'study-result.json, or the folder it is in')
    .argument('<region>', 'id or name of the region, in any language of the study')
    .option('--format <format>', 'text, md, html, latex, csv or json')
    .option('--json', 'one JSON document')
    .action(async (result: string, region: string, _: unknown, command: Command) => {
      const { profile } = await import('./profile.js');
      await profile(result, region, command.optsWithGlobals());
    });
}
