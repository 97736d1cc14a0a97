/** A JSON file against a schema: what is wrong becomes issues of one code, each with the file and its JSON pointer. */
import * as v from 'valibot';
import { type Code, issue, type Outcome } from '../errors.js';

export function readJsonFile<TSchema extends v.GenericSchema>(
  schema: TSchema,
  text: string,
  { file, code }: { readonly file: string; readonly code: Extract<Code, 'data-descriptor' | 'evidence-instruments'> },
): Outcome<v.InferOutput<TSchema>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    return { ok: false, issues: [issue(code, { problem: problemOf(cause) }, { file })] };
  }
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return { ok: true, value: parsed.output, notes: [] };
  const issues = parsed.issues.map((found) => {
    const path = (found.path ?? []).map((item) => `/${String(item.key)}`).join('');
    return issue(code, { problem: `${path}: ${found.message}` }, { file, path });
  });
  return { ok: false, issues };
}

function problemOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
