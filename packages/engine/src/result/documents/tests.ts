/** `aimaq/tests@1`: specification tests of a panel model, one row a test and variant. */
import * as v from 'valibot';
import { NoteSchema } from './note.js';

const MaybeNumber = v.nullable(v.number());

const TestSchema = v.looseObject({
  name: v.string(),
  variant: v.string(),
  /** The regressor, for tests that give one number for each. */
  term: v.nullable(v.string()),
  /** The hypothesis that a small p-value speaks against, in English, and the key of its translations. */
  null: v.string(),
  nullKey: v.string(),
  /** What the test reads: residuals of which model, or the response or the regressors themselves. */
  residuals: v.string(),
  /** Distribution of the statistic under the null. */
  reference: v.string(),
  statistic: MaybeNumber,
  df: v.array(v.number()),
  pValue: MaybeNumber,
  note: v.nullable(v.string()),
  notes: v.array(NoteSchema),
});

export const TestsDocumentSchema = v.looseObject({
  schema: v.literal('aimaq/tests@1'),
  model: v.looseObject({ formula: v.string(), response: v.string() }),
  sample: v.looseObject({
    rows: v.number(),
    used: v.number(),
    units: v.number(),
    periods: v.number(),
    balanced: v.boolean(),
    dropped: v.array(v.looseObject({ reason: v.string(), count: v.number() })),
  }),
  tests: v.array(TestSchema),
  warnings: v.array(NoteSchema),
});

export interface TestsDocument extends v.InferOutput<typeof TestsDocumentSchema> {}
export type TestDocument = v.InferOutput<typeof TestSchema>;
