/**
 * Policy instruments as records (`aimaq/instruments@1`): adding an instrument is adding a record, and a normalisation
 * is an expression in the same file. Texts are keys `instrument.ID.name`, `.description`, `.mechanism`, `.condition`,
 * `.precondition.N`, `.risk.N`, `lever.ID` of the package's locale files.
 */
import * as v from 'valibot';
import { issue, type Outcome } from '../errors.js';
import { EvidenceItemSchema } from '../result/documents/studyResult.js';

export const COMPARISON_IDS = ['ratio_to_country', 'difference_to_country', 'growth_3y', 'mean_3y'] as const;
export type Comparison = (typeof COMPARISON_IDS)[number];

const RuleSchema = v.strictObject({
  indicator: v.string(),
  normalise: v.string(),
  compare: v.picklist(COMPARISON_IDS),
  op: v.picklist(['<', '<=', '>', '>=']),
  value: v.number(),
});

const InstrumentRecordSchema = v.looseObject({
  id: v.string(),
  lever: v.string(),
  indicators: v.array(v.string()),
  condition: v.strictObject({ logic: v.picklist(['all', 'any', 'always']), rules: v.array(RuleSchema) }),
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
  instruments: v.array(InstrumentRecordSchema),
});

export type Instruments = v.InferOutput<typeof InstrumentsSchema>;
export type InstrumentRecord = v.InferOutput<typeof InstrumentRecordSchema>;
export type RuleRecord = v.InferOutput<typeof RuleSchema>;

/** Errors as issues: evidence-instruments, with the JSON pointer. */
export function readInstruments(text: string, file: string): Outcome<Instruments> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    return {
      ok: false,
      issues: [
        issue('evidence-instruments', { problem: cause instanceof Error ? cause.message : String(cause) }, { file }),
      ],
    };
  }
  const parsed = v.safeParse(InstrumentsSchema, value);
  if (parsed.success) return { ok: true, value: parsed.output, notes: [] };
  const issues = parsed.issues.map((found) => {
    const path = (found.path ?? []).map((item) => `/${String(item.key)}`).join('');
    return issue('evidence-instruments', { problem: `${path}: ${found.message}` }, { file, path });
  });
  return { ok: false, issues };
}
