/**
 * Standard error of one coefficient from cluster moments, and the fit by rows where moments do not do: covariances that
 * need rows, and columns so nearly dependent that cross products have lost their digits.
 */
import { AimaqError, isUnavailable } from '../../errors.js';
import { covariance } from '../../inference/covariance.js';
import type { CovarianceSpec } from '../../inference/covarianceSpec.js';
import type { LinearModel } from '../../inference/linearModel.js';
import { type Convention, type Counted, type Recipe, smallSample } from '../../inference/smallSample.js';
import { fromColumns } from '../../numeric/columnMatrix.js';
import { leastSquares } from '../../numeric/leastSquares.js';
import { PERFECT, SWEPT_RANK } from '../../panel/fit.js';
import type { Moments, Sample } from './sample.js';
import type { Leaf } from './subsets.js';

interface Reading {
  readonly estimate: number;
  readonly standardError: number;
  readonly degreesOfFreedom: number;
}

/** How one covariance is read on one sample: from moments where they do, else from rows. */
export function readerOf(sample: Sample, spec: CovarianceSpec, convention: Convention) {
  const clustered = spec.kind === 'cluster';
  const by = clustered ? spec.by.join('+') : undefined;
  const recipes = new Map<number, Recipe>();
  const recipeOf = (k: number): Recipe => {
    const known = recipes.get(k);
    if (known !== undefined) return known;
    if (degreesOf(sample, k).residual <= 0) throw new AimaqError('inference-no-degrees-of-freedom');
    const counts = clustered ? spec.by.map((name) => sample.design.groups(name).count) : [];
    if (counts.some((count) => count < 2)) throw new AimaqError('inference-one-cluster', { by: by ?? '' });
    const recipe = smallSample(countedOf(sample, k), spec, convention, counts);
    recipes.set(k, recipe);
    return recipe;
  };
  const { term } = sample;
  return {
    by,
    fromMoments:
      spec.kind === 'iid' ||
      (clustered &&
        spec.by.length === 1 &&
        spec.type !== 'CR2' &&
        spec.type !== 'CR3' &&
        convention !== 'clubSandwich'),
    read(leaf: Leaf, moments: Moments): Reading | null {
      const recipe = recipeOf(leaf.k);
      const degreesOfFreedom = recipe.degreesOfFreedom as number;
      const variance = clustered
        ? clusteredVariance(leaf, moments, term) * recipe.factor
        : homoskedasticVariance(leaf, moments, term, degreesOfFreedom);
      return { estimate: coefficientOf(leaf, moments, term), standardError: Math.sqrt(variance), degreesOfFreedom };
    },
    readRows(model: LinearModel | null): Reading | null {
      const j = model?.names.indexOf(sample.names[term]) ?? -1;
      if (model === null || j < 0) return null;
      const found = covariance(model, spec, convention);
      const df = found.degreesOfFreedom[j];
      return {
        estimate: model.coefficients[j],
        standardError: Math.sqrt(found.matrix.data[j * model.names.length + j]),
        degreesOfFreedom: isUnavailable(df) ? Number.NaN : df,
      };
    },
  };
}

/** β̂_j on the scale of the data. */
function coefficientOf(leaf: Leaf, moments: Moments, j: number): number {
  const V = moments.p + 1;
  return (leaf.H[j * V + moments.p] * moments.lengths[moments.p]) / moments.lengths[j];
}

/** Σ_g (l's_g)² with l = (X'X)⁻¹ e_j and s_g = X_g'e_g: the clustered variance before its factor. */
function clusteredVariance(leaf: Leaf, moments: Moments, j: number): number {
  const { H, included, k } = leaf;
  const { p, byCluster, clusters, lengths } = moments;
  const V = p + 1;
  let variance = 0;
  for (let g = 0; g < clusters; g++) {
    const base = g * V * V;
    let influence = 0;
    for (let s = 0; s < k; s++) {
      const a = included[s];
      const row = base + a * V;
      let score = byCluster[row + p];
      for (let t = 0; t < k; t++) score -= byCluster[row + included[t]] * H[included[t] * V + p];
      influence -= H[a * V + j] * score;
    }
    variance += influence * influence;
  }
  const scale = lengths[p] / lengths[j];
  return variance * scale * scale;
}

/** σ̂² (X'X)⁻¹_jj. */
function homoskedasticVariance(leaf: Leaf, moments: Moments, j: number, residual: number): number {
  const V = moments.p + 1;
  const scale = moments.lengths[moments.p] / moments.lengths[j];
  return ((-leaf.H[j * V + j] * leaf.H[moments.p * V + moments.p]) / residual) * scale * scale;
}

/** The response is the regressors' sum up to rounding: what is left says nothing of a standard error. */
export function fitsPerfectly(model: LinearModel, sample: Sample): boolean {
  const { y, weights } = sample.design;
  let all = 0;
  for (let i = 0; i < y.length; i++) all += y[i] * y[i] * (weights?.values[i] ?? 1);
  let left = 0;
  for (const e of model.residuals) left += e * e;
  return left <= PERFECT * all;
}

/** The specification fitted by rows. Null when nothing is identified. */
export function rowModel(sample: Sample, leaf: Pick<Leaf, 'included' | 'k'>): LinearModel | null {
  const n = sample.y.length;
  const used = Array.from(leaf.included.subarray(0, leaf.k));
  const X = fromColumns(
    used.map((j) => sample.columns[j]),
    n,
  );
  const tolerance = sample.design.effects.length > 0 ? { tolerance: SWEPT_RANK } : {};
  const solved = leastSquares(X, sample.y, { scales: used.map((j) => sample.scales[j]), ...tolerance });
  if (solved.rank === 0) return null;
  const kept = solved.kept.map((position) => used[position]);
  const { design } = sample;
  return {
    names: kept.map((j) => sample.names[j]),
    X: fromColumns(
      kept.map((j) => sample.columns[j]),
      n,
    ),
    y: sample.y,
    coefficients: solved.coefficients,
    residuals: solved.residuals,
    bread: solved.bread,
    degrees: degreesOf(sample, solved.rank),
    effects: design.effects,
    groups: design.groups,
    ...(sample.rootWeights === undefined ? {} : { rootWeights: sample.rootWeights }),
    ...(design.index === undefined ? {} : { panel: design.index }),
  };
}

export function degreesOf(sample: Sample, k: number): LinearModel['degrees'] {
  const n = sample.y.length;
  return { n, k, absorbed: sample.absorbed, residual: n - k - sample.absorbed };
}

/** What small-sample conventions read of a specification with k regressors. */
export function countedOf(sample: Sample, k: number): Counted {
  const { effects, groups } = sample.design;
  return { degrees: degreesOf(sample, k), effects, groups };
}
