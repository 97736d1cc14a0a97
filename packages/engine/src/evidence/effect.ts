/**
 * Verdict on "this block of regressors has an effect of this sign", by rule from the estimates of one model and from what
 * tries to overturn them. Rules (docs: evidence/verdicts); thresholds come from the study, defaults stand in its schema:
 *   a term speaks      the larger of its CR2 p and its exact wild bootstrap p, adjusted by Holm over all tests of the
 *                      study's hypotheses, is below α
 *   a term is firm     no region left out changes its sign; next year's value of the regressor (placebo) says nothing; at
 *                      least `signShare` of the multiverse and `agreement` of the other models have its sign
 *   supported          a term speaks for the claim, all that speak are for it, and those are firm
 *   contradicted       terms speak against, none for, and those are firm
 *   mixed              a term speaks for the claim but is not firm, or terms speak both ways
 *   cannot-tell        anything else: "not found" is not "none"; then what would tell is said
 */
import type { Reason } from '../result/documents/note.js';
import type { HypothesisEstimate, VerdictGrade } from '../result/documents/studyResult.js';
import { type Judgement, reason } from './judgement.js';
import { unitsNeeded } from './power.js';

export interface VerdictRules {
  readonly significance: number;
  readonly agreement: number;
  readonly signShare: number;
  readonly power: number;
}

export interface EffectClaim {
  readonly sign: 'positive' | 'negative';
  readonly rules: VerdictRules;
  /** Terms of the hypothesis in its model, `adjustedPValue` filled in. */
  readonly terms: readonly HypothesisEstimate[];
  /** The same question asked of other models. */
  readonly also: readonly HypothesisEstimate[];
  readonly units: number;
  /** Terms that stand in for what the data do not have. */
  readonly proxies: ReadonlySet<string>;
  /** Share of each term's variance that the fixed effects leave. */
  readonly withinShare: ReadonlyMap<string, number>;
}

/** More units than this are out of reach for any country's regions. */
const REACHABLE_UNITS = 1000;
/** Share of variance left by the effects below which more variation is what would tell. */
const LITTLE_VARIATION = 0.05;

export function judgeEffect(claim: EffectClaim): Judgement {
  const { rules } = claim;
  const wanted = claim.sign === 'positive' ? 1 : -1;
  const speaks = (term: HypothesisEstimate) => (term.adjustedPValue ?? 1) < rules.significance;
  const pro = claim.terms.filter((term) => speaks(term) && Math.sign(term.estimate) === wanted);
  const contra = claim.terms.filter((term) => speaks(term) && Math.sign(term.estimate) === -wanted);
  const sameSign = claim.also.filter((other) => Math.sign(other.estimate) === wanted).length;
  const agreement = claim.also.length === 0 ? null : sameSign / claim.also.length;

  const doubts = [...pro, ...contra].flatMap((term) => doubtsOf(term, wanted, rules));
  const against = pro.length === 0;
  const agreed = agreement === null || (against ? 1 - agreement : agreement) >= rules.agreement;
  const verdict = ((): VerdictGrade => {
    if (pro.length === 0 && contra.length === 0) return 'cannot-tell';
    const firm = doubts.length === 0 && agreed;
    if (pro.length > 0) return contra.length === 0 && firm ? 'supported' : 'mixed';
    return firm ? 'contradicted' : 'cannot-tell';
  })();

  const reasons: Reason[] = claim.terms.map((term) => {
    const [low, high] = term.confidenceInterval;
    const known = { term: term.term, estimate: term.estimate, pValue: term.adjustedPValue ?? 1 };
    if (low === null || high === null) return reason('term-silent-open', known);
    const rule = !speaks(term) ? 'term-silent' : pro.includes(term) ? 'term-speaks-for' : 'term-speaks-against';
    return reason(rule, { ...known, low, high });
  });
  reasons.push(...doubts);
  for (const { term, multiverse } of claim.terms) {
    if (multiverse !== null)
      reasons.push(
        reason('multiverse', { term, specifications: multiverse.specifications, signShare: multiverse.signShare }),
      );
  }
  if (agreement !== null) reasons.push(reason('agreement-of-models', { same: sameSign, of: claim.also.length }));
  if (verdict === 'cannot-tell') reasons.push(reason('not-found-is-not-none'));

  const adjusted = claim.terms.flatMap((term) => (term.adjustedPValue === null ? [] : [term.adjustedPValue]));
  return {
    verdict,
    reasons,
    wouldTell: verdict === 'cannot-tell' || verdict === 'mixed' ? whatWouldTell(claim) : [],
    figures: {
      smallestAdjustedP: adjusted.length === 0 ? null : Math.min(...adjusted),
      agreement,
      termsFor: pro.length,
      termsAgainst: contra.length,
    },
  };
}

/** What keeps a term that speaks from being firm. */
function doubtsOf(term: HypothesisEstimate, wanted: number, rules: VerdictRules): Reason[] {
  const found: Reason[] = [];
  const path = term.leaveOneOut;
  if (path !== null && path.min * path.max <= 0) {
    const region = term.estimate > 0 ? path.minWithout : path.maxWithout;
    found.push(reason('sign-changes-without-region', { term: term.term, region }));
  }
  const placebo = term.placebo;
  const placeboP = placebo === null ? null : larger(placebo.CR2, placebo.wildBootstrap);
  if (placeboP !== null && placeboP < rules.significance) {
    found.push(reason('placebo-speaks', { term: term.term, pValue: placeboP }));
  }
  if (term.multiverse !== null) {
    const own = Math.sign(term.estimate) === wanted ? term.multiverse.signShare : 1 - term.multiverse.signShare;
    if (own < rules.signShare) found.push(reason('multiverse-divided', { term: term.term, share: own }));
  }
  return found;
}

/** The larger of two p-values, each of which may be missing. */
export function larger(a: number | null, b: number | null): number | null {
  if (a === null) return b;
  return b === null ? a : Math.max(a, b);
}

function whatWouldTell(claim: EffectClaim): Reason[] {
  return claim.terms.flatMap((term) => {
    const found: Reason[] = [];
    const { minimumDetectable: detectable, estimate } = term;
    if (detectable !== null) {
      found.push(reason('tell-smallest-effect', { term: term.term, effect: detectable, units: claim.units }));
      const needed = estimate === 0 ? Number.POSITIVE_INFINITY : unitsNeeded(claim.units, detectable, estimate);
      found.push(
        needed <= REACHABLE_UNITS
          ? reason('tell-more-units', { term: term.term, estimate, needed })
          : reason('tell-not-by-units', { term: term.term, estimate }),
      );
    }
    const left = claim.withinShare.get(term.term);
    if (left !== undefined && left < LITTLE_VARIATION)
      found.push(reason('tell-more-variation', { term: term.term, share: left }));
    if (claim.proxies.has(term.term)) found.push(reason('tell-measure-itself', { term: term.term }));
    return found;
  });
}
