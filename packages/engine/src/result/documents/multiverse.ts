/** `aimaq/multiverse@1`: one question asked in every defensible way. */
import * as v from 'valibot';
import { NoteSchema } from './note.js';

const MaybeNumber = v.nullable(v.number());
const Level = v.union([v.string(), v.number(), v.boolean()]);

export const JointTestSchema = v.looseObject({
  /** Specifications in the test (evenly spaced where there are very many), draws of cluster signs. */
  specifications: v.number(),
  draws: v.number(),
  exact: v.boolean(),
  median: v.number(),
  medianPValue: v.number(),
  /** Share of significant estimates of the more frequent sign. */
  significantShare: v.number(),
  significantSharePValue: v.number(),
  meanStatistic: v.number(),
  meanStatisticPValue: v.number(),
});

export const MultiverseSummarySchema = v.looseObject({
  significance: v.number(),
  estimated: v.number(),
  median: MaybeNumber,
  lowerQuartile: MaybeNumber,
  upperQuartile: MaybeNumber,
  min: MaybeNumber,
  max: MaybeNumber,
  /** Shares of the estimated specifications. */
  positive: MaybeNumber,
  negative: MaybeNumber,
  significantPositive: MaybeNumber,
  significantNegative: MaybeNumber,
  /** What moves the estimate, strongest first: share of the variance between the levels of a choice. */
  influence: v.array(
    v.looseObject({
      choice: v.string(),
      share: v.number(),
      levels: v.array(v.looseObject({ level: Level, specifications: v.number(), median: v.number() })),
    }),
  ),
  joint: v.nullable(JointTestSchema),
});

export const MultiverseDocumentSchema = v.looseObject({
  schema: v.literal('aimaq/multiverse@1'),
  /** The regressor in question; proxies separated by commas. */
  term: v.string(),
  specifications: v.number(),
  /** null where the engine ran without a clock. */
  seconds: MaybeNumber,
  convention: v.string(),
  /** Choices that have one option. */
  fixed: v.record(v.string(), v.union([v.string(), v.number()])),
  estimates: v.looseObject({
    /** estimate, standardError, pValue, then the choices; a control is true (in) or false (out). */
    columns: v.array(v.string()),
    rows: v.array(v.array(v.nullable(Level))),
  }),
  summary: MultiverseSummarySchema,
  warnings: v.array(NoteSchema),
});

/**
 * The questions of a study together: the rows of all, with the column `hypothesis` after the numbers, and a summary for
 * each. Estimates of different hypotheses are not summed up in one.
 */
export const StudyMultiverseDocumentSchema = v.looseObject({
  ...MultiverseDocumentSchema.entries,
  summary: v.looseObject({ hypotheses: v.record(v.string(), MultiverseSummarySchema) }),
});

export interface StudyMultiverseDocument extends v.InferOutput<typeof StudyMultiverseDocumentSchema> {}
export interface MultiverseDocument extends v.InferOutput<typeof MultiverseDocumentSchema> {}
export type MultiverseSummary = v.InferOutput<typeof MultiverseSummarySchema>;
export type JointTest = v.InferOutput<typeof JointTestSchema>;
