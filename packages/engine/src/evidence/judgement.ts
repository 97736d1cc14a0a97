/** What every rule of the evidence room returns, and how it writes down its reasons. */
import type { Reason } from '../result/documents/note.js';
import type { HypothesisResult, VerdictGrade } from '../result/documents/studyResult.js';

export interface Judgement {
  readonly verdict: VerdictGrade;
  readonly reasons: readonly Reason[];
  readonly figures: Readonly<Record<string, number | null>>;
  readonly wouldTell?: readonly Reason[];
  readonly blocks?: HypothesisResult['blocks'];
  readonly slopes?: HypothesisResult['slopes'];
  readonly targeting?: HypothesisResult['targeting'];
}

/** A sentence by rule: its words are `evidence.reason.RULE` in the locales. */
export function reason(rule: string, params: Reason['message']['params'] = {}): Reason {
  return { rule, message: { key: `evidence.reason.${rule}`, params }, cites: [] };
}
