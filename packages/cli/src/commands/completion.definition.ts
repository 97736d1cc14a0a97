import { type Command, InvalidArgumentError } from 'commander';

const SHELLS = ['bash', 'zsh', 'fish'] as const;

export function defineCompletion(program: Command): void {
  program
    .command('completion')
    .description('completion of commands and options for a shell, such as: source <(aimaq completion bash)')
    .argument('<shell>', SHELLS.join(', '), (text) => {
      const shell = SHELLS.find((one) => one === text);
      if (shell === undefined) throw new InvalidArgumentError('shell');
      return shell;
    })
    .action(async (shell: (typeof SHELLS)[number]) => {
      const { completion } = await import('./completion.js');
      completion(program, shell);
    });
}
