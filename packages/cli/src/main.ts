/** `aimaq`: reads the command line, runs the command, says what failed. */
import { readFileSync } from 'node:fs';
import { CommanderError } from 'commander';
import { EXIT } from './exitCode.js';
import { speakHelp, spoken } from './help/spoken.js';
import { MORE_HELP, programOf } from './program.js';
import { report } from './report/failure.js';
import { usageFailure } from './usage.js';
import { localeOf } from './words.js';

const version = (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string })
  .version;

const program = programOf(version);
const locale = () => localeOf(asked().locale) ?? 'en';
speakHelp(program, locale);
program.addHelpText('after', () => `\n${spoken(MORE_HELP, locale())}`);
for (const command of [program, ...program.commands])
  command
    .exitOverride()
    .showSuggestionAfterError(false)
    .configureOutput({
      // Said below, in the reader's language.
      outputError: () => {},
      getOutHelpWidth: () => process.stdout.columns ?? (Number(process.env.COLUMNS) || 100),
    });
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
