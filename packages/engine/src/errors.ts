/**
 * The four ways in which the engine says that something is not right, never mixed:
 * an `Issue` is about what the user gave, an `AimaqError` stops the computation, an `Unavailable`
 * replaces one number that does not exist, a `Note` qualifies a number that does.
 * Every code has its English message (the fact) and hint (what to do) in `messages/`, one file per room;
 * other languages translate by code and parameters.
 */
import { MESSAGES } from './messages/index.js';

export type Code = keyof typeof MESSAGES;
export type Params = Readonly<Record<string, string | number>>;

/** Computed, but the reader must know. `path` is a JSON pointer into the document that carries it. */
export interface Note {
  readonly code: Code;
  readonly message: string;
  readonly hint: string;
  readonly params: Params;
  readonly path?: string;
}

/** Something wrong in what the user gave; readers collect all of them before they give up. */
export interface Issue extends Note {
  readonly file?: string;
  /** 1-based line of the file. */
  readonly row?: number;
  readonly column?: string;
}

/** One number that does not exist while the rest stands. */
export interface Unavailable {
  readonly unavailable: Code;
  readonly params: Params;
}

export type Maybe = number | Unavailable;

export type Outcome<T> = { readonly ok: true; readonly value: T; readonly notes: readonly Note[] } | Rejected;
export interface Rejected {
  readonly ok: false;
  readonly issues: readonly Issue[];
}

/** What was asked cannot be made. Thrown; carries the code that the edges translate. */
export class AimaqError extends Error {
  readonly code: Code;
  readonly params: Params;
  readonly hint: string;
  constructor(code: Code, params: Params = {}, options?: { cause?: unknown }) {
    super(fill(MESSAGES[code].message, params), options);
    this.name = 'AimaqError';
    this.code = code;
    this.params = params;
    this.hint = fill(MESSAGES[code].hint, params);
  }
}

export function note(code: Code, params: Params = {}, path?: string): Note {
  const { message, hint } = MESSAGES[code];
  const text = { code, message: fill(message, params), hint: fill(hint, params), params };
  return path === undefined ? text : { ...text, path };
}

export function issue(
  code: Code,
  params: Params = {},
  where: Partial<Pick<Issue, 'file' | 'row' | 'column' | 'path'>> = {},
): Issue {
  return { ...note(code, params), ...where };
}

export function unavailable(code: Code, params: Params = {}): Unavailable {
  return { unavailable: code, params };
}

export function isUnavailable(value: Maybe): value is Unavailable {
  return typeof value !== 'number';
}

/** Replaces `{name}` by the parameter of that name. */
function fill(template: string, params: Params): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => (name in params ? shown(params[name]) : whole));
}

/**
 * In a sentence four significant digits are enough; the parameter itself keeps them all. Written as the words of every
 * language write numbers: groups from five digits on, so that a year stays a year, and a minus that is one.
 */
function shown(value: string | number): string {
  if (typeof value !== 'number') return String(value);
  const short = Number.isInteger(value) ? value : Number(value.toPrecision(Math.abs(value) >= 1000 ? 8 : 4));
  return String(short)
    .replace(/^-/, '\u2212')
    .replace(/^\D?\d{5,}/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','));
}
