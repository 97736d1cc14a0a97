/**
 * Policy instruments as records (`aimaq/instruments@1`): adding an instrument is adding a record, and a normalisation
 * is an expression in the same file. Texts are keys `instrument.ID.name`, `.description`, `.mechanism`, `.condition`,
 * `.precondition.N`, `.risk.N`, `lever.ID` of the package's locale files.
 */
import * as v from 'valibot';
import { readJsonFile } from '../data/jsonFile.js';
import type { Outcome } from '../errors.js';
import { EvidenceItemSchema } from '../result/documents/recommendation.js';

export const COMPARISON_IDS = ['ratio_to_country', 'difference_to_country', 'growth_3y', 'mean_3y'] as const;
export type Comparison = (typeof COMPARISON_IDS)[number];

const RuleSchema = v.strictObject({
  indicator: v.string(),
  normalise: v.string(),
  compare: v.picklist(COMPARISON_IDS),
  op: v.picklist(['<', '<=', '>', '>=']),
  value: v.number(),
});

const ConditionSchema = v.strictObject({ logic: v.picklist(['all', 'any', 'always']), rules: v.array(RuleSchema) });

/** A size that a cited study gives; ranges are drawn uniformly. */
const EffectSchema = v.strictObject({
  /**
   * `reached`: relative effect on those reached, times the share of the region that is reached;
   * `per-target`: relative effect for each `per` units of the target measure;
   * `moves`: relative change of the indicator `moves` among those reached, carried on by this study's panel.
   */
  kind: v.picklist(['reached', 'per-target', 'moves']),
  /** What the study measured: productivity, sales, earnings, investment, income. */
  outcome: v.string(),
  low: v.number(),
  high: v.number(),
  per: v.optional(v.number()),
  /** Share of the region's employment (or investment) reached in the first round: judgement. */
  reach: v.optional(v.tuple([v.number(), v.number()])),
  moves: v.optional(v.string()),
  /** Position of the study in `evidence`. */
  evidence: v.number(),
});

const PilotDesignSchema = v.strictObject({
  unit: v.picklist(['firm', 'person', 'district']),
  design: v.picklist(['lottery', 'staggered']),
  perArm: v.pipe(v.number(), v.integer(), v.minValue(2)),
  /** Standard deviation of the outcome's logarithm, its correlation with the baseline, members observed in a unit. */
  sd: v.number(),
  correlation: v.number(),
  icc: v.number(),
  members: v.number(),
});

const InstrumentRecordSchema = v.looseObject({
  id: v.string(),
  lever: v.string(),
  indicators: v.array(v.string()),
  condition: ConditionSchema,
  /** Measure that it moves; the first rule's when not given. */
  target: v.optional(v.strictObject({ indicator: v.string(), normalise: v.string() })),
  /** Ids of `requirements` that must hold first. */
  requires: v.optional(v.array(v.string()), []),
  effect: v.optional(v.nullable(EffectSchema), null),
  /** How many preconditions and risks have a text. */
  preconditions: v.number(),
  risks: v.number(),
  costOrder: v.picklist(['low', 'medium', 'high']),
  timeToEffect: v.string(),
  evidence: v.array(EvidenceItemSchema),
  evidenceGrade: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(5)),
  programmes: v.array(v.string()),
});

export const InstrumentsSchema = v.looseObject({
  schema: v.literal('aimaq/instruments@1'),
  version: v.string(),
  levers: v.array(v.string()),
  /** Name → expression over indicators, `value` being the rule's own. */
  normalise: v.record(v.string(), v.string()),
  /** Figures from before this year are shown as old. */
  freshFrom: v.number(),
  /** Share of an effect found elsewhere that is taken to carry over: judgement, drawn uniformly. */
  transport: v.optional(v.tuple([v.number(), v.number()]), [0, 1]),
  /** Preconditions that the data can tell; texts `requirement.ID`. */
  requirements: v.optional(v.record(v.string(), RuleSchema), {}),
  /** How a pilot of each lever is evaluated. */
  pilots: v.optional(v.record(v.string(), PilotDesignSchema), {}),
  instruments: v.array(InstrumentRecordSchema),
});

export type Instruments = v.InferOutput<typeof InstrumentsSchema>;
export type InstrumentRecord = v.InferOutput<typeof InstrumentRecordSchema>;
export type Condition = v.InferOutput<typeof ConditionSchema>;
export type RuleRecord = v.InferOutput<typeof RuleSchema>;

/** A study's own name for what a rule measures: rules on the left read the figures on the right. */
export interface MeasureAlias {
  readonly of: { readonly indicator: string; readonly normalise: string };
  readonly as: { readonly indicator: string; readonly normalise: string };
}

/** The same instruments with the measures of their rules, targets and requirements named as the study names them. */
export function withAliases(policy: Instruments, aliases: readonly MeasureAlias[]): Instruments {
  const named = <T extends { indicator: string; normalise: string }>(one: T): T => {
    const found = aliases.find(({ of }) => of.indicator === one.indicator && of.normalise === one.normalise);
    return found === undefined ? one : { ...one, ...found.as };
  };
  return {
    ...policy,
    requirements: Object.fromEntries(Object.entries(policy.requirements).map(([id, rule]) => [id, named(rule)])),
    instruments: policy.instruments.map((instrument) => ({
      ...instrument,
      condition: { ...instrument.condition, rules: instrument.condition.rules.map(named) },
      ...(instrument.target === undefined ? {} : { target: named(instrument.target) }),
    })),
  };
}

/** Errors as issues: evidence-instruments, with the JSON pointer. */
export function readInstruments(text: string, file: string): Outcome<Instruments> {
  return readJsonFile(InstrumentsSchema, text, { file, code: 'evidence-instruments' });
}
