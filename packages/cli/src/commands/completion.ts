/** `aimaq completion`: a script for the shell, made from the commands as they are defined. */
import type { Command } from 'commander';
import { spoken } from '../help/spoken.js';
import { print } from '../io/output.js';
import { localeOf } from '../words.js';

interface Entry {
  readonly name: string;
  readonly about: string;
  readonly options: readonly { readonly name: string; readonly about: string }[];
}

export function completion(program: Command, shell: 'bash' | 'zsh' | 'fish'): void {
  const locale = localeOf(program.opts().locale) ?? 'en';
  const entries = program.commands.map(
    (command): Entry => ({
      name: command.name(),
      about: firstClause(spoken(command.description(), locale)),
      options: [...command.options, ...program.options].flatMap((option) =>
        option.long === undefined || option.long === null
          ? []
          : [{ name: option.long, about: firstClause(spoken(option.description, locale)) }],
      ),
    }),
  );
  print({ bash, zsh, fish }[shell](entries));
}

function bash(entries: readonly Entry[]): string {
  const cases = entries.map(
    ({ name, options }) => `    ${name}) words="${options.map((one) => one.name).join(' ')}" ;;`,
  );
  return `# bash completion of aimaq
_aimaq() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${entries.map((entry) => entry.name).join(' ')} --help --version" -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
  if [[ "$current" == -* ]]; then
    COMPREPLY=($(compgen -W "$words --help" -- "$current"))
  else
    COMPREPLY=($(compgen -f -- "$current"))
  fi
}
complete -o filenames -F _aimaq aimaq`;
}

function zsh(entries: readonly Entry[]): string {
  const commands = entries.map(({ name, about }) => `    '${name}:${plain(about)}'`);
  const cases = entries.map(({ name, options }) => {
    const words = options.map((one) => `'${one.name}[${plain(one.about)}]'`);
    return `    ${name}) _arguments ${[...words, "'*:file:_files'"].join(' ')} ;;`;
  });
  return `#compdef aimaq
_aimaq() {
  local -a commands
  commands=(
${commands.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe 'command' commands
    return
  fi
  local command="$words[2]"
  shift words; (( CURRENT-- ))
  case "$command" in
${cases.join('\n')}
  esac
}
compdef _aimaq aimaq`;
}

function fish(entries: readonly Entry[]): string {
  const names = entries.map((entry) => entry.name).join(' ');
  return [
    '# fish completion of aimaq',
    ...entries.map(
      ({ name, about }) =>
        `complete -c aimaq -n "not __fish_seen_subcommand_from ${names}" -f -a ${name} -d '${plain(about)}'`,
    ),
    ...entries.flatMap(({ name, options }) =>
      options.map(
        (one) =>
          `complete -c aimaq -n "__fish_seen_subcommand_from ${name}" -l ${one.name.slice(2)} -d '${plain(one.about)}'`,
      ),
    ),
  ].join('\n');
}

function firstClause(text: string): string {
  return (text.split(/[:;(]/, 1)[0] ?? '').trim();
}

/** Without the signs that the shells read. */
function plain(text: string): string {
  return text.replace(/['"[\]:$\\`]/g, '');
}
