/**
 * How many groups? For a score of regions an index is an opinion; so a number of groups must first hold up when the data
 * are disturbed (resampled, an observation left out, a variable left out), and among those that hold up the one with the
 * largest mean silhouette is taken. The votes of the usual rules are shown beside it, never counted: they are correlated.
 */
import type { Note } from '../errors.js';
import type { LeftOut, Stability } from './stability.js';
import type { Structure } from './structure.js';
import { type Gap, gapChoice } from './validity/gap.js';

/** Hennig (2007): a cluster whose Jaccard similarity is below 0.6 cannot be trusted. */
export const FIRM = 0.6;
/** Mean adjusted Rand index against the whole when one observation, or one variable, is left out. */
const HOLDS_WITHOUT_OBSERVATION = 0.8;
const HOLDS_WITHOUT_VARIABLE = 0.5;

export interface Candidate {
  readonly k: number;
  readonly silhouette: number | null;
  /** Whether the silhouette lies above the band of data without groups; null where not tested. */
  readonly aboveNull: boolean | null;
  /** Jaccard similarity of the least firm cluster. */
  readonly worstJaccard: number | null;
  readonly withoutObservation: number | null;
  readonly withoutVariable: number | null;
  /** All that was computed holds. */
  readonly supported: boolean;
}

export interface Vote {
  readonly rule: string;
  readonly k: number | null;
}

export interface Evidence {
  readonly panel: readonly {
    readonly k: number;
    readonly silhouette: number | null;
    readonly calinskiHarabasz?: number | null;
    readonly dunn?: number | null;
    readonly daviesBouldin?: number | null;
  }[];
  readonly heights: readonly number[];
  readonly stability: readonly Stability[] | null;
  readonly withoutObservation: readonly LeftOut[] | null;
  readonly withoutVariable: readonly LeftOut[] | null;
  readonly structure: Structure | null;
  readonly gaps: readonly Gap[] | null;
}

export function candidates(evidence: Evidence): Candidate[] {
  return evidence.panel.map(({ k, silhouette }) => {
    const jaccard = evidence.stability?.find((one) => one.k === k)?.jaccard ?? null;
    const band = evidence.structure?.bands.find((one) => one.k === k && one.index === 'silhouette') ?? null;
    const worstJaccard = jaccard === null ? null : Math.min(...jaccard);
    const withoutObservation = evidence.withoutObservation?.find((one) => one.k === k)?.mean ?? null;
    const withoutVariable = evidence.withoutVariable?.find((one) => one.k === k)?.mean ?? null;
    return {
      k,
      silhouette,
      aboveNull: band === null || silhouette === null || band.high === null ? null : silhouette > band.high,
      worstJaccard,
      withoutObservation,
      withoutVariable,
      supported:
        (worstJaccard ?? 1) >= FIRM &&
        (withoutObservation ?? 1) >= HOLDS_WITHOUT_OBSERVATION &&
        (withoutVariable ?? 1) >= HOLDS_WITHOUT_VARIABLE,
    };
  });
}

/** What each of the usual rules would choose. */
export function votes({ panel, heights, gaps }: Evidence): Vote[] {
  type Index = 'silhouette' | 'calinskiHarabasz' | 'dunn' | 'daviesBouldin';
  const best = (index: Index, sign: 1 | -1) => {
    const known = panel.flatMap((row) =>
      typeof row[index] === 'number' ? [{ k: row.k, value: sign * row[index] }] : [],
    );
    return known.length === 0 ? null : known.reduce((a, b) => (b.value > a.value ? b : a)).k;
  };
  const n = heights.length + 1;
  const jumps = panel.map(({ k }) => ({ k, value: heights[n - k] - heights[n - k - 1] }));
  return [
    { rule: 'silhouette', k: best('silhouette', 1) },
    { rule: 'calinski-harabasz', k: best('calinskiHarabasz', 1) },
    { rule: 'dunn', k: best('dunn', 1) },
    { rule: 'davies-bouldin', k: best('daviesBouldin', -1) },
    { rule: 'height-jump', k: jumps.length === 0 ? null : jumps.reduce((a, b) => (b.value > a.value ? b : a)).k },
    ...(gaps === null ? [] : [{ rule: 'gap-tibshirani', k: gapChoice(gaps) }]),
  ];
}

export interface Choice {
  readonly k: number;
  readonly reason: string;
  readonly message: Pick<Note, 'params'> & { readonly key: string };
}

/** The number that was asked for, or the best supported one, with the sentence that says why. */
export function chooseGroups(
  k: number | 'auto',
  rows: readonly Candidate[],
  structure: { readonly pValue: number } | null,
): Choice {
  if (k !== 'auto')
    return { k, reason: `${k} groups were asked for`, message: { key: 'views.cluster.reasonGiven', params: { k } } };
  const supported = rows.filter((row) => row.supported);
  const pool = supported.length > 0 ? supported : rows;
  const best = pool.reduce((a, b) => ((b.silhouette ?? -1) > (a.silhouette ?? -1) ? b : a));
  const params = {
    k: best.k,
    silhouette: Number((best.silhouette ?? 0).toPrecision(3)),
    most: rows[rows.length - 1].k,
    ...(structure === null ? {} : { pValue: Number(structure.pValue.toPrecision(2)) }),
  };
  const found = `largest mean silhouette (${params.silhouette})`;
  if (structure !== null && structure.pValue > 0.05)
    return {
      k: best.k,
      reason: `no evidence of groups beyond the correlation of the variables (p = ${params.pValue}); ${best.k} groups, with the ${found}, are a convenient division`,
      message: { key: 'views.cluster.reasonContinuum', params },
    };
  if (supported.length === 0)
    return {
      k: best.k,
      reason: `no number of groups from 2 to ${params.most} holds up when the data are disturbed; ${best.k} groups have the ${found}`,
      message: { key: 'views.cluster.reasonUnsupported', params },
    };
  return {
    k: best.k,
    reason: `${best.k} groups have the ${found} among the numbers from 2 to ${params.most} that hold up when observations and variables are left out`,
    message: { key: 'views.cluster.reasonSupported', params },
  };
}
