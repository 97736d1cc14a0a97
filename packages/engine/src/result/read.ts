/**
 * Opens a study result of this or an older version: text → JSON → migrations → checked document.
 * A newer one is refused with a plain sentence rather than misread.
 */
import { issue, type Outcome } from '../errors.js';
import { check } from './check.js';
import { type StudyResult, StudyResultSchema } from './documents/studyResult.js';

const KIND = 'aimaq/study-result';
const VERSION = 1;

/** A step from version n to n + 1; pure, tested with a stored old document. */
export type Migration = (old: Record<string, unknown>) => Record<string, unknown>;

/**
 * Only a field that changes its meaning or its place needs a step and a new version. What was added within a version has
 * a default in the schema, so that a result written before it opens as it was.
 */
const MIGRATIONS: Readonly<Record<number, Migration>> = {};

export function readResult(text: string): Outcome<StudyResult> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    return {
      ok: false,
      issues: [issue('document-not-json', { problem: cause instanceof Error ? cause.message : String(cause) })],
    };
  }
  return checkResult(value);
}

export function checkResult(value: unknown): Outcome<StudyResult> {
  const expected = `${KIND}@${VERSION}`;
  const schema = typeof value === 'object' && value !== null && 'schema' in value ? String(value.schema) : '';
  const version = schema.startsWith(`${KIND}@`) ? Number(schema.slice(KIND.length + 1)) : Number.NaN;
  if (!Number.isInteger(version) || version < 1) {
    return {
      ok: false,
      issues: [issue('document-unknown-schema', { schema: schema || 'nothing', expected }, { path: '/schema' })],
    };
  }
  if (version > VERSION) {
    return { ok: false, issues: [issue('document-too-new', { schema, expected }, { path: '/schema' })] };
  }
  return check(
    StudyResultSchema,
    migrate(value as Record<string, unknown>, { from: version, to: VERSION }, MIGRATIONS),
  );
}

/** Applies the steps one after the other; the schema's name follows. */
export function migrate(
  document: Record<string, unknown>,
  { from, to }: { readonly from: number; readonly to: number },
  steps: Readonly<Record<number, Migration>>,
): Record<string, unknown> {
  let current = document;
  for (let version = from; version < to; version++)
    current = { ...steps[version](current), schema: `${KIND}@${version + 1}` };
  return current;
}
