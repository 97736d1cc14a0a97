/** What a command says when it cannot go on: the fact, where, what to do; thrown anywhere, printed once in `main`. */
import type { Issue } from '@aimaq/engine';
import type { Words } from '@aimaq/engine/views';
import { EXIT, type ExitCode, exitCodeOf } from './exitCode.js';
import { nearest } from './nearest.js';
import { wordsOf } from './words.js';

export interface Finding {
  /** Of the engine's messages, or of the command's own: `failure.CODE` of the dictionaries. */
  readonly code: string;
  readonly params: Params;
  /** In English; the reader's language comes from the code. */
  readonly message: string;
  readonly hint?: string | undefined;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly column?: string | undefined;
  readonly suggestion?: string | undefined;
}

type Params = Readonly<Record<string, string | number>>;

export class Failure extends Error {
  readonly exit: ExitCode;
  readonly findings: readonly Finding[];
  constructor(exit: ExitCode, findings: readonly Finding[], cause?: unknown) {
    super(findings[0]?.message ?? 'failed', { cause });
    this.name = 'Failure';
    this.exit = exit;
    this.findings = findings;
  }
}

/** A finding in the command's own words. */
export function finding(
  code: string,
  params: Params = {},
  where: Pick<Finding, 'file' | 'line' | 'column' | 'suggestion'> = {},
): Finding {
  return { code, params, ...ownWords(wordsOf('en'), code, params), suggestion: suggestionOf(params), ...where };
}

/** Message and hint of a code of the command in a language. */
export function ownWords(words: Words, code: string, params: Params): Pick<Finding, 'message' | 'hint'> {
  const hint = `failure.${code}.hint`;
  return {
    message: words.text(`failure.${code}.message`, params),
    hint: words.has(hint) ? words.text(hint, params) : undefined,
  };
}

export function misuse(code: string, params?: Params, suggestion?: string): Failure {
  return new Failure(EXIT.misuse, [finding(code, params, suggestion === undefined ? {} : { suggestion })]);
}

/** Everything that can be thrown as a `Failure`; what we do not know is our mistake and says so. */
export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;
  if (thrown instanceof Error && 'issues' in thrown && Array.isArray(thrown.issues))
    return issuesFailure(thrown.issues as readonly Issue[], '');
  if (thrown instanceof Error && 'code' in thrown && 'params' in thrown && 'hint' in thrown) {
    const { code, params = {}, hint } = thrown as Error & { code: string; params?: Params; hint: string };
    const found = { code, message: thrown.message, hint, params, suggestion: suggestionOf(params) };
    return new Failure(exitCodeOf(code), [found], thrown);
  }
  if (thrown instanceof Error && 'syscall' in thrown) return new Failure(EXIT.misuse, [systemFinding(thrown)], thrown);
  const said = thrown instanceof Error ? thrown.message : String(thrown);
  return new Failure(EXIT.failed, [finding('unexpected', { said })], thrown);
}

/** Findings of a reader; `line` finds the line of an issue that has only a JSON pointer. */
export function issuesFailure(
  issues: readonly Issue[],
  file: string,
  line: (pointer: string) => { line: number; column: number } | undefined = () => undefined,
  exit: ExitCode = EXIT.invalid,
): Failure {
  return new Failure(
    exit,
    issues.map((issue) => {
      const at = issue.path === undefined ? undefined : line(issue.path);
      return {
        code: issue.code,
        message: issue.message,
        hint: issue.hint,
        params: issue.params ?? {},
        file: issue.file === undefined || issue.file === '' ? file : issue.file,
        line: issue.row ?? at?.line,
        column: issue.column ?? (at === undefined ? undefined : String(at.column)),
        suggestion: suggestionOf(issue.params),
      };
    }),
  );
}

/** “did you mean”: the nearest of the names that the error lists. */
function suggestionOf(params: Params | undefined): string | undefined {
  const known = params?.known;
  if (typeof known !== 'string') return undefined;
  const given = ['column', 'variable', 'model', 'term', 'name', 'indicator', 'method', 'value']
    .map((key) => params?.[key])
    .find((value) => typeof value === 'string');
  return typeof given === 'string' ? nearest(given, known.split(/,\s*/)) : undefined;
}

const SYSTEM: Readonly<Record<string, string>> = {
  ENOENT: 'no-file',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  EISDIR: 'is-folder',
  ENOTDIR: 'not-folder',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'file-too-large',
  ENAMETOOLONG: 'name-too-long',
  EROFS: 'read-only-disk',
};

function systemFinding(error: Error): Finding {
  const { code = '', path = '' } = error as Error & { code?: string; path?: string };
  return finding(SYSTEM[code] ?? 'system', { said: error.message }, { file: path });
}
