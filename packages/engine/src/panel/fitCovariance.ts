/**
 * Covariance of a fit: the one asked for, the estimator's own, or the default — clustered by unit with a panel,
 * heteroskedasticity-robust with sampling weights, homoskedastic otherwise.
 */
import { AimaqError } from '../errors.js';
import { type Covariance, covariance } from '../inference/covariance.js';
import { type Coordinates, type CovarianceSpec, parseCovariance } from '../inference/covarianceSpec.js';
import type { Convention } from '../inference/smallSample.js';
import type { Fit } from './fit.js';

export interface FitCovariance {
  readonly spec: CovarianceSpec;
  /** Null when no degrees of freedom are left, or the fixed effects were not swept out to convergence. */
  readonly covariance: Covariance | null;
  /** Name of the estimator's own covariance; null where it is one of least squares. */
  readonly own: string | null;
}

/** `unit` is the unit column where a panel was named. Errors: panel-own-covariance; those of covariance. */
export function fitCovariance(
  fit: Fit,
  asked: string | undefined,
  {
    convention,
    unit,
    coordinates,
  }: { convention: Convention; unit: string | undefined; coordinates?: Coordinates | undefined },
): FitCovariance {
  if (fit.own !== undefined) return ownCovariance(fit, fit.own, asked, convention);
  const spec = asked === undefined ? defaultCovariance(fit, unit) : parseCovariance(asked, coordinates);
  const found = fit.degrees.residual > 0 && fit.solver?.converged !== false ? covariance(fit, spec, convention) : null;
  return { spec, covariance: found === null ? null : normalised(fit, found), own: null };
}

function defaultCovariance(fit: Fit, unit: string | undefined): CovarianceSpec {
  if (fit.conventional === true) return { kind: 'iid' };
  if (unit !== undefined) return { kind: 'cluster', type: 'CR1S', by: [unit] };
  return fit.design.weights?.kind === 'sampling' ? { kind: 'heteroskedastic', type: 'HC1', by: [] } : { kind: 'iid' };
}

/** Statistics of likelihood-based estimators are read from the normal distribution. */
function normalised(fit: Fit, found: Covariance): Covariance {
  if (fit.normal !== true) return found;
  return { ...found, degreesOfFreedom: found.degreesOfFreedom.map(() => Number.POSITIVE_INFINITY) };
}

function ownCovariance(
  fit: Fit,
  own: NonNullable<Fit['own']>,
  asked: string | undefined,
  convention: Convention,
): FitCovariance {
  if (asked !== undefined && parseCovariance(asked).kind !== 'iid')
    throw new AimaqError('panel-own-covariance', { estimator: fit.estimator, type: own.default.type });
  const chosen = asked === undefined ? own.default : (own.iid ?? own.default);
  const factor = convention === 'plm' ? (chosen.plmFactor ?? 1) : 1;
  const df = Number.POSITIVE_INFINITY;
  return {
    spec: { kind: 'iid' },
    own: chosen.type,
    covariance: {
      spec: { kind: 'iid' },
      matrix: { ...chosen.matrix, data: chosen.matrix.data.map((value) => value * factor) },
      degreesOfFreedom: fit.names.map(() => df),
      recipe: {
        convention,
        factor,
        formula: chosen.type,
        n: fit.degrees.n,
        K: fit.degrees.k,
        clusters: null,
        degreesOfFreedom: null,
        rule: null,
        words: chosen.words,
      },
      clusterCounts: [],
      notes: [],
    },
  };
}
