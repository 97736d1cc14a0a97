import type { Command } from 'commander';

export function defineValidate(program: Command): void {
  program
    .command('validate')
    .description('check a study or a data package; every finding with file, line, reason and remedy')
    .argument('<path>', 'STUDY.yaml, or the folder of a data package (or its datapackage.json)')
    .option('--json', 'findings as one JSON document')
    .action(async (path: string, _: unknown, command: Command) => {
      const { validate } = await import('./validate.js');
      await validate(path, command.optsWithGlobals());
    });
}
