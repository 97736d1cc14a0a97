/** YAML (or JSON, which is YAML) with the way back from a JSON pointer to line and column. */
import { LineCounter, parseDocument } from 'yaml';
import { EXIT } from '../exitCode.js';
import { Failure, finding } from '../failure.js';

export interface YamlSource {
  readonly value: unknown;
  /** Line and column, from 1, of the value at a JSON pointer; of its parent when the value is missing. */
  locate(pointer: string): { line: number; column: number } | undefined;
}

export function readYaml(text: string, file: string): YamlSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    throw new Failure(
      EXIT.invalid,
      document.errors.map((error) => {
        const { line, col } = lines.linePos(error.pos[0]);
        return finding('not-yaml', { said: error.message }, { file, line, column: String(col) });
      }),
    );
  }
  return {
    value: document.toJS() as unknown,
    locate(pointer) {
      const keys = pointer
        .split('/')
        .slice(1)
        .map((key) => key.replace(/~1/g, '/').replace(/~0/g, '~'));
      for (let length = keys.length; length >= 0; length--) {
        const node: unknown =
          length === 0 ? document.contents : document.getIn(keys.slice(0, length).map(indexOrKey), true);
        if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
          const { line, col } = lines.linePos(Number(node.range[0]));
          return { line, column: col };
        }
      }
      return undefined;
    },
  };
}

function indexOrKey(key: string): string | number {
  return /^\d+$/.test(key) ? Number(key) : key;
}
