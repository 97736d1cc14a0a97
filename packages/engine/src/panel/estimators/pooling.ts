import type { Design } from '../../design/design.js';
import { type Fit, fitWithin } from '../fit.js';
import { refuse } from '../mapDesign.js';

/**
 * Pooled least squares, weighted when weights are given, in two stages when the formula has instruments.
 * Errors: panel-effects-in-formula, panel-underidentified, design-no-regressors.
 */
export function pooling(design: Design): Fit {
  refuse(design, 'pooling', { effects: true });
  return fitWithin(design, 'pooling');
}
