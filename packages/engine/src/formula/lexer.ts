/** Splits the text of a formula into tokens; every token knows its 1-based position for messages. */
import { AimaqError } from '../errors.js';

export interface Token {
  readonly kind: 'name' | 'number' | 'string' | 'sign' | 'end';
  readonly text: string;
  readonly at: number;
}

const PATTERN =
  /\s+|(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|`(?<quoted>[^`]+)`|(?<name>[\p{L}.][\p{L}\p{N}_.]*)|"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<sign>[~|+\-*/^:(),=]|\[\[|\]\]|\[|\])/uy;

/** Errors: formula-character. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  PATTERN.lastIndex = 0;
  while (PATTERN.lastIndex < text.length) {
    const at = PATTERN.lastIndex + 1;
    const match = PATTERN.exec(text);
    if (match === null)
      throw new AimaqError('formula-character', { formula: text, position: at, character: text[at - 1] });
    const groups = match.groups ?? {};
    if (groups.number !== undefined) tokens.push({ kind: 'number', text: groups.number, at });
    else if (groups.quoted !== undefined) tokens.push({ kind: 'name', text: groups.quoted, at });
    else if (groups.name !== undefined) tokens.push({ kind: 'name', text: groups.name, at });
    else if (groups.double !== undefined) tokens.push({ kind: 'string', text: groups.double, at });
    else if (groups.single !== undefined) tokens.push({ kind: 'string', text: groups.single, at });
    else if (groups.sign !== undefined) tokens.push({ kind: 'sign', text: groups.sign, at });
  }
  tokens.push({ kind: 'end', text: '', at: text.length + 1 });
  return tokens;
}
