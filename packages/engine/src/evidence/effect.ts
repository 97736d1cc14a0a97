/**
 * Verdict on "this block of regressors has an effect of this sign", by rule from the estimates of one model and the
 * agreement of others. Rules (docs: evidence/verdicts):
 *   a term speaks when both its CR2 p and its exact wild bootstrap p, Holm-adjusted over the block, are below α;
 *   terms that speak for the claim, none against, no change of sign when a region is left out, and at least three
 *   quarters of the other models of the same sign                       → supported
 *   terms that speak against, none for                                  → contradicted
 *   any other case in which a term speaks                               → mixed
 *   no term speaks                                                      → cannot-tell ("not found" is not "none")
 */
import { adjust } from '../inference/multiplicity.js';
import type { HypothesisEstimate, Reason, VerdictGrade } from '../result/documents/studyResult.js';

export const AGREEMENT = 0.75;

export interface EffectClaim {
  readonly sign: 'positive' | 'negative';
  readonly significance: number;
  /** Terms of the hypothesis in its model. */
  readonly terms: readonly HypothesisEstimate[];
  /** The same question asked of other models. */
  readonly also: readonly HypothesisEstimate[];
}

export interface Judgement {
  readonly verdict: VerdictGrade;
  readonly reasons: Reason[];
  readonly figures: Record<string, number | null>;
}

export function judgeEffect(claim: EffectClaim): Judgement {
  const wanted = claim.sign === 'positive' ? 1 : -1;
  const strict = claim.terms.map((term) => strictest(term));
  const known = strict.filter((p): p is number => p !== null);
  const adjusted = adjust(known, 'holm');
  let next = 0;
  const adjustedOf = strict.map((p) => (p === null ? null : adjusted[next++]));

  const speaks = claim.terms.map((_, i) => (adjustedOf[i] ?? 1) < claim.significance);
  const agrees = claim.terms.map((term) => Math.sign(term.estimate) === wanted);
  const pro = claim.terms.filter((_, i) => speaks[i] && agrees[i]);
  const contra = claim.terms.filter((_, i) => speaks[i] && !agrees[i]);
  const fragile = pro.filter((term) => term.leaveOneOut !== null && term.leaveOneOut.min * term.leaveOneOut.max <= 0);
  const sameSign = claim.also.filter((other) => Math.sign(other.estimate) === wanted).length;
  const agreement = claim.also.length === 0 ? null : sameSign / claim.also.length;

  const reasons: Reason[] = [];
  const because = (rule: string, params: Reason['message']['params'] = {}) => {
    reasons.push({ rule, message: { key: `evidence.reason.${rule}`, params }, cites: [] });
  };
  claim.terms.forEach((term, i) => {
    const [low, high] = term.confidenceInterval;
    const pValue = adjustedOf[i] ?? 1;
    const known = { term: term.term, estimate: term.estimate, pValue };
    if (low === null || high === null) because('term-silent-open', known);
    else
      because(speaks[i] ? (agrees[i] ? 'term-speaks-for' : 'term-speaks-against') : 'term-silent', {
        ...known,
        low,
        high,
      });
  });
  for (const term of fragile) {
    because('sign-changes-without-region', {
      term: term.term,
      region: (term.leaveOneOut as NonNullable<typeof term.leaveOneOut>)[
        Math.sign(term.estimate) > 0 ? 'minWithout' : 'maxWithout'
      ],
    });
  }
  if (agreement !== null) because('agreement-of-models', { same: sameSign, of: claim.also.length });

  const figures = {
    smallestAdjustedP: known.length === 0 ? null : Math.min(...adjusted),
    agreement,
    termsFor: pro.length,
    termsAgainst: contra.length,
  };
  const verdict = ((): VerdictGrade => {
    if (pro.length === 0 && contra.length === 0) return 'cannot-tell';
    if (pro.length === 0) return 'contradicted';
    const firm = contra.length === 0 && fragile.length === 0 && (agreement === null || agreement >= AGREEMENT);
    return firm ? 'supported' : 'mixed';
  })();
  if (verdict === 'cannot-tell') because('not-found-is-not-none');
  return { verdict, reasons, figures };
}

/** The larger of the two p-values that hold with few clusters; null when neither exists. */
function strictest(term: HypothesisEstimate): number | null {
  const { CR2, wildBootstrap } = term.pValue;
  if (CR2 === null) return wildBootstrap;
  return wildBootstrap === null ? CR2 : Math.max(CR2, wildBootstrap);
}
