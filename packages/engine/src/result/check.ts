/** Checks a value against a schema and turns every problem into an `Issue` with a JSON pointer. */
import * as v from 'valibot';
import { type Code, type Issue, issue, type Outcome } from '../errors.js';

export function check<TSchema extends v.GenericSchema>(
  schema: TSchema,
  value: unknown,
  code: Extract<Code, 'document-invalid' | 'study-invalid'> = 'document-invalid',
): Outcome<v.InferOutput<TSchema>> {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return { ok: true, value: parsed.output, notes: [] };
  return { ok: false, issues: parsed.issues.map((found) => toIssue(found, code)) };
}

function toIssue(found: v.BaseIssue<unknown>, code: Code): Issue {
  const path = pointer((found.path ?? []).map((item) => String(item.key)));
  return issue(code, { path: path || '/', problem: found.message }, { path });
}

/** JSON pointer (RFC 6901) of a list of keys. */
export function pointer(keys: readonly (string | number)[]): string {
  return keys.map((key) => `/${String(key).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
}
