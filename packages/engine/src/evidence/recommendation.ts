/**
 * Recommendations for an area: the screened instruments, each with a verdict by rule, ordered, and capped so that a
 * page stays readable; the rest is listed with the reason why it is not among the first.
 *
 * Verdict of one instrument (docs: evidence/recommendations):
 *   condition not known                                     → cannot-tell
 *   condition not met                                       → not-supported
 *   met, but no evidence that it works (grade 0–1)          → not-supported
 *   met, grade 2–3; or the panel of this study contradicts  → pilot
 *   met, grade 4–5, but barely past a threshold, or old     → pilot
 *   met, grade 4–5, clearly past every threshold            → recommended
 * The grade is that of studies from elsewhere: transported, and shown as such.
 */
import type { Reason, Recommendation, RecommendationSet, RuleResult } from '../result/documents/studyResult.js';
import type { InstrumentRecord } from './instruments.js';
import { type AreaFigures, type Screening, type ScreenOptions, screen } from './screen.js';

/** A rule is clearly past its threshold when it is further away than this share of the spread over all regions. */
export const CLEAR_MARGIN = 0.25;

/** Lowest external grade that can be recommended, and lowest that can be piloted. */
export const RECOMMENDED_GRADE = 4;
export const PILOT_GRADE = 2;

export interface RecommendInput {
  readonly instruments: readonly InstrumentRecord[];
  /** The area, and for a cluster its regions apart. */
  readonly area: AreaFigures;
  readonly regions: ReadonlyMap<string, AreaFigures>;
  readonly country: AreaFigures;
  /** All regions of the country: the spread by which a margin is judged. */
  readonly everywhere: ReadonlyMap<string, AreaFigures>;
  /** Indicators for which this study's own panel has found the opposite sign. */
  readonly contradicted: ReadonlySet<string>;
  readonly screening: ScreenOptions;
  readonly limit: number;
  readonly perLever: number;
}

interface Candidate {
  readonly instrument: InstrumentRecord;
  readonly screening: Screening;
  readonly verdict: Recommendation['verdict'];
  readonly margin: number;
  readonly reasons: readonly Reason[];
}

export function recommend(input: RecommendInput): RecommendationSet {
  const spreads = new Map<string, number>();
  const candidates = input.instruments.map((instrument) => judge(instrument, input, spreads));
  const shown = candidates.filter((c) => c.verdict === 'recommended' || c.verdict === 'pilot').sort(byPriority);

  const chosen: Candidate[] = [];
  const levers = new Map<string, number>();
  const considered: RecommendationSet['considered'] = [];
  for (const candidate of shown) {
    const used = levers.get(candidate.instrument.lever) ?? 0;
    if (chosen.length >= input.limit) considered.push({ instrument: candidate.instrument.id, why: 'rank' });
    else if (used >= input.perLever) considered.push({ instrument: candidate.instrument.id, why: 'lever' });
    else {
      levers.set(candidate.instrument.lever, used + 1);
      chosen.push(candidate);
    }
  }
  for (const { instrument, screening, verdict } of candidates) {
    if (verdict === 'cannot-tell') considered.push({ instrument: instrument.id, why: 'not-known' });
    else if (verdict === 'not-supported')
      considered.push({ instrument: instrument.id, why: screening.met === true ? 'no-evidence' : 'not-met' });
  }
  const recommended = chosen.map((candidate, i) => toRecommendation(candidate, i + 1, input));
  return { recommended, considered };
}

function judge(instrument: InstrumentRecord, input: RecommendInput, spreads: Map<string, number>): Candidate {
  const screening = screen(instrument, input.area, input.country, input.screening);
  const deciding = screening.rules.filter((rule) => rule.met === true);
  const margin = Math.min(
    ...deciding.map((rule) => marginOf(rule, instrument, input, spreads)),
    Number.POSITIVE_INFINITY,
  );
  const stale = deciding.some((rule) => rule.stale);
  const grade = instrument.evidenceGrade;
  const reasons: Reason[] = [];
  const because = (rule: string, params: Reason['message']['params'] = {}) => {
    reasons.push({ rule, message: { key: `evidence.reason.${rule}`, params }, cites: [] });
  };
  const done = (verdict: Recommendation['verdict']): Candidate => ({ instrument, screening, verdict, margin, reasons });

  if (screening.met === null) {
    because('condition-not-known');
    return done('cannot-tell');
  }
  if (!screening.met) {
    because('condition-not-met');
    return done('not-supported');
  }
  because(instrument.condition.logic === 'always' ? 'no-condition' : 'condition-met');
  if (grade < PILOT_GRADE) {
    because('no-evidence', { grade });
    return done('not-supported');
  }
  because('transported-evidence', { grade });
  const contradicted = instrument.indicators.filter((indicator) => input.contradicted.has(indicator));
  if (contradicted.length > 0) because('contradicted-here', { indicators: contradicted.join(', ') });
  if (stale)
    because('old-figures', { year: Math.min(...deciding.map((rule) => rule.year ?? Number.POSITIVE_INFINITY)) });
  if (margin < CLEAR_MARGIN) because('near-threshold');
  const firm = grade >= RECOMMENDED_GRADE && !stale && margin >= CLEAR_MARGIN && contradicted.length === 0;
  if (grade < RECOMMENDED_GRADE) because('weak-evidence', { grade });
  return done(firm ? 'recommended' : 'pilot');
}

/** Distance from the threshold in standard deviations of the compared figure over all regions. */
function marginOf(
  rule: RuleResult,
  instrument: InstrumentRecord,
  input: RecommendInput,
  spreads: Map<string, number>,
): number {
  if (rule.compared === null) return 0;
  const key = JSON.stringify([rule.indicator, rule.normalise, rule.compare]);
  let spread = spreads.get(key);
  if (spread === undefined) {
    const values: number[] = [];
    for (const figures of input.everywhere.values()) {
      const found = screen(instrument, figures, input.country, input.screening).rules.find(
        (other) =>
          other.indicator === rule.indicator && other.normalise === rule.normalise && other.compare === rule.compare,
      );
      if (found !== undefined && found.compared !== null) values.push(found.compared);
    }
    spread = standardDeviation(values);
    spreads.set(key, spread);
  }
  const distance = Math.abs(rule.compared - rule.threshold);
  return spread > 0 ? distance / spread : Number.POSITIVE_INFINITY;
}

function standardDeviation(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

const COST = { low: 0, medium: 1, high: 2 } as const;

/** Recommended before pilot, then better evidence, larger need, lower cost; the id breaks what is left. */
function byPriority(a: Candidate, b: Candidate): number {
  return (
    Number(b.verdict === 'recommended') - Number(a.verdict === 'recommended') ||
    b.instrument.evidenceGrade - a.instrument.evidenceGrade ||
    needOf(b) - needOf(a) ||
    COST[a.instrument.costOrder] - COST[b.instrument.costOrder] ||
    (a.instrument.id < b.instrument.id ? -1 : 1)
  );
}

/** An instrument without a condition answers no measured need. */
function needOf(candidate: Candidate): number {
  return Number.isFinite(candidate.margin) ? candidate.margin : 0;
}

function toRecommendation(candidate: Candidate, rank: number, input: RecommendInput): Recommendation {
  const regions = [...input.regions]
    .filter(([, figures]) => screen(candidate.instrument, figures, input.country, input.screening).met === true)
    .map(([id]) => id);
  return {
    instrument: candidate.instrument.id,
    rank,
    verdict: candidate.verdict,
    evidenceGrade: candidate.instrument.evidenceGrade,
    rules: [...candidate.screening.rules],
    regions,
    reasons: [...candidate.reasons],
  };
}
