/** What a command says when it cannot go on: the fact, where, what to do; thrown anywhere, printed once in `main`. */
import type { Issue } from '@aimaq/engine';
import { EXIT, type ExitCode, exitCodeOf } from './exitCode.js';
import { nearest } from './nearest.js';

export interface Finding {
  readonly message: string;
  readonly hint?: string | undefined;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly column?: string | undefined;
  readonly code?: string | undefined;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly suggestion?: string | undefined;
}

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

export function misuse(message: string, hint?: string): Failure {
  return new Failure(EXIT.misuse, [{ message, hint }]);
}

/** Everything that can be thrown as a `Failure`; what we do not know is our mistake and says so. */
export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;
  if (thrown instanceof Error && 'issues' in thrown && Array.isArray(thrown.issues))
    return issuesFailure(thrown.issues as readonly Issue[], '');
  if (thrown instanceof Error && 'code' in thrown && 'params' in thrown && 'hint' in thrown) {
    const { code, params, hint } = thrown as Error & { code: string; params: Finding['params']; hint: string };
    const finding = { code, message: thrown.message, hint, params: params ?? {}, suggestion: suggestionOf(params) };
    return new Failure(exitCodeOf(code), [finding], thrown);
  }
  if (thrown instanceof Error && 'syscall' in thrown) return new Failure(EXIT.misuse, [systemFinding(thrown)], thrown);
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new Failure(
    EXIT.failed,
    [{ message: `unexpected error: ${message}`, hint: 'run again with --debug and report what it prints' }],
    thrown,
  );
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
        params: issue.params,
        file: issue.file === undefined || issue.file === '' ? file : issue.file,
        line: issue.row ?? at?.line,
        column: issue.column ?? (at === undefined ? undefined : String(at.column)),
        suggestion: suggestionOf(issue.params),
      };
    }),
  );
}

/** “did you mean”: the nearest of the names that the error lists. */
function suggestionOf(params: Finding['params']): string | undefined {
  const known = params?.known;
  if (typeof known !== 'string') return undefined;
  const given = ['column', 'variable', 'model', 'term', 'name', 'indicator', 'method', 'value']
    .map((key) => params?.[key])
    .find((value) => typeof value === 'string');
  return typeof given === 'string' ? nearest(given, known.split(/,\s*/)) : undefined;
}

function systemFinding(error: Error): Finding {
  const { code, path } = error as Error & { code?: string; path?: string };
  const file = path ?? '';
  if (code === 'ENOENT') return { message: `there is no file or folder ${file}`, hint: 'check the path', file };
  if (code === 'EACCES' || code === 'EPERM')
    return { message: `no permission for ${file}`, hint: 'choose another place or change its permissions', file };
  if (code === 'EISDIR') return { message: `${file} is a folder`, hint: 'give a file', file };
  if (code === 'ENOTDIR')
    return { message: `a part of ${file} is a file, not a folder`, hint: 'choose another place', file };
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return { message: 'the disk is full', hint: 'free some space and run again; nothing was left half written', file };
  if (code === 'EFBIG')
    return {
      message: 'the file is larger than this system lets it be',
      hint: 'raise the limit (ulimit -f) or choose another place',
      file,
    };
  if (code === 'ENAMETOOLONG') return { message: 'the name is too long', hint: 'choose a shorter one', file };
  if (code === 'EROFS') return { message: `${file} is on a read-only disk`, hint: 'choose another place', file };
  return { message: error.message };
}
