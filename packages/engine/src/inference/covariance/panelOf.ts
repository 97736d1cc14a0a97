import { AimaqError } from '../../errors.js';
import type { LinearModel } from '../linearModel.js';

/** Errors: inference-needs-panel. */
export function panelOf(model: LinearModel, covariance: string): NonNullable<LinearModel['panel']> {
  if (model.panel === undefined) throw new AimaqError('inference-needs-panel', { covariance });
  return model.panel;
}
