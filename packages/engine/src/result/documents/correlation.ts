/** `aimaq/correlation@1`: pairs of variables with their correlation, pooled and, for a panel, within and between units. */
import * as v from 'valibot';
import { NoteSchema } from './note.js';

const MaybeNumber = v.nullable(v.number());

export const CorrelationDocumentSchema = v.looseObject({
  schema: v.literal('aimaq/correlation@1'),
  method: v.string(),
  adjust: v.optional(v.string()),
  pairs: v.array(
    v.looseObject({
      x: v.string(),
      y: v.string(),
      n: v.number(),
      estimate: MaybeNumber,
      statistic: MaybeNumber,
      pValue: MaybeNumber,
      adjustedPValue: MaybeNumber,
      confidenceInterval: v.nullable(v.tuple([MaybeNumber, MaybeNumber])),
      within: MaybeNumber,
      between: MaybeNumber,
      /** Net of unit and period effects. */
      withinTwoWays: v.optional(MaybeNumber, null),
      /** Given all the other columns. */
      partial: v.optional(MaybeNumber, null),
    }),
  ),
  warnings: v.optional(v.array(NoteSchema), []),
});

export interface CorrelationDocument extends v.InferOutput<typeof CorrelationDocumentSchema> {}
