/** `aimaq/diff@1`: what changed between two results of a study, and what it can be due to. */
import * as v from 'valibot';

const Cause = v.picklist(['data', 'study', 'instruments', 'engine']);
const Value = v.nullable(v.union([v.number(), v.string()]));

const SideSchema = v.looseObject({ id: v.string(), inputs: v.string(), engine: v.string() });

export const DiffChangeSchema = v.looseObject({
  /** `verdict`, `estimate`, `coefficient`, `cluster`, `recommendation`. */
  kind: v.string(),
  /** What changed: ids, from the whole to the part. */
  subject: v.array(v.string()),
  from: Value,
  to: Value,
  /** Causes that differ between the two and that this number rests on; one is the cause, several are candidates. */
  because: v.array(Cause),
});

export const DiffDocumentSchema = v.looseObject({
  schema: v.literal('aimaq/diff@1'),
  a: SideSchema,
  b: SideSchema,
  causes: v.looseObject({
    /** Files by name. */
    data: v.array(v.looseObject({ resource: v.string(), change: v.picklist(['changed', 'added', 'removed']) })),
    instruments: v.array(v.looseObject({ resource: v.string(), change: v.picklist(['changed', 'added', 'removed']) })),
    /** JSON pointers into the study. */
    study: v.array(v.string()),
    engine: v.nullable(v.looseObject({ from: v.string(), to: v.string() })),
  }),
  /** Published figures that differ. */
  observations: v.array(
    v.looseObject({ indicator: v.string(), region: v.string(), year: v.number(), from: Value, to: Value }),
  ),
  changes: v.array(DiffChangeSchema),
});

export interface DiffDocument extends v.InferOutput<typeof DiffDocumentSchema> {}
export type DiffChange = v.InferOutput<typeof DiffChangeSchema>;
