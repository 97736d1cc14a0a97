/**
 * Covariances of errors that hang together inside clusters: CR0–CR3, several cluster variables by inclusion and
 * exclusion (Cameron, Gelbach & Miller, 2011).
 */
import { AimaqError, unavailable } from '../../errors.js';
import { type ColumnMatrix, columnMatrix } from '../../numeric/columnMatrix.js';
import { multiplyVector } from '../../numeric/sums.js';
import { adjustment, EXPONENTS } from '../adjustment.js';
import { clusterMoments, crossingLevels, MAX_COLUMNS } from '../clusterMoments.js';
import type { CovarianceSpec } from '../covarianceSpec.js';
import type { LinearModel } from '../linearModel.js';
import { satterthwaite } from '../satterthwaite.js';
import { type Convention, type Recipe, smallSample } from '../smallSample.js';
import type { Covariance } from './estimated.js';
import { repair } from './repair.js';
import { groupScores, sandwich, scaled } from './sandwich.js';

export function clustered(
  model: LinearModel,
  spec: Extract<CovarianceSpec, { kind: 'cluster' }>,
  convention: Convention,
): Covariance {
  const groups = spec.by.map((by) => model.groups(by));
  const clusterCounts = groups.map((group) => group.count);
  groups.forEach((group, i) => {
    if (group.count < 2) throw new AimaqError('inference-one-cluster', { by: spec.by[i] });
  });
  const recipe = smallSample(model, spec, convention, clusterCounts);
  if (spec.by.length > 1) return multiway(model, spec, recipe, clusterCounts);
  const [by] = spec.by;
  const exact = crossingLevels(model, groups[0].codes) <= MAX_COLUMNS;
  const needsMoments = spec.type === 'CR2' || spec.type === 'CR3' || recipe.degreesOfFreedom === null;
  if (!needsMoments || !exact) {
    if (spec.type === 'CR2' || spec.type === 'CR3') {
      throw new AimaqError('inference-too-many-columns', { columns: crossingLevels(model, groups[0].codes) });
    }
    return {
      spec,
      matrix: scaled(scoreCovariance(model, groups[0].codes, groups[0].count), recipe.factor),
      degreesOfFreedom: model.names.map(
        () =>
          recipe.degreesOfFreedom ??
          unavailable('inference-too-many-columns', { columns: crossingLevels(model, groups[0].codes) }),
      ),
      recipe,
      clusterCounts,
      notes: [],
    };
  }
  const moments = clusterMoments(model, by);
  const adjusted = adjustment(moments, EXPONENTS[spec.type]);
  const k = moments.k;
  const matrix = columnMatrix(k, k);
  for (const score of adjusted.scores) {
    const influence = multiplyVector(moments.M, score);
    for (let a = 0; a < k; a++) for (let b = 0; b < k; b++) matrix.data[a * k + b] += influence[a] * influence[b];
  }
  return {
    spec,
    matrix: scaled(matrix, recipe.factor),
    degreesOfFreedom: model.names.map((_, j) => recipe.degreesOfFreedom ?? satterthwaite(moments, adjusted, j)),
    recipe,
    clusterCounts,
    notes: [],
  };
}

/** M (Σ s_g s_g') M of the model's own columns. */
function scoreCovariance(model: LinearModel, codes: Int32Array, count: number): ColumnMatrix {
  const k = model.X.cols;
  const scores = groupScores(model, codes, count);
  const meat = columnMatrix(k, k);
  for (let a = 0; a < k; a++) {
    for (let b = 0; b < k; b++) {
      for (let g = 0; g < count; g++) meat.data[a * k + b] += scores.data[a * count + g] * scores.data[b * count + g];
    }
  }
  return sandwich(model, meat);
}

function multiway(
  model: LinearModel,
  spec: Extract<CovarianceSpec, { kind: 'cluster' }>,
  recipe: Recipe,
  clusterCounts: readonly number[],
): Covariance {
  if (spec.type === 'CR2' || spec.type === 'CR3') throw new AimaqError('inference-multiway', { type: spec.type });
  const k = model.X.cols;
  const sum = columnMatrix(k, k);
  for (let mask = 1; mask < 2 ** spec.by.length; mask++) {
    const names = spec.by.filter((_, i) => (mask >> i) & 1);
    const { codes, count } = model.groups(names.join('^'));
    const part = scoreCovariance(model, codes, count);
    // One factor of the smallest number of clusters for all parts, or to each part its own.
    const factor = partFactor(model, spec, recipe, count);
    const sign = names.length % 2 === 1 ? factor : -factor;
    for (let i = 0; i < sum.data.length; i++) sum.data[i] += sign * part.data[i];
  }
  const repaired = repair(sum);
  return {
    spec,
    matrix: repaired.matrix,
    degreesOfFreedom: model.names.map(() => recipe.degreesOfFreedom ?? model.degrees.residual),
    recipe,
    clusterCounts,
    notes: repaired.notes,
  };
}

function partFactor(
  model: LinearModel,
  spec: Extract<CovarianceSpec, { kind: 'cluster' }>,
  recipe: Recipe,
  count: number,
): number {
  if (!OWN_FACTORS.includes(recipe.convention)) return recipe.factor;
  return smallSample(model, spec, recipe.convention, [count]).factor;
}

/** Conventions that scale each part of a multiway covariance by its own number of clusters. */
const OWN_FACTORS: readonly Convention[] = ['plm', 'sandwich'];
