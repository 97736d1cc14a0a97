/** `aimaq`: the commands and their options; each command's code is loaded when it is called. */
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { paint } from './colour.js';
import { COMMANDS } from './commands/index.js';
import { EXIT } from './exitCode.js';
import { nearest } from './nearest.js';
import { report } from './report/failure.js';

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
    .showSuggestionAfterError()
    .configureHelp({ styleTitle: (text) => paint(text, 'bold', process.stdout) })
    .configureOutput({
      outputError: (text, write) => write(text.replace(/^error: /, `${paint('aimaq:', 'red')} `)),
      getOutHelpWidth: () => process.stdout.columns ?? (Number(process.env.COLUMNS) || 100),
    });
}
if (process.argv.length <= 2) process.argv.push('--help');

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // `aimaq … | head` closes the pipe early: not an error of ours.
  if (error.code === 'EPIPE') process.exit(EXIT.done);
  void report(error, program.opts()).then((exit) => process.exit(exit));
});

try {
  await program.parseAsync();
} catch (thrown) {
  if (thrown instanceof CommanderError) {
    if (thrown.code === 'commander.missingMandatoryOptionValue') suggestOption();
    process.exitCode = thrown.exitCode === 0 ? EXIT.done : EXIT.misuse;
  } else process.exitCode = await report(thrown, program.opts());
}

/** An option that is missing may be there with a slip of the finger. */
function suggestOption(): void {
  const command = program.commands.find((one) => one.name() === process.argv[2]);
  const known = [...(command?.options ?? []), ...program.options].flatMap((option) => option.long ?? []);
  for (const given of process.argv.filter((part) => part.startsWith('--')).map((part) => part.split('=')[0] ?? part)) {
    const near = known.includes(given) ? undefined : nearest(given, known);
    if (near !== undefined) process.stderr.write(`       did you mean ${near} instead of ${given}?\n`);
  }
}
