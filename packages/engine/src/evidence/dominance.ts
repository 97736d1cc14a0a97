/**
 * Verdict on "this block of regressors explains more than that one": shares of the within R² by averaging over the two
 * orders in which the blocks can enter (Lindeman, Merenda & Gold, 1980; for two blocks also Shapley's value), with a
 * percentile interval from resampling whole units. The R² of the dummies alone stands beside it: the full R² of such a
 * panel says nothing about either block.
 * Rule: the interval of the difference of shares above zero → supported; below → contradicted; across → cannot-tell.
 */
import { randomStream } from '../numeric/random.js';
import type { Reason } from '../result/documents/studyResult.js';
import { type Cube, regress, twoWayMoments } from './balancedPanel.js';
import type { Judgement } from './effect.js';

export interface DominanceClaim {
  /** Variable 0 is the outcome, then the block, then its rivals. */
  readonly cube: Cube;
  readonly block: number;
  readonly rivals: number;
  readonly fixedEffectsOnly: number | null;
  readonly full: number | null;
  readonly significance: number;
  readonly seed: number;
}

export const RESAMPLES = 999;

interface Shares {
  readonly block: number;
  readonly rivals: number;
  readonly both: number;
}

export function judgeDominance(claim: DominanceClaim): Judgement {
  const units = claim.cube[0].map((_, unit) => unit);
  const observed = shares(claim, units);
  const reasons: Reason[] = [];
  const because = (rule: string, params: Reason['message']['params'] = {}) => {
    reasons.push({ rule, message: { key: `evidence.reason.${rule}`, params }, cites: [] });
  };
  if (claim.full !== null && claim.fixedEffectsOnly !== null) {
    because('r-squared-by-dummies', { full: claim.full, fixedEffectsOnly: claim.fixedEffectsOnly });
  }
  if (observed === null) {
    because('not-identified');
    return { verdict: 'cannot-tell', reasons, figures: { within: null } };
  }
  const stream = randomStream(claim.seed);
  const differences: number[] = [];
  for (let draw = 0; draw < RESAMPLES; draw++) {
    const resampled = shares(
      claim,
      units.map((_, i) => stream.integer(draw * units.length + i, units.length)),
    );
    if (resampled !== null) differences.push(resampled.block - resampled.rivals);
  }
  differences.sort((a, b) => a - b);
  const at = (p: number) =>
    differences[Math.min(differences.length - 1, Math.max(0, Math.round(p * (differences.length - 1))))];
  const low = at(claim.significance / 2);
  const high = at(1 - claim.significance / 2);
  const verdict = low > 0 ? 'supported' : high < 0 ? 'contradicted' : 'cannot-tell';
  because(
    verdict === 'supported'
      ? 'block-explains-more'
      : verdict === 'contradicted'
        ? 'rivals-explain-more'
        : 'blocks-not-told-apart',
    {
      block: observed.block,
      rivals: observed.rivals,
      low,
      high,
    },
  );
  return {
    verdict,
    reasons,
    figures: {
      fixedEffectsOnly: claim.fixedEffectsOnly,
      full: claim.full,
      within: observed.both,
      withinByBlock: observed.block,
      withinByRivals: observed.rivals,
      differenceLow: low,
      differenceHigh: high,
      resamples: differences.length,
    },
  };
}

function shares(claim: DominanceClaim, units: readonly number[]): Shares | null {
  const moments = twoWayMoments(claim.cube, units);
  const block = Array.from({ length: claim.block }, (_, i) => 1 + i);
  const rivals = Array.from({ length: claim.rivals }, (_, i) => 1 + claim.block + i);
  const [both, first, second] = [
    regress(moments, [...block, ...rivals]),
    regress(moments, block),
    regress(moments, rivals),
  ];
  if (both === null || first === null || second === null) return null;
  const shareOfBlock = (first.rSquared + both.rSquared - second.rSquared) / 2;
  return { block: shareOfBlock, rivals: both.rSquared - shareOfBlock, both: both.rSquared };
}
