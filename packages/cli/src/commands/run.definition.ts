import type { Command } from 'commander';
import { parseJobs } from './options.js';

export function defineRun(program: Command): void {
  program
    .command('run')
    .description('run whole studies: result, tables, figures and reports, each study all or nothing')
    .argument('[study...]', 'one STUDY.yaml, or several as a batch')
    .option('-o, --out <folder>', 'where to write; a batch gets a folder for each study in it', 'aimaq-results')
    .option('--format <formats>', 'reports to write: any of md, html, docx', 'md,html,docx')
    .option('--jobs <number>', 'studies at the same time (default: the number of processors)', parseJobs)
    .option('--force', 'compute even where the result of these very inputs is there already')
    .option('--resume', 'go on with the batch that was interrupted in this folder')
    .option('--no-progress', 'no progress on standard error')
    .option('--json', 'a summary as one JSON document on standard output')
    .action(async (studies: string[], _: unknown, command: Command) => {
      const { run } = await import('./run.js');
      await run(studies, command.optsWithGlobals());
    });
}
