import { AimaqError } from '../../errors.js';
import { columnMatrix } from '../../numeric/columnMatrix.js';
import { clusterMoments, crossingLevels, MAX_COLUMNS } from '../clusterMoments.js';
import type { CovarianceSpec } from '../covarianceSpec.js';
import { leaveOneOut } from '../leaveOneOut.js';
import type { LinearModel } from '../linearModel.js';
import { type Convention, smallSample } from '../smallSample.js';
import type { Covariance } from './estimated.js';

/**
 * Cluster jackknife (CV3): every cluster is left out in turn.
 *
 * Formula: (G−1)/G Σ_g (β̂₍₋g₎ − β̂)(β̂₍₋g₎ − β̂)', read with t(G−1). Without the factor it is CR3.
 * Source: MacKinnon, Nielsen & Webb (2023); Stata's vce(jackknife, cluster()).
 * Errors: inference-one-cluster, inference-too-many-columns, inference-jackknife.
 */
export function jackknife(
  model: LinearModel,
  spec: Extract<CovarianceSpec, { kind: 'jackknife' }>,
  convention: Convention,
): Covariance {
  const { codes, count } = model.groups(spec.by);
  if (count < 2) throw new AimaqError('inference-one-cluster', { by: spec.by });
  const columns = crossingLevels(model, codes);
  if (columns > MAX_COLUMNS) throw new AimaqError('inference-too-many-columns', { columns });
  const moments = clusterMoments(model, spec.by);
  const recipe = smallSample(model, spec, convention, [count]);
  const k = moments.k;
  const matrix = columnMatrix(k, k);
  leaveOneOut(moments).forEach((without, g) => {
    if (without === null) throw new AimaqError('inference-jackknife', { cluster: moments.labels[g] });
    for (let a = 0; a < k; a++)
      for (let b = 0; b < k; b++)
        matrix.data[b * k + a] +=
          recipe.factor * (without[a] - moments.coefficients[a]) * (without[b] - moments.coefficients[b]);
  });
  return {
    spec,
    matrix,
    degreesOfFreedom: model.names.map(() => count - 1),
    recipe,
    clusterCounts: [count],
    notes: [],
  };
}
