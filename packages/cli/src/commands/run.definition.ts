import type { Command } from 'commander';

export function defineRun(program: Command): void {
  program
    .command('run')
    .description('run a whole study: result, tables, figures and reports, all or nothing')
    .argument('<study...>', 'one STUDY.yaml, or several as a batch')
    .option('-o, --out <folder>', 'where to write; a batch gets one folder a study in it', 'aimaq-results')
    .option('--format <formats>', 'reports to write: md, html or md,html', 'md,html')
    .option('--force', 'run even if the result for these very inputs is there already')
    .option('--no-progress', 'no progress on standard error')
    .option('--json', 'a summary as one JSON document on standard output')
    .action(async (studies: string[], _: unknown, command: Command) => {
      const { run } = await import('./run.js');
      await run(studies, command.optsWithGlobals());
    });
}
