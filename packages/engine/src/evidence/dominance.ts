/**
 * Verdict on "this block of regressors explains more than its rivals": shares of the within R² by block (Shapley value of
 * the blocks, as Lindeman, Merenda & Gold, 1980, for single regressors), with percentile intervals from resampling whole
 * units. The R² of the dummies alone stands beside it: the full R² of such a panel says nothing about either side.
 * Rule: the difference of the two sides told from zero after multiplicity (bootstrap p adjusted, below α) and of one sign
 * whichever unit is left out: positive → supported, negative → contradicted; positive and told before multiplicity only, or
 * carried by one unit → mixed; else cannot-tell, with the smallest difference that so many units could show.
 */
import { randomStream } from '../numeric/random.js';
import type { Reason } from '../result/documents/note.js';
import type { BlockShare, VerdictGrade } from '../result/documents/studyResult.js';
import { type Cube, regress, twoWayMoments } from './balancedPanel.js';
import { type Judgement, reason } from './judgement.js';
import { minimumDetectable, type PowerSpec, unitsNeeded } from './power.js';
import { shapley } from './shapley.js';

export interface Block {
  readonly id: string;
  readonly terms: readonly string[];
  readonly rival: boolean;
}

export interface DominanceClaim {
  /** Variable 0 is the outcome, then the terms of the blocks in their order. */
  readonly cube: Cube;
  readonly blocks: readonly Block[];
  readonly significance: number;
  readonly seed: number;
}

const RESAMPLES = 999;

export interface Dominance {
  readonly within: number;
  readonly blocks: readonly BlockShare[];
  /** Share of the block's side less that of its rivals. */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  readonly pValue: number;
  readonly resamples: number;
  /** Standard deviation of the difference over the resamples. */
  readonly deviation: number;
  readonly units: number;
  /** Smallest and largest difference when each unit is left out in turn; null when that cannot be. */
  readonly leaveOneOut: { readonly min: number; readonly max: number } | null;
}

/** null when the regressors are not told apart. */
export function measureDominance(claim: DominanceClaim): Dominance | null {
  const units = claim.cube[0].map((_, unit) => unit);
  const observed = sharesOf(claim, units);
  if (observed === null) return null;
  const stream = randomStream(claim.seed);
  const draws: number[][] = [];
  for (let draw = 0; draw < RESAMPLES; draw++) {
    const resampled = sharesOf(
      claim,
      units.map((_, i) => stream.integer(draw * units.length + i, units.length)),
    );
    if (resampled !== null) draws.push(resampled);
  }
  const side = (shares: readonly number[]) =>
    shares.reduce((sum, share, b) => sum + (claim.blocks[b].rival ? -share : share), 0);
  const differences = draws.map(side);
  const below = differences.filter((value) => value <= 0).length;
  const above = differences.filter((value) => value >= 0).length;
  const [low, high] = percentiles(differences, claim.significance);
  return {
    within: observed.reduce((sum, share) => sum + share, 0),
    blocks: claim.blocks.map((block, b) => {
      const [from, to] = percentiles(
        draws.map((shares) => shares[b]),
        claim.significance,
      );
      return { id: block.id, terms: [...block.terms], rival: block.rival, share: observed[b], low: from, high: to };
    }),
    difference: side(observed),
    low,
    high,
    pValue: Math.min(1, (2 * (1 + Math.min(below, above))) / (1 + differences.length)),
    resamples: differences.length,
    deviation: deviationOf(differences),
    units: units.length,
    leaveOneOut: rangeOf(
      units.map((without) =>
        sharesOf(
          claim,
          units.filter((unit) => unit !== without),
        ),
      ),
      side,
    ),
  };
}

export interface DominanceVerdict {
  readonly measured: Dominance | null;
  readonly fixedEffectsOnly: number | null;
  readonly full: number | null;
  readonly adjustedPValue: number | null;
  readonly rules: PowerSpec;
}

export function judgeDominance(input: DominanceVerdict): Judgement {
  const { measured, fixedEffectsOnly, full } = input;
  const reasons =
    full !== null && fixedEffectsOnly !== null ? [reason('r-squared-by-dummies', { full, fixedEffectsOnly })] : [];
  if (measured === null) {
    return { verdict: 'cannot-tell', reasons: [...reasons, reason('not-identified')], figures: { within: null } };
  }
  const adjustedPValue = input.adjustedPValue ?? 1;
  const told = adjustedPValue < input.rules.significance;
  const before = measured.pValue < input.rules.significance;
  const path = measured.leaveOneOut;
  const firm = path !== null && path.min * path.max > 0;
  const verdict = ((): VerdictGrade => {
    if (told && firm) return measured.difference > 0 ? 'supported' : 'contradicted';
    return before && measured.difference > 0 ? 'mixed' : 'cannot-tell';
  })();
  const rule = {
    supported: 'block-explains-more',
    contradicted: 'rivals-explain-more',
    mixed: 'block-explains-more',
    'cannot-tell': 'blocks-not-told-apart',
  };
  const sum = (rival: boolean) =>
    measured.blocks.filter((block) => block.rival === rival).reduce((total, block) => total + block.share, 0);
  reasons.push(reason(rule[verdict], { block: sum(false), rivals: sum(true), low: measured.low, high: measured.high }));
  if (before && !told)
    reasons.push(reason('not-after-multiplicity', { pValue: measured.pValue, adjusted: adjustedPValue }));
  if (path !== null) reasons.push(reason(firm ? 'difference-firm' : 'difference-by-one-region', { ...path }));
  const detectable = minimumDetectable(measured.deviation, measured.units - 1, input.rules);
  return {
    verdict,
    reasons,
    wouldTell: verdict === 'supported' || verdict === 'contradicted' ? [] : whatWouldTell(measured, detectable),
    blocks: [...measured.blocks],
    figures: {
      fixedEffectsOnly,
      full,
      within: measured.within,
      withinByBlock: sum(false),
      withinByRivals: sum(true),
      differenceLow: measured.low,
      differenceHigh: measured.high,
      pValue: measured.pValue,
      adjustedPValue: input.adjustedPValue,
      resamples: measured.resamples,
      difference: measured.difference,
      differenceLeaveOneOutMin: path?.min ?? null,
      differenceLeaveOneOutMax: path?.max ?? null,
      differenceDetectable: detectable,
    },
  };
}

function whatWouldTell({ units, difference }: Dominance, detectable: number | null): Reason[] {
  if (detectable === null) return [];
  return [
    reason('tell-smallest-difference', { units, effect: detectable }),
    ...(difference === 0
      ? []
      : [reason('tell-more-units-difference', { difference, needed: unitsNeeded(units, detectable, difference) })]),
  ];
}

function rangeOf(
  path: readonly (number[] | null)[],
  side: (shares: readonly number[]) => number,
): Dominance['leaveOneOut'] {
  const known = path.flatMap((shares) => (shares === null ? [] : [side(shares)]));
  return known.length < path.length ? null : { min: Math.min(...known), max: Math.max(...known) };
}

function deviationOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

function sharesOf(claim: DominanceClaim, units: readonly number[]): number[] | null {
  const moments = twoWayMoments(claim.cube, units);
  let next = 1;
  const columns = claim.blocks.map((block) => block.terms.map(() => next++));
  const worth: number[] = [];
  for (let coalition = 0; coalition < 1 << columns.length; coalition++) {
    const members = columns.flatMap((own, b) => (coalition & (1 << b) ? own : []));
    const fitted = members.length === 0 ? { rSquared: 0 } : regress(moments, members);
    if (fitted === null) return null;
    worth.push(fitted.rSquared);
  }
  return shapley(columns.length, worth);
}

/** Percentile interval; sorted in place of a copy. */
function percentiles(values: readonly number[], significance: number): [number, number] {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (p: number) => sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(p * (sorted.length - 1))))];
  return [at(significance / 2), at(1 - significance / 2)];
}
