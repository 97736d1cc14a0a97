/** Prints a failure: what, where, why, what to do; in the reader's language where the engine's code is translated. */
import { paint } from '../colour.js';
import type { ExitCode } from '../exitCode.js';
import { type Finding, failureOf } from '../failure.js';

const SHOWN = 50;

export async function report(
  thrown: unknown,
  options: { readonly debug?: boolean; readonly locale?: string },
): Promise<ExitCode> {
  const failure = failureOf(thrown);
  const lines = await Promise.all(failure.findings.slice(0, SHOWN).map((finding) => describe(finding, options.locale)));
  if (failure.findings.length > SHOWN) lines.push(`… and ${failure.findings.length - SHOWN} more`);
  process.stderr.write(`${lines.join('\n')}\n`);
  if (options.debug === true) {
    const origin = failure.cause instanceof Error ? failure.cause : failure;
    process.stderr.write(`${origin.stack ?? origin.message}\n`);
  }
  return failure.exit;
}

async function describe(finding: Finding, locale: string | undefined): Promise<string> {
  const { message, hint, suggestion } = await translated(finding, locale);
  const at = [finding.file, finding.line, finding.column].filter((part) => part !== undefined && part !== '');
  return [
    `${paint('aimaq:', 'red')} ${at.length > 0 ? `${at.join(':')}: ` : ''}${message}`,
    ...pointed(finding),
    ...(suggestion === undefined ? [] : [`       ${suggestion}`]),
    ...(hint === undefined || hint === '' ? [] : [`       ${hint}`]),
  ].join('\n');
}

/** The formula or filter with a mark under the place of the error. */
function pointed({ params = {} }: Finding): readonly string[] {
  const { formula, where, position } = params;
  const text = formula ?? where;
  if (typeof text !== 'string' || typeof position !== 'number') return [];
  return [`       ${text}`, `       ${' '.repeat(position - 1)}^`];
}

/** The texts of a finding in the reader's language; English needs no dictionary. */
async function translated(
  finding: Finding,
  locale = process.env.AIMAQ_LOCALE ?? 'en',
): Promise<Pick<Finding, 'message' | 'hint' | 'suggestion'>> {
  const { code, message, hint = '', params = {}, suggestion } = finding;
  const english = { message, hint, suggestion: suggestion === undefined ? undefined : `did you mean "${suggestion}"?` };
  if (locale === 'en') return english;
  const { isLocale, wordsOf } = await import('@aimaq/locales');
  if (!isLocale(locale)) return english;
  const words = wordsOf(locale);
  return {
    ...(code === undefined ? { message, hint } : words.note({ code, message, hint, params })),
    suggestion: suggestion === undefined ? undefined : words.text('cli.failure.didYouMean', { name: suggestion }),
  };
}
