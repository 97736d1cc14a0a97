/** What Commander finds wrong with a command line, in the command's own words. */
import type { Command, CommanderError } from 'commander';
import { type Failure, misuse } from './failure.js';
import { nearest } from './nearest.js';

/** Commander's codes with the quoted parts of its English sentence, which it gives in no other way. */
export function usageFailure({ code, message }: CommanderError, program: Command, argv: readonly string[]): Failure {
  const command = program.commands.find((one) => argv.includes(one.name()));
  const help = command === undefined ? 'aimaq --help' : `aimaq help ${command.name()}`;
  const options = [...(command?.options ?? []), ...program.options].flatMap((option) => option.long ?? []);
  const [first = '', second = ''] = Array.from(message.matchAll(/'([^']*)'/g), (found) => found[1] ?? '');
  switch (code) {
    case 'commander.unknownOption':
      return misuse('unknown-option', { name: first, help }, nearest(first, options));
    case 'commander.missingMandatoryOptionValue': {
      // An option that is missing may be there with a slip of the finger.
      const given = argv.map((part) => part.split('=')[0] ?? part).filter((part) => part.startsWith('--'));
      const slip = given.find((part) => !options.includes(part) && nearest(part, options) !== undefined);
      return slip === undefined
        ? misuse('option-missing', { name: first, help })
        : misuse('unknown-option', { name: slip, help }, nearest(slip, options));
    }
    case 'commander.optionMissingArgument':
      return misuse('option-without-value', { name: first, help });
    case 'commander.missingArgument':
      return misuse('argument-missing', { name: first, help });
    case 'commander.excessArguments': {
      const [expected = 0, given = 0] = Array.from(message.matchAll(/\d+/g), Number);
      return misuse('too-many-arguments', { expected, given, help });
    }
    case 'commander.unknownCommand':
      return misuse(
        'unknown-command',
        { name: first },
        nearest(
          first,
          program.commands.map((one) => one.name()),
        ),
      );
    case 'commander.invalidArgument': {
      const ofOption = message.startsWith('error: option');
      const params = { name: ofOption ? first : second, value: ofOption ? second : first };
      const choices = /Allowed choices are (.+)\.$/.exec(message);
      if (choices !== null) return misuse('value-choices', { ...params, known: choices[1] ?? '' });
      return misuse(`value-${message.slice(message.lastIndexOf(' ') + 1)}`, params);
    }
    default:
      return misuse('unexpected', { said: message });
  }
}
