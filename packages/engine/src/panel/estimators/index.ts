/** The estimators by the names of the contract. Adding one is a file and a line. */

import { regressorsOnly } from '../dynamicFormula.js';
import type { EstimatorEntry } from '../estimator.js';
import { between } from './between.js';
import { cceMeanGroup, ccePooled } from './commonCorrelatedEffects.js';
import { correlatedRandom } from './correlatedRandom.js';
import { feasibleGls } from './feasibleGls.js';
import { firstDifference } from './firstDifference.js';
import { gmmDifference, gmmSystem } from './gmm.js';
import { allRegressors, hausmanTaylor } from './hausmanTaylor.js';
import { meanGroup } from './meanGroup.js';
import { poisson } from './poisson.js';
import { pooling } from './pooling.js';
import { random } from './random.js';
import { within, withinSteps } from './within.js';

export const ESTIMATORS = {
  pooling: { fit: pooling },
  within: { fit: within, steps: withinSteps },
  between: { fit: between },
  'first-difference': { fit: firstDifference, unitsOnly: true },
  random: { fit: random, reads: ['varianceComponents'] },
  'correlated-random': { fit: correlatedRandom, reads: ['varianceComponents'] },
  'mean-group': { fit: meanGroup, unitsOnly: true },
  'cce-mean-group': { fit: cceMeanGroup, unitsOnly: true },
  'cce-pooled': { fit: ccePooled, unitsOnly: true },
  fgls: { fit: feasibleGls, reads: ['transformation'] },
  'hausman-taylor': { fit: hausmanTaylor, reads: ['instrumentMethod'], unitsOnly: true, design: allRegressors },
  'gmm-difference': { fit: gmmDifference, reads: ['steps', 'collapse'], design: regressorsOnly },
  'gmm-system': { fit: gmmSystem, reads: ['steps', 'collapse'], design: regressorsOnly },
  poisson: { fit: poisson },
} as const satisfies Record<string, EstimatorEntry>;

export type EstimatorId = keyof typeof ESTIMATORS;
