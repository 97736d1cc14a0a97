/**
 * Covariance of the coefficients of a `LinearModel`, by the names of the contract. Adding one is a file in `covariance/`
 * and a line here.
 */
import { AimaqError } from '../errors.js';
import type { ColumnMatrix } from '../numeric/columnMatrix.js';
import { clustered } from './covariance/cluster.js';
import { conley } from './covariance/conley.js';
import { driscollKraay } from './covariance/driscollKraay.js';
import type { Covariance } from './covariance/estimated.js';
import { groupwise, heteroskedastic, homoskedastic } from './covariance/heteroskedastic.js';
import { jackknife } from './covariance/jackknife.js';
import { neweyWest } from './covariance/neweyWest.js';
import { pcse } from './covariance/pcse.js';
import { repair } from './covariance/repair.js';
import { scaled } from './covariance/sandwich.js';
import { type CovarianceSpec, clustersOf } from './covarianceSpec.js';
import type { LinearModel } from './linearModel.js';
import { type Convention, type Recipe, smallSample } from './smallSample.js';

export type { Covariance } from './covariance/estimated.js';
export { leverage } from './covariance/heteroskedastic.js';

/**
 * Errors: inference-no-degrees-of-freedom, -one-cluster, -multiway, -too-many-columns, -full-leverage, -needs-panel,
 * -not-coordinate, data-unknown-column.
 */
export function covariance(model: LinearModel, spec: CovarianceSpec, convention: Convention): Covariance {
  if (model.degrees.residual <= 0) throw new AimaqError('inference-no-degrees-of-freedom');
  if (spec.kind === 'cluster') return clustered(model, spec, convention);
  if (spec.kind === 'jackknife') return jackknife(model, spec, convention);
  const clusterCounts = clustersOf(spec).map((by) => model.groups(by).count);
  const periods = model.panel === undefined ? [] : [new Set(model.panel.time).size];
  const recipe = smallSample(model, spec, convention, clusterCounts.length > 0 ? clusterCounts : periods);
  const raw = scaled(unscaled(model, spec, recipe), recipe.factor);
  // A kernel of distances and a sum over several cluster variables need not be positive semi-definite.
  const { matrix, notes } =
    spec.kind === 'conley' || clustersOf(spec).length > 1 ? repair(raw, convention) : { matrix: raw, notes: [] };
  return {
    spec,
    matrix,
    degreesOfFreedom: model.names.map(() => recipe.degreesOfFreedom ?? model.degrees.residual),
    recipe,
    clusterCounts,
    notes,
  };
}

function unscaled(
  model: LinearModel,
  spec: Exclude<CovarianceSpec, { kind: 'cluster' | 'jackknife' }>,
  recipe: Recipe,
): ColumnMatrix {
  switch (spec.kind) {
    case 'iid':
      return homoskedastic(model);
    case 'heteroskedastic':
      return heteroskedastic(model, spec, recipe.convention);
    case 'groupwise':
      return groupwise(model, spec, recipe.convention);
    case 'neweyWest':
      return neweyWest(model, recipe.lag ?? 0);
    case 'driscollKraay':
      return driscollKraay(model, recipe.lag ?? 0);
    case 'pcse':
      return pcse(model, spec.by);
    case 'conley':
      return conley(model, spec);
  }
}
