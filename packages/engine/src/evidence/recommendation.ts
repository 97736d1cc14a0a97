/**
 * Recommendations for an area: the screened instruments, each with need, effect, gain, requirements, verdict by rule
 * (decision.ts), what would flip it and how to evaluate it; ordered by verdict and by how often they are among the first
 * three over all simulations and weightings; capped so that a page stays readable; the rest listed with the reason.
 */
import type { Reason } from '../result/documents/note.js';
import type {
  Considered,
  Recommendation,
  RecommendationSet,
  Requirement,
  RuleResult,
} from '../result/documents/recommendation.js';
import { type Alternative, rankAcceptability } from './acceptability.js';
import { decide, type Facts, flips, reasonsOf, type Turn, VERDICT_ORDER } from './decision.js';
import { type Chances, summaryOf } from './gain.js';
import { effectOf, type FoundEffect, type PanelEffects } from './instrumentEffect.js';
import type { InstrumentRecord, Instruments, RuleRecord } from './instruments.js';
import { reason } from './judgement.js';
import type { Landscape } from './landscape.js';
import { levelError, probabilityBeyond } from './level.js';
import { needOf } from './need.js';
import { pilotOf } from './pilot.js';
import type { PowerSpec } from './power.js';
import { type AreaFigures, evaluateRule, measureIn, type Screening, screen } from './screen.js';

export interface RecommendInput {
  readonly policy: Instruments;
  /** The area, and for a cluster its regions apart. */
  readonly area: AreaFigures;
  readonly regions: ReadonlyMap<string, AreaFigures>;
  readonly clusters: ReadonlyMap<string, AreaFigures>;
  readonly landscape: Landscape;
  readonly directionOf: (indicator: string) => 'higher_is_better' | 'lower_is_better' | 'neutral';
  /** Years of declared breaks of an indicator, for the area. */
  readonly breaksOf: (indicator: string) => readonly number[];
  readonly panel: PanelEffects;
  /** Indicators for which this study's own panel has found the opposite sign. */
  readonly contradicted: ReadonlySet<string>;
  readonly chances: Chances;
  readonly power: PowerSpec;
  readonly seed: number;
  readonly limit: number;
  readonly perLever: number;
}

interface Candidate {
  readonly instrument: InstrumentRecord;
  readonly screening: Screening;
  readonly facts: Facts;
  readonly verdict: Recommendation['verdict'];
  readonly need: Recommendation['need'];
  readonly requirements: Requirement[];
  readonly found: FoundEffect;
  readonly reasons: Reason[];
  readonly wouldChange: Reason[];
}

/** Share of simulations above which a place among the first three is worth printing. */
const RANK_HOLDS = 0.5;
const SHOWN: ReadonlySet<string> = new Set(['recommended', 'pilot', 'conditional']);

export function recommend(input: RecommendInput): RecommendationSet {
  const candidates = input.policy.instruments.map((instrument) => judge(instrument, input));
  const shown = candidates.filter((candidate) => SHOWN.has(candidate.verdict));
  const acceptability = rankAcceptability(
    shown.map((candidate) => alternativeOf(candidate, input)),
    { draws: input.chances.draws, seed: input.seed },
  );
  const often = (candidate: Candidate) => acceptability.get(candidate.instrument.id) ?? 0;
  shown.sort(
    (a, b) =>
      VERDICT_ORDER.indexOf(a.verdict) - VERDICT_ORDER.indexOf(b.verdict) ||
      Number(isUnconditional(a)) - Number(isUnconditional(b)) ||
      often(b) - often(a) ||
      (a.instrument.id < b.instrument.id ? -1 : 1),
  );
  const chosen: Candidate[] = [];
  const levers = new Map<string, number>();
  const considered: Considered[] = [];
  for (const candidate of shown) {
    const used = levers.get(candidate.instrument.lever) ?? 0;
    if (chosen.length >= input.limit) considered.push(consideredOf(candidate, 'rank', input));
    else if (used >= input.perLever) considered.push(consideredOf(candidate, 'lever', input));
    else {
      levers.set(candidate.instrument.lever, used + 1);
      chosen.push(candidate);
    }
  }
  for (const candidate of candidates)
    if (!SHOWN.has(candidate.verdict)) considered.push(consideredOf(candidate, whyNot(candidate), input));
  return {
    recommended: chosen.map((candidate, i) =>
      toRecommendation(candidate, { rank: i + 1, often: often(candidate) }, input),
    ),
    considered,
    border: null,
  };
}

/** An instrument without a condition answers no measured gap: it comes after those that do. */
function isUnconditional({ instrument }: Candidate): boolean {
  return instrument.condition.logic === 'always';
}

function whyNot({ verdict, facts }: Candidate): Considered['why'] {
  if (verdict === 'cannot-tell') return 'not-known';
  if (facts.met !== true) return 'not-met';
  return facts.gain !== null && facts.gain.median <= 0 ? 'no-effect' : 'no-evidence';
}

function consideredOf(candidate: Candidate, why: Considered['why'], input: RecommendInput): Considered {
  return { instrument: candidate.instrument.id, why, verdict: candidate.verdict, ...weighed(candidate, input) };
}

/** The numbers behind a verdict: the same for what is shown and for what is not. */
function weighed({ instrument, screening, facts, found, ...candidate }: Candidate, input: RecommendInput) {
  return {
    rules: [...screening.rules],
    reasons: candidate.reasons,
    certainty: facts.certainty,
    need: candidate.need,
    effect: found.effect,
    gain: facts.gain === null ? null : { ...facts.gain, draws: input.chances.draws },
    grade: { external: instrument.evidenceGrade, local: localGrade(found.effect.local, input) },
    requirements: candidate.requirements,
    wouldChange: candidate.wouldChange,
  };
}

function judge(instrument: InstrumentRecord, input: RecommendInput): Candidate {
  const { landscape, policy } = input;
  const screening = screen(instrument.condition, input.area, landscape.country, landscape.options);
  const deciding = screening.rules.filter((rule) => rule.met === true);
  const requirements = instrument.requires.flatMap((id): Requirement[] => {
    const rule = policy.requirements[id];
    if (rule === undefined) return [];
    const result = evaluateRule(rule, input.area, landscape.country, landscape.options);
    return [{ id, met: result.met, rule: result }];
  });
  const need = needFor(instrument, input);
  const found = effectOf({
    instrument,
    target:
      need === null ? null : { indicator: need.indicator, year: need.year, value: need.value, country: need.country },
    behind: need !== null && need.gap > 0,
    area: input.area,
    panel: input.panel,
    transport: { low: policy.transport[0], high: policy.transport[1] },
    chances: input.chances,
  });
  const best = instrument.evidence.filter((item) => item.strength === instrument.evidenceGrade);
  const facts: Facts = {
    met: screening.met,
    certainty: certaintyOf(instrument, screening, input),
    stale: deciding.some((rule) => rule.stale),
    grade: instrument.evidenceGrade,
    checked: best.some((item) => item.verification === 'search'),
    sizeGrade: sizeGradeOf(instrument, found),
    identified: found.identified,
    contradicted: instrument.indicators.some((indicator) => input.contradicted.has(indicator)),
    unmet: requirements.filter((one) => one.met === false).map((one) => one.id),
    gain: found.gain === null ? null : gainOf(found, input),
  };
  const year = deciding.reduce<number | null>(
    (oldest, rule) => (rule.year === null || (oldest !== null && oldest < rule.year) ? oldest : rule.year),
    null,
  );
  return {
    instrument,
    screening,
    facts,
    verdict: decide(facts),
    need,
    requirements,
    found,
    reasons: reasonsOf(facts, instrument.condition.logic === 'always', year),
    wouldChange: flips(facts, turnOf(instrument, screening, input)),
  };
}

/** The study that gives the size may be weaker than the one that gives the grade: then the grade does not carry the gain. */
function sizeGradeOf(instrument: InstrumentRecord, { effect, gain }: FoundEffect): number | null {
  if (gain === null || effect.cited === null || effect.origin === 'panel') return null;
  return instrument.evidence[effect.cited.evidence]?.strength ?? null;
}

/** A cited range that begins at nothing may be nothing: then the interval touches zero, whatever its quantile. */
function gainOf({ gain, effect }: FoundEffect, input: RecommendInput): Facts['gain'] {
  const summary = summaryOf(gain ?? new Float64Array([0]), input.power.significance);
  const mayBeNothing = effect.origin !== 'panel' && (effect.cited?.low ?? 0) <= 0;
  return mayBeNothing ? { ...summary, low: Math.min(0, summary.low) } : summary;
}

/** Probability that the condition is met, levels taken as normal around what is published, independent between rules. */
function certaintyOf(instrument: InstrumentRecord, screening: Screening, input: RecommendInput): number {
  const { logic, rules } = instrument.condition;
  if (logic === 'always') return 1;
  const chances = screening.rules.flatMap((result, i) => {
    const error = errorOf(rules[i], result, input);
    return error === null || result.compared === null ? [] : [probabilityBeyond(result.compared, rules[i], error)];
  });
  return logic === 'all'
    ? chances.reduce((product, p) => product * p, 1)
    : 1 - chances.reduce((product, p) => product * (1 - p), 1);
}

function errorOf(rule: RuleRecord, result: RuleResult, { landscape, area }: RecommendInput): number | null {
  if (result.year === null) return null;
  return levelError(
    landscape.history(rule, area, result.year),
    landscape.histories(rule, result.year),
    landscape.comparedSpread(rule),
  );
}

function needFor(instrument: InstrumentRecord, input: RecommendInput): Recommendation['need'] {
  const target = instrument.target ?? instrument.condition.rules[0];
  if (target === undefined) return null;
  const rule: RuleRecord = { ...target, compare: 'difference_to_country', op: '<', value: 0 };
  const { landscape } = input;
  const result = evaluateRule(rule, input.area, landscape.country, landscape.options);
  const error = errorOf(rule, result, input);
  if (result.year === null || result.value === null || error === null) return null;
  const { year } = result;
  const years = [3, 2, 1, 0].map((back) => year - back).filter((y) => input.area.value(rule.indicator, y) !== null);
  return needOf({
    indicator: rule.indicator,
    normalise: rule.normalise,
    direction: input.directionOf(rule.indicator),
    year,
    value: result.value,
    country: result.country,
    spread: landscape.measureSpread(rule, year),
    error,
    clusters: [...input.clusters].flatMap(([cluster, figures]) => {
      const value = measureIn(rule, figures, year, landscape.options);
      return value === null ? [] : [{ cluster, value }];
    }),
    years,
    breaks: input.breaksOf(rule.indicator).filter((at) => at > (years[0] ?? year) && at <= year),
  });
}

/** The rule whose figure is nearest to turning the condition, in standard deviations over the regions. */
function turnOf(instrument: InstrumentRecord, screening: Screening, input: RecommendInput): Turn | null {
  const { logic, rules } = instrument.condition;
  if (screening.met === null || logic === 'always') return null;
  const turning = screening.rules.flatMap((result, i) => {
    if (result.compared === null || result.year === null || result.met !== screening.met) return [];
    const spread = input.landscape.comparedSpread(rules[i]);
    if (!(spread > 0)) return [];
    const distance = Math.abs(result.compared - result.threshold) / spread;
    return [{ result, distance }];
  });
  // "all" ends with the first rule that fails, "any" begins with the first that holds; the contrary needs them all.
  const alone = (logic === 'all') === screening.met || turning.length === 1;
  if (!alone || turning.length === 0) return null;
  const nearest = turning.reduce((a, b) => (b.distance < a.distance ? b : a));
  return {
    distance: nearest.distance,
    reason: reason('flip-figure', {
      indicator: nearest.result.indicator,
      compared: nearest.result.compared ?? 0,
      threshold: nearest.result.threshold,
      distance: nearest.distance,
    }),
  };
}

const CHEAP = { low: 2, medium: 1, high: 0 } as const;

/** Criteria: need, gain, grade of evidence, low cost, short time. */
function alternativeOf(candidate: Candidate, input: RecommendInput): Alternative {
  const { instrument, need, found } = candidate;
  const middle = need?.gap ?? 0;
  const half = need === null ? 0 : (need.high - need.low) / 2;
  // One chance of the level per measure: instruments that answer the same gap rise and fall together.
  const level =
    need === null ? null : input.chances.range(`level ${need.indicator} ${need.normalise}`, { low: -1, high: 1 });
  const soon = -monthsOf(instrument.timeToEffect);
  return {
    id: instrument.id,
    criteria: (draw) => [
      Math.max(0, middle + half * (level?.[draw] ?? 0)),
      found.gain?.[draw] ?? 0,
      instrument.evidenceGrade,
      CHEAP[instrument.costOrder],
      soon,
    ],
  };
}

/** Middle of "1–2 years" or "6–12 months", in months. */
export function monthsOf(text: string): number {
  const [from = 0, to = from] = (text.match(/\d+/g) ?? []).map(Number);
  return ((from + to) / 2) * (text.includes('year') ? 12 : 1);
}

function toRecommendation(
  candidate: Candidate,
  { rank, often }: { readonly rank: number; readonly often: number },
  input: RecommendInput,
): Recommendation {
  const { instrument, found } = candidate;
  const { landscape, policy } = input;
  const design = policy.pilots[instrument.lever];
  return {
    instrument: instrument.id,
    rank,
    verdict: candidate.verdict,
    evidenceGrade: instrument.evidenceGrade,
    regions: [...input.regions]
      .filter(([, figures]) => screen(instrument.condition, figures, landscape.country, landscape.options).met === true)
      .map(([id]) => id),
    ...weighed(candidate, input),
    acceptability: often,
    rankHolds: often >= RANK_HOLDS,
    pilot: design === undefined ? null : pilotOf(design, found.onReached, input.power),
  };
}

/**
 * Grade of what this study's own panel says: 0 nothing, 1 estimated but not told from zero, 2 told from zero, 3 told and
 * of one sign whichever region is left out. Associations of a panel do not go beyond 3.
 */
function localGrade(local: FoundEffect['effect']['local'], input: RecommendInput): number {
  if (local === null) return 0;
  if (!local.told) return 1;
  const stable = [...input.panel.values()].some(
    ({ effect }) => effect.term === local.term && effect.model === local.model && effect.leaveOneOutStable,
  );
  return stable ? 3 : 2;
}
