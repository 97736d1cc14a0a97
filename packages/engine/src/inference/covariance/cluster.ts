/** Covariances of errors that hang together inside clusters: CR0–CR3 of one cluster variable, CR0–CR1S of several. */
import { AimaqError, unavailable } from '../../errors.js';
import { columnMatrix } from '../../numeric/columnMatrix.js';
import { multiplyVector } from '../../numeric/sums.js';
import { EXPONENTS } from '../adjustment.js';
import { clusterMoments, crossingLevels, MAX_COLUMNS } from '../clusterMoments.js';
import type { CovarianceSpec } from '../covarianceSpec.js';
import type { LinearModel } from '../linearModel.js';
import { type Convention, type Recipe, smallSample } from '../smallSample.js';
import { adjustedScores, workingModelOf } from '../workingModel.js';
import type { Covariance } from './estimated.js';
import { repair } from './repair.js';
import { multiwayCovariance, scaled, scoreCovariance } from './sandwich.js';

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
  const working = workingModelOf(model, convention);
  const adjusted = adjustedScores(model, EXPONENTS[spec.type], { moments, by, working });
  const k = moments.k;
  const matrix = columnMatrix(k, k);
  for (const score of adjusted.scores) {
    const influence = multiplyVector(moments.M, score);
    for (let a = 0; a < k; a++) for (let b = 0; b < k; b++) matrix.data[a * k + b] += influence[a] * influence[b];
  }
  return {
    spec,
    matrix: scaled(matrix, recipe.factor),
    degreesOfFreedom: model.names.map((term, j) => {
      const df = recipe.degreesOfFreedom ?? adjusted.degreesOfFreedom(j);
      return df > 0 ? df : unavailable('inference-one-cluster-tells', { term });
    }),
    recipe: working === null ? recipe : { ...recipe, workingModel: working },
    clusterCounts,
    notes: [],
  };
}

function multiway(
  model: LinearModel,
  spec: Extract<CovarianceSpec, { kind: 'cluster' }>,
  recipe: Recipe,
  clusterCounts: readonly number[],
): Covariance {
  if (spec.type === 'CR2' || spec.type === 'CR3') throw new AimaqError('inference-multiway', { type: spec.type });
  // One factor of the smallest number of clusters for all parts, or to each part its own.
  const own = OWN_FACTORS.includes(recipe.convention);
  const sum = multiwayCovariance(model, spec.by, (count) =>
    own ? smallSample(model, spec, recipe.convention, [count]).factor : recipe.factor,
  );
  const repaired = repair(sum, recipe.convention);
  return {
    spec,
    matrix: repaired.matrix,
    degreesOfFreedom: model.names.map(() => recipe.degreesOfFreedom ?? model.degrees.residual),
    recipe: { ...recipe, parts: own ? 'own-factors' : 'one-factor' },
    clusterCounts,
    notes: repaired.notes,
  };
}

/** Conventions that scale each part of a multiway covariance by its own number of clusters. */
const OWN_FACTORS: readonly Convention[] = ['plm', 'sandwich'];
