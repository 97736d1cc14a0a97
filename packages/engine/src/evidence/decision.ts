/**
 * From facts to the verdict of a recommendation, as one pure rule, and back: which single change of fact would flip it.
 *   condition not known                                             → cannot-tell
 *   condition not met; evidence of grade 0–1; no effect found       → not-supported
 *   a requirement that can be measured is not met                   → conditional
 *   met surely, fresh figures, checked evidence of grade 4–5 that also gives the size, an effect told from nothing, a gain
 *   above zero over its whole interval, and this study's own panel not against it → recommended
 *   otherwise                                                       → pilot, with evaluation
 * Widening an interval, losing certainty or lowering a grade can only lower the verdict.
 */
import type { Reason } from '../result/documents/note.js';
import type { Recommendation } from '../result/documents/recommendation.js';
import { reason } from './judgement.js';

const RECOMMENDED_GRADE = 4;
const PILOT_GRADE = 2;
/** Least probability, given the error of the level, that the condition is met. */
const SURE = 0.9;

export interface Facts {
  readonly met: boolean | null;
  /** Probability that the condition is met. */
  readonly certainty: number;
  readonly stale: boolean;
  /** External grade, and whether its best study was checked. */
  readonly grade: number;
  readonly checked: boolean;
  /** Grade of the study that gives the size of the gain, which need not be the best one; null when none gives it. */
  readonly sizeGrade: number | null;
  /** A step of the effect that rests on this study's panel is told from zero; true when there is none. */
  readonly identified: boolean;
  readonly contradicted: boolean;
  readonly unmet: readonly string[];
  readonly gain: { readonly low: number; readonly median: number; readonly high: number } | null;
}

export type RecommendationVerdict = Recommendation['verdict'];

/** From best to worst; the last two are not an order of merit. */
export const VERDICT_ORDER: readonly RecommendationVerdict[] = [
  'recommended',
  'pilot',
  'conditional',
  'cannot-tell',
  'not-supported',
];

export function decide(facts: Facts): RecommendationVerdict {
  if (facts.met === null) return 'cannot-tell';
  if (!facts.met || facts.grade < PILOT_GRADE) return 'not-supported';
  if (facts.gain !== null && facts.gain.median <= 0) return 'not-supported';
  if (facts.unmet.length > 0) return 'conditional';
  const firm =
    facts.grade >= RECOMMENDED_GRADE &&
    facts.checked &&
    (facts.sizeGrade === null || facts.sizeGrade >= RECOMMENDED_GRADE) &&
    facts.identified &&
    !facts.stale &&
    facts.certainty >= SURE &&
    !facts.contradicted &&
    facts.gain !== null &&
    facts.gain.low > 0;
  return firm ? 'recommended' : 'pilot';
}

/** What was weighed, in the order of the rule. */
export function reasonsOf(facts: Facts, always: boolean, year: number | null): Reason[] {
  if (facts.met === null) return [reason('condition-not-known')];
  if (!facts.met) return [reason('condition-not-met')];
  const found = [reason(always ? 'no-condition' : 'condition-met')];
  if (facts.grade < PILOT_GRADE) return [...found, reason('no-evidence', { grade: facts.grade })];
  found.push(reason('transported-evidence', { grade: facts.grade }));
  if (facts.gain === null) found.push(reason('effect-not-known'));
  else {
    const { low, median, high } = facts.gain;
    found.push(reason(median <= 0 ? 'no-effect-found' : 'expected-gain', { low, median, high }));
  }
  for (const requirement of facts.unmet) found.push(reason('requirement-not-met', { requirement }));
  if (facts.contradicted) found.push(reason('contradicted-here'));
  if (facts.stale && year !== null) found.push(reason('old-figures', { year }));
  if (facts.certainty < SURE) found.push(reason('near-threshold', { certainty: facts.certainty }));
  if (!facts.identified) found.push(reason('panel-not-told'));
  if (facts.grade < RECOMMENDED_GRADE) found.push(reason('weak-evidence', { grade: facts.grade }));
  else if (!facts.checked) found.push(reason('evidence-unchecked'));
  else if (facts.sizeGrade !== null && facts.sizeGrade < RECOMMENDED_GRADE)
    found.push(reason('weak-size', { grade: facts.sizeGrade }));
  return found;
}

/** A change of figures that would turn the condition: its sentence and its distance in standard deviations. */
export interface Turn {
  readonly reason: Reason;
  readonly distance: number;
}

/**
 * The nearest changes that flip the verdict: the turn of the condition by data first, then single facts that are
 * assumption or evidence. Only changes that do change the verdict are told, with the verdict they lead to.
 */
export function flips(facts: Facts, turn: Turn | null): Reason[] {
  const now = decide(facts);
  const found: Reason[] = [];
  const tell = (what: Reason, changed: Facts) => {
    const verdict = decide(changed);
    if (verdict !== now)
      found.push({ ...what, message: { ...what.message, params: { ...what.message.params, verdict } } });
  };
  if (turn !== null && facts.met !== null)
    tell(turn.reason, { ...facts, met: !facts.met, certainty: facts.met ? 0 : 1 });
  for (const requirement of facts.unmet)
    tell(reason('flip-requirement', { requirement }), {
      ...facts,
      unmet: facts.unmet.filter((other) => other !== requirement),
    });
  if (facts.gain === null)
    tell(reason('flip-measured-effect'), { ...facts, gain: { low: 0.001, median: 0.01, high: 0.02 } });
  else if (facts.gain.low > 0) tell(reason('flip-no-effect'), { ...facts, gain: { low: 0, median: 0, high: 0 } });
  else tell(reason('flip-clear-effect'), { ...facts, gain: { low: 0.001, median: 0.01, high: 0.02 } });
  if (!facts.checked) tell(reason('flip-checked'), { ...facts, checked: true });
  if (facts.grade < RECOMMENDED_GRADE)
    tell(reason('flip-grade', { grade: RECOMMENDED_GRADE }), {
      ...facts,
      grade: RECOMMENDED_GRADE,
      checked: true,
      sizeGrade: facts.sizeGrade === null ? null : Math.max(facts.sizeGrade, RECOMMENDED_GRADE),
    });
  if (facts.sizeGrade !== null && facts.sizeGrade < RECOMMENDED_GRADE)
    tell(reason('flip-size', { grade: RECOMMENDED_GRADE }), { ...facts, sizeGrade: RECOMMENDED_GRADE });
  if (facts.stale) tell(reason('flip-fresh'), { ...facts, stale: false });
  if (facts.met === true && facts.certainty < SURE) tell(reason('flip-certain'), { ...facts, certainty: 1 });
  if (!facts.identified) tell(reason('flip-identified'), { ...facts, identified: true });
  if (!facts.contradicted) tell(reason('flip-contradicted'), { ...facts, contradicted: true });
  // Several things stand in the way of a full recommendation: then say so, rather than nothing.
  if (found.length === 0 || (now === 'pilot' && !found.some((one) => one.message.params.verdict === 'recommended')))
    found.push(reason('flip-several'));
  return found;
}
