import type { Command } from 'commander';
import { withOutput } from './options.js';

export function defineExplain(program: Command): void {
  const command = program
    .command('explain')
    .description(
      'why an instrument is, or is not, recommended to a region: figures, condition, evidence, gain, verdict',
    )
    .argument('<result>', 'study-result.json, or the folder it is in')
    .argument('<region>', 'id or name of the region, or cluster:A')
    .argument('<instrument>', 'id or name of the instrument');
  withOutput(command, 'aimaq/explanation@1').action(
    async (result: string, region: string, instrument: string, _: unknown, self: Command) => {
      const { explain } = await import('./explain.js');
      await explain(result, { region, instrument }, self.optsWithGlobals());
    },
  );
}
