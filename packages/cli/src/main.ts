/** `aimaq`: the commands and their options; each command's code is loaded when it is called. */
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { paint } from './colour.js';
import { COMMANDS } from './commands/index.js';
import { EXIT } from './exitCode.js';
import { report } from './report/failure.js';
import { usageFailure } from './usage.js';

const version = (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string })
  .version;

const program = new Command('aimaq')
  .description('From regional statistics to defensible policy: panel estimates, groups of regions, evidence.')
  .version(version, '-V, --version', 'print the version')
  .option('--locale <kk|ru|en>', 'language of tables, warnings and reports (or AIMAQ_LOCALE)')
  .option('--quiet', 'no warnings and no progress on standard error')
  .option('--debug', 'print the stack of an error')
  .helpCommand(false)
  .addHelpText(
    'after',
    '\nHelp on a command or a topic: aimaq help COMMAND, aimaq help formula. Topics: aimaq help topics.',
  );

for (const define of COMMANDS) define(program);
for (const command of [program, ...program.commands]) {
  command
    .exitOverride()
    .showSuggestionAfterError(false)
    .configureHelp({
      styleTitle: (text) => paint(text, 'bold', process.stdout),
      // What a command takes stands in its own help.
      subcommandTerm: (one) => one.name(),
    })
    .configureOutput({
      // Said below, in the reader's language.
      outputError: () => {},
      getOutHelpWidth: () => process.stdout.columns ?? (Number(process.env.COLUMNS) || 100),
    });
}
if (process.argv.length <= 2) process.argv.push('--help');

/** As given: an error before the language is read is said in it all the same. */
function asked(): { readonly debug: boolean; readonly locale: string | undefined } {
  const argv = process.argv.slice(2);
  const at = argv.findIndex((part) => /^--locale(=|$)/.test(part));
  return { debug: argv.includes('--debug'), locale: argv[at]?.split('=')[1] ?? (at < 0 ? undefined : argv[at + 1]) };
}

/** The only table of the command that ran. */
function table(): string | undefined {
  const ran = program.commands.find(({ args }) => args.length > 0);
  return ran?.registeredArguments[0]?.name() === 'data' && ran.opts().predict === undefined ? ran.args[0] : undefined;
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // `aimaq … | head` closes the pipe early: not an error of ours.
  process.exit(error.code === 'EPIPE' ? EXIT.done : report(error, asked()));
});

program.parseAsync().catch((thrown: unknown) => {
  const usage = thrown instanceof CommanderError;
  if (usage && thrown.exitCode === 0) process.exitCode = EXIT.done;
  else {
    const said = usage ? usageFailure(thrown, program, process.argv.slice(2)) : thrown;
    process.exitCode = report(said, { ...asked(), table: table() });
  }
});
