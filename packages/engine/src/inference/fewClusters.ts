/**
 * What holds when clusters are few, from one reading of the rows: CR2 and CR3 with Satterthwaite degrees of freedom,
 * the restricted wild cluster bootstrap, every cluster left out in turn, leverage, and the effective number of clusters
 * (Carter, Schnepel & Steigerwald, 2017).
 */

import { studentTwoSided } from '../distribution/student.js';
import { type Maybe, type Note, note, unavailable } from '../errors.js';
import { column } from '../numeric/columnMatrix.js';
import {
  type ClusterMoments,
  clusterMoments,
  crossingLevels,
  MAX_COLUMNS,
  quadratic,
  subclusterMoments,
} from './clusterMoments.js';
import { leaveOneOut } from './leaveOneOut.js';
import type { LinearModel } from './linearModel.js';
import type { WorkingModel } from './smallSample.js';
import { type WildBootstrap, type WildVariant, wildBootstrap } from './wildBootstrap.js';
import { type AdjustedScores, adjustedScores } from './workingModel.js';

/** Nulls where one cluster alone tells the coefficient: without it nothing is left to judge its spread. */
export type SmallSampleTest = {
  readonly standardError: number | null;
  readonly degreesOfFreedom: number | null;
  readonly pValue: number | null;
};

export interface FewClusterTerm {
  readonly term: string;
  readonly CR2: SmallSampleTest;
  readonly CR3: SmallSampleTest;
  readonly wildBootstrap: WildBootstrap;
  readonly leaveOneOut: readonly { readonly cluster: string; readonly estimate: number | null }[];
  /** Share of the coefficient's own leverage that each cluster holds. */
  readonly partialLeverage: Readonly<Record<string, number>>;
  readonly effectiveClusters: number;
}

export interface FewClusters {
  readonly terms: readonly FewClusterTerm[];
  /** tr of the cluster's block of the hat matrix, the swept effects not counted. */
  readonly leverage: Readonly<Record<string, number>>;
  /** Smallest over the terms. */
  readonly effectiveClusters: number;
  readonly notes: readonly Note[];
}

/** Share of a coefficient's leverage from which one cluster carries it. */
export const CARRIES = 0.5;

export interface FewClustersOptions {
  readonly seed?: number;
  readonly draws?: number;
  readonly level?: number;
  readonly variant?: WildVariant;
  /** Column of groups inside the clusters whose signs are drawn. */
  readonly groups?: string;
  /** Of CR2 and CR3 with weights; default: variance inverse to the weight. */
  readonly working?: WorkingModel | null;
}

export function fewClusters(
  model: LinearModel,
  by: string,
  options: FewClustersOptions = {},
): FewClusters | Extract<Maybe, object> {
  const levels = crossingLevels(model, model.groups(by).codes);
  if (levels > MAX_COLUMNS) return unavailable('inference-too-many-columns', { columns: levels });
  if (model.groups(by).count < 2) return unavailable('inference-one-cluster', { by });
  const moments = clusterMoments(model, by);
  const { groups, working = null, ...wild } = options;
  const sub = groups === undefined ? {} : { sub: subclusterMoments(model, by, groups) };
  const cr2 = adjustedScores(model, 0.5, { moments, by, working });
  const cr3 = adjustedScores(model, 1, { moments, by, working });
  const paths = leaveOneOut(moments);
  const notes: Note[] = [];
  const terms = model.names.map((term, j): FewClusterTerm => {
    const estimate = model.coefficients[j];
    const path = moments.labels.map((cluster, g) => ({ cluster, estimate: paths[g] === null ? null : paths[g][j] }));
    for (const { cluster, estimate: without } of path) {
      if (without !== null && without * estimate < 0 && term !== '(Intercept)') {
        notes.push(note('inference-one-region-carries', { cluster, term, estimate, without }));
      }
    }
    const shares = partialLeverage(moments, j);
    const [heaviest, share] = Object.entries(shares).reduce((a, b) => (b[1] > a[1] ? b : a));
    if (share > CARRIES && term !== '(Intercept)')
      notes.push(note('inference-one-region-leverage', { cluster: heaviest, term, share: 100 * share }));
    return {
      term,
      CR2: smallSampleTest(moments, cr2, j),
      CR3: smallSampleTest(moments, cr3, j),
      wildBootstrap: wildBootstrap(moments, j, { ...wild, ...sub }),
      leaveOneOut: path,
      partialLeverage: shares,
      effectiveClusters: effectiveClusters(moments, j),
    };
  });
  return {
    terms,
    leverage: Object.fromEntries(moments.labels.map((label, g) => [label, cr2.leverage[g]])),
    effectiveClusters: Math.min(...terms.map((term) => term.effectiveClusters)),
    notes,
  };
}

function smallSampleTest(moments: ClusterMoments, adjusted: AdjustedScores, j: number): SmallSampleTest {
  const l = column(moments.M, j);
  let variance = 0;
  for (const score of adjusted.scores) {
    let value = 0;
    for (let i = 0; i < l.length; i++) value += l[i] * score[i];
    variance += value * value;
  }
  const standardError = Math.sqrt(variance);
  const degreesOfFreedom = adjusted.degreesOfFreedom(j);
  if (!(standardError > 0 && degreesOfFreedom > 0))
    return { standardError: null, degreesOfFreedom: null, pValue: null };
  return {
    standardError,
    degreesOfFreedom,
    pValue: studentTwoSided(moments.coefficients[j] / standardError, degreesOfFreedom),
  };
}

/** What stands beside the usual standard error of one coefficient. */
export interface Beside {
  readonly CR2: SmallSampleTest;
  readonly wildBootstrap: Pick<WildBootstrap, 'pValue' | 'draws' | 'exact'>;
}

/** For every coefficient CR2 and the wild bootstrap, without intervals by inversion: cheap enough to stand there unasked. */
export function beside(
  model: LinearModel,
  by: string,
  { working = null, ...options }: Pick<FewClustersOptions, 'seed' | 'draws' | 'working'> = {},
): Beside[] | Extract<Maybe, object> {
  const levels = crossingLevels(model, model.groups(by).codes);
  if (levels > MAX_COLUMNS) return unavailable('inference-too-many-columns', { columns: levels });
  if (model.groups(by).count < 2) return unavailable('inference-one-cluster', { by });
  const moments = clusterMoments(model, by);
  const adjusted = adjustedScores(model, 0.5, { moments, by, working });
  return model.names.map((_, j) => {
    const { pValue, draws, exact } = wildBootstrap(moments, j, { ...options, interval: false });
    return { CR2: smallSampleTest(moments, adjusted, j), wildBootstrap: { pValue, draws, exact } };
  });
}

function partialLeverage(moments: ClusterMoments, j: number): Record<string, number> {
  const l = column(moments.M, j);
  return Object.fromEntries(moments.labels.map((label, g) => [label, quadratic(l, moments.A[g], l) / l[j]]));
}

/**
 * G / (1 + Γ) with Γ the squared coefficient of variation of γ_g = l'A_g l, the partial leverages: errors independent
 * within clusters (ρ = 0 in their notation); with equal clusters it is G.
 */
function effectiveClusters(moments: ClusterMoments, j: number): number {
  const l = column(moments.M, j);
  const gamma = moments.A.map((A) => quadratic(l, A, l));
  const mean = gamma.reduce((sum, value) => sum + value, 0) / gamma.length;
  const variance = gamma.reduce((sum, value) => sum + (value - mean) ** 2, 0) / gamma.length;
  return gamma.length / (1 + variance / (mean * mean));
}
