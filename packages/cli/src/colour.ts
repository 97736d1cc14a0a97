/** Colour on a terminal that wants it: never in a pipe, never with NO_COLOR (https://no-color.org) or TERM=dumb. */
import type { WriteStream } from 'node:tty';

const CODES = { bold: [1, 22], red: [31, 39], yellow: [33, 39], green: [32, 39], dim: [2, 22] } as const;

export function paint(text: string, colour: keyof typeof CODES, stream: WriteStream = process.stderr): string {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  const wanted = FORCE_COLOR !== undefined && FORCE_COLOR !== '0' ? true : stream.isTTY === true && TERM !== 'dumb';
  if (!wanted || (NO_COLOR !== undefined && NO_COLOR !== '')) return text;
  const [on, off] = CODES[colour];
  return `\u001b[${on}m${text}\u001b[${off}m`;
}
