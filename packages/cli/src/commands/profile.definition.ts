import type { Command } from 'commander';
import { withOutput } from './options.js';

export function defineProfile(program: Command): void {
  const command = program
    .command('profile')
    .description('one region of a study result: its figures, its group, what is recommended and why')
    .argument('<result>', 'study-result.json, or the folder it is in')
    .argument('<region>', 'id or name of the region, in any language of the study');
  withOutput(command, 'aimaq/profile@1').action(async (result: string, region: string, _: unknown, self: Command) => {
    const { profile } = await import('./profile.js');
    await profile(result, region, self.optsWithGlobals());
  });
}
