/** Prints a failure: what, where, why, what to do; in the reader's language. */
import type { Words } from '@aimaq/engine/views';
import { paint } from '../colour.js';
import type { ExitCode } from '../exitCode.js';
import { type Finding, failureOf, ownWords } from '../failure.js';
import { localeOf, wordsOf } from '../words.js';

const SHOWN = 50;

export function report(
  thrown: unknown,
  options: {
    readonly debug?: boolean;
    readonly locale?: string | undefined;
    /** The table that the command read: what the engine says of columns is said of it. */
    readonly table?: string | undefined;
  },
): ExitCode {
  const failure = failureOf(thrown);
  const words = wordsOf(localeOf(options.locale) ?? 'en');
  const placed = (finding: Finding): Finding =>
    finding.code.startsWith('data-') ? { ...finding, file: finding.file ?? options.table } : finding;
  const lines = failure.findings.slice(0, SHOWN).map((finding) => describe(placed(finding), words));
  const more = failure.findings.length - SHOWN;
  if (more > 0) lines.push(words.text('cli.failure.more', { count: more }));
  process.stderr.write(`${lines.join('\n')}\n`);
  if (options.debug === true) {
    const origin = failure.cause instanceof Error ? failure.cause : failure;
    process.stderr.write(`${origin.stack ?? origin.message}\n`);
  }
  return failure.exit;
}

function describe(finding: Finding, words: Words): string {
  const { message, hint, suggestion } = translated(finding, words);
  const at = [finding.file, finding.line, finding.column].filter((part) => part !== undefined && part !== '');
  return [
    `${paint('aimaq:', 'red')} ${at.length > 0 ? `${at.join(':')}: ` : ''}${message}`,
    ...pointed(finding),
    ...(suggestion === undefined ? [] : [`       ${suggestion}`]),
    ...(hint === undefined || hint === '' ? [] : [`       ${hint}`]),
    ...wideHint(finding, words),
  ].join('\n');
}

/** A column that is not there, in a table whose columns are years. */
function wideHint({ code, params }: Finding, words: Words): readonly string[] {
  if (code !== 'data-unknown-column' || typeof params.known !== 'string') return [];
  const years = params.known.split(', ').filter((name) => /(19|20)\d{2}$/.test(name));
  return years.length < 2 ? [] : [`       ${words.text('cli.failure.wide', { column: 'year' })}`];
}

/** The formula or filter with a mark under the place of the error. */
function pointed({ params }: Finding): readonly string[] {
  const { formula, where, position } = params;
  const text = formula ?? where;
  if (typeof text !== 'string' || typeof position !== 'number') return [];
  return [`       ${text}`, `       ${' '.repeat(position - 1)}^`];
}

/** The texts of a finding in the reader's language. */
function translated(finding: Finding, words: Words): Pick<Finding, 'message' | 'hint' | 'suggestion'> {
  const { code, message, hint = '', params, suggestion } = finding;
  const own = words.has(`failure.${code}.message`);
  return {
    ...(own ? ownWords(words, code, params) : words.note({ code, message, hint, params })),
    suggestion: suggestion === undefined ? undefined : words.text('cli.failure.didYouMean', { name: suggestion }),
  };
}
