import type { Command } from 'commander';

export function defineExplain(program: Command): void {
  program
    .command('explain')
    .description(
      'why an instrument is, or is not, recommended to a region: figures, condition, evidence, gain, verdict',
    )
    .argument('<result>', 'study-result.json, or the folder it is in')
    .argument('<region>', 'id or name of the region, or cluster:A')
    .argument('<instrument>', 'id or name of the instrument')
    .option('--format <format>', 'text, md, html, latex, csv or json')
    .option('--json', 'one JSON document, aimaq/explanation@1')
    .action(async (result: string, region: string, instrument: string, _: unknown, command: Command) => {
      const { explain } = await import('./explain.js');
      await explain(result, { region, instrument }, command.optsWithGlobals());
    });
}
