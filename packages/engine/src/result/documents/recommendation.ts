/** What a study result says of policy instruments: their evidence, and for each area what was weighed and decided. */
import * as v from 'valibot';
import { ReasonSchema } from './note.js';

const MaybeNumber = v.nullable(v.number());

export const EvidenceItemSchema = v.looseObject({
  citation: v.string(),
  doi: v.nullable(v.string()),
  setting: v.string(),
  finding: v.string(),
  design: v.string(),
  strength: v.number(),
  /** `search`: citation and finding were seen; `recalled`: from knowledge, shown as unchecked. */
  verification: v.picklist(['search', 'recalled']),
  /** Where and when it was looked for, and what agreed; no address: what was not found. */
  check: v.optional(
    v.nullable(v.looseObject({ address: v.nullable(v.string()), date: v.string(), note: v.string() })),
    null,
  ),
});

export const InstrumentSchema = v.looseObject({
  id: v.string(),
  lever: v.string(),
  costOrder: v.string(),
  timeToEffect: v.string(),
  evidenceGrade: v.number(),
  indicators: v.array(v.string()),
  evidence: v.array(EvidenceItemSchema),
  programmes: v.array(v.string()),
});

/** One clause of an instrument's target condition, evaluated. */
export const RuleResultSchema = v.looseObject({
  indicator: v.string(),
  normalise: v.string(),
  compare: v.string(),
  op: v.string(),
  threshold: v.number(),
  /** Year of the region's figure; null when there is none. */
  year: MaybeNumber,
  value: MaybeNumber,
  country: MaybeNumber,
  compared: MaybeNumber,
  met: v.nullable(v.boolean()),
  /** True when the year is older than the study's freshness limit. */
  stale: v.boolean(),
});

export const RECOMMENDATION_VERDICTS = ['recommended', 'pilot', 'conditional', 'not-supported', 'cannot-tell'] as const;

/** How far an area is behind on what an instrument moves, in standard deviations over the regions; positive is worse. */
export const NeedSchema = v.looseObject({
  indicator: v.string(),
  normalise: v.string(),
  year: v.number(),
  value: v.number(),
  country: v.number(),
  gap: v.number(),
  low: v.number(),
  high: v.number(),
  /** Years that the error of the level rests on, and breaks of the series inside them. */
  years: v.array(v.number()),
  breaks: v.array(v.number()),
  /** The next better cluster; null when there is none. */
  next: v.nullable(v.looseObject({ cluster: v.string(), value: v.number(), gap: v.number() })),
});

const RangeSchema = v.looseObject({ low: v.number(), high: v.number() });

export const InstrumentEffectSchema = v.looseObject({
  /** `panel`: this study's; `transported`: the cited study's; `chain`: cited study, then this panel; `none`: not known. */
  origin: v.picklist(['panel', 'transported', 'chain', 'none']),
  local: v.nullable(
    v.looseObject({
      model: v.string(),
      term: v.string(),
      estimate: v.number(),
      /** CR2, with Satterthwaite's degrees of freedom. */
      standardError: v.optional(MaybeNumber, null),
      degreesOfFreedom: v.optional(MaybeNumber, null),
      low: v.number(),
      high: v.number(),
      /** Told from zero after multiplicity over the coefficients that instruments use. */
      told: v.boolean(),
    }),
  ),
  cited: v.nullable(
    v.looseObject({
      /** Position in the instrument's `evidence`; the setting stands there. */
      evidence: v.number(),
      kind: v.string(),
      outcome: v.string(),
      low: v.number(),
      high: v.number(),
      per: MaybeNumber,
      reach: v.nullable(RangeSchema),
      checked: v.boolean(),
    }),
  ),
  /** Ranges of judgement that were drawn; null when not used. */
  transport: v.nullable(RangeSchema),
  closing: v.nullable(RangeSchema),
});

/** Share of the outcome: 0.01 is one per cent. */
export const GainSchema = v.looseObject({ low: v.number(), median: v.number(), high: v.number(), draws: v.number() });

export const RequirementSchema = v.looseObject({
  id: v.string(),
  met: v.nullable(v.boolean()),
  rule: RuleResultSchema,
});

export const PilotSchema = v.looseObject({
  unit: v.string(),
  design: v.string(),
  perArm: v.number(),
  /** Smallest relative effect found with `perArm` units in each arm. */
  detectable: v.number(),
  /** Effect that the evidence promises on those reached, and the units in each arm that it needs. */
  effect: MaybeNumber,
  neededPerArm: MaybeNumber,
  power: v.number(),
  significance: v.number(),
  sd: v.number(),
  correlation: v.number(),
  icc: v.number(),
  members: v.number(),
});

/** What a verdict on an instrument was weighed by, shown among the first or not. */
const weighed = {
  rules: v.optional(v.array(RuleResultSchema), []),
  reasons: v.optional(v.array(ReasonSchema), []),
  /** Probability that the condition is met, given the error of the levels. */
  certainty: v.optional(MaybeNumber, null),
  need: v.optional(v.nullable(NeedSchema), null),
  effect: v.optional(v.nullable(InstrumentEffectSchema), null),
  gain: v.optional(v.nullable(GainSchema), null),
  /** Grades 0–5 of the evidence from elsewhere and of this study's own panel (at most 3). */
  grade: v.optional(v.nullable(v.looseObject({ external: v.number(), local: v.number() })), null),
  requirements: v.optional(v.array(RequirementSchema), []),
  /** Nearest changes of data or assumption that would change the verdict; parameter `verdict` is what it would become. */
  wouldChange: v.optional(v.array(ReasonSchema), []),
};

export const RecommendationSchema = v.looseObject({
  instrument: v.string(),
  rank: v.number(),
  verdict: v.picklist(RECOMMENDATION_VERDICTS),
  evidenceGrade: v.number(),
  /** For a cluster: its regions whose own figures meet the condition; for a region: the region. */
  regions: v.array(v.string()),
  ...weighed,
  /** Share of simulations and weightings in which it is among the first three. */
  acceptability: v.optional(MaybeNumber, null),
  /** False: do not print the rank, it is chance. */
  rankHolds: v.optional(v.boolean(), true),
  pilot: v.optional(v.nullable(PilotSchema), null),
});

/** Condition met but not among the first, or not met, or not known. */
export const ConsideredSchema = v.looseObject({
  instrument: v.string(),
  why: v.picklist(['rank', 'lever', 'not-met', 'not-known', 'no-evidence', 'no-effect']),
  verdict: v.optional(v.nullable(v.picklist(RECOMMENDATION_VERDICTS)), null),
  ...weighed,
});

export const RecommendationSetSchema = v.looseObject({
  recommended: v.array(RecommendationSchema),
  considered: v.array(ConsideredSchema),
  /** A region on the border of clusters: how probable each is; what each is advised stands under `clusters`. */
  border: v.optional(v.nullable(v.record(v.string(), v.number())), null),
});

/** What the recommendations rest on besides the instruments: judgement, shown as such. */
export const PolicySchema = v.looseObject({
  version: v.string(),
  normalise: v.record(v.string(), v.string()),
  transport: RangeSchema,
  closing: RangeSchema,
  draws: v.number(),
});

export type Instrument = v.InferOutput<typeof InstrumentSchema>;
export type RuleResult = v.InferOutput<typeof RuleResultSchema>;
export type Recommendation = v.InferOutput<typeof RecommendationSchema>;
export type Considered = v.InferOutput<typeof ConsideredSchema>;
export type Need = v.InferOutput<typeof NeedSchema>;
export type InstrumentEffect = v.InferOutput<typeof InstrumentEffectSchema>;
export type Gain = v.InferOutput<typeof GainSchema>;
export type Requirement = v.InferOutput<typeof RequirementSchema>;
export type Pilot = v.InferOutput<typeof PilotSchema>;
export type RecommendationSet = v.InferOutput<typeof RecommendationSetSchema>;
