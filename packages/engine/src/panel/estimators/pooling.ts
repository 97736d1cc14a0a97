import type { Design } from '../../design/design.js';
import { type Fit, fitWithin } from '../fit.js';

/** Pooled least squares, weighted when weights are given. Errors: design-no-regressors. */
export function pooling(design: Design): Fit {
  return fitWithin({ ...design, effects: [] }, 'pooling');
}
