import * as v from 'valibot';

/** A warning in a document: code, English words, and the parameters from which other languages make theirs. */
export const NoteSchema = v.looseObject({
  code: v.string(),
  message: v.string(),
  hint: v.string(),
  params: v.record(v.string(), v.union([v.string(), v.number()])),
  path: v.optional(v.string()),
});
export type NoteDocument = v.InferOutput<typeof NoteSchema>;

/** A sentence whose words are chosen at the edge: key of `packages/locales`, parameters filled in there. */
export const MessageSchema = v.object({
  key: v.string(),
  params: v.record(v.string(), v.union([v.string(), v.number()])),
});
export type Message = v.InferOutput<typeof MessageSchema>;

/** A sentence with the rule that gave it. */
export const ReasonSchema = v.looseObject({
  rule: v.string(),
  message: MessageSchema,
  /** JSON pointers into this document: the numbers on which the sentence rests. */
  cites: v.array(v.string()),
});
export type Reason = v.InferOutput<typeof ReasonSchema>;
