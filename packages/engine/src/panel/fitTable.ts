/** From table and formula to fit: which estimator, whether its options are its own, and the design that it gets. */
import { appendRows, type Table } from '../data/table.js';
import { buildDesign, type DesignOptions } from '../design/buildDesign.js';
import type { Weights } from '../design/design.js';
import { AimaqError } from '../errors.js';
import type { Formula } from '../formula/ast.js';
import { finish, type Steps } from '../run.js';
import {
  type EstimatorEntry,
  type EstimatorOptions,
  INSTRUMENT_METHODS,
  type SpecialOption,
  TRANSFORMATIONS,
} from './estimator.js';
import { ESTIMATORS, type EstimatorId } from './estimators/index.js';
import type { Fit } from './fit.js';
import { VARIANCE_COMPONENTS } from './varianceComponents.js';

export interface FitOptions {
  readonly panel?: { readonly unit: string; readonly time: string };
  readonly estimator?: string;
  readonly effect?: string;
  /** `swar`, `walhus`, `amemiya`, `nerlove`, `ml`: how `random` estimates the variances of the effects. */
  readonly varianceComponents?: string;
  /** `within`, `pooling`, `first-difference`: what `fgls` does to the rows first. */
  readonly transformation?: string;
  /** `hausman-taylor`, `amemiya-macurdy`, `breusch-mizon-schmidt`. */
  readonly instrumentMethod?: string;
  /** GMM: 1 or 2 steps. */
  readonly steps?: number;
  /** GMM: one instrument a lag. */
  readonly collapse?: boolean;
  readonly weights?: { readonly kind: Weights['kind']; readonly name: string };
  readonly where?: string;
  readonly keepSingletons?: boolean;
  /** Rows to predict: a table with the columns of the regressors, the panel and the effects. */
  readonly predict?: Table;
}

/** Errors: panel-unknown-estimator, panel-unknown-effect, panel-unknown-choice, panel-option; those of design and estimator. */
export function fitTable(table: Table, formula: Formula, options: FitOptions = {}): Fit {
  return finish(fitTableSteps(table, formula, options));
}

export function* fitTableSteps(table: Table, formula: Formula, options: FitOptions = {}): Steps<Fit> {
  const id = options.estimator ?? (formula.effects.length > 0 || options.effect !== undefined ? 'within' : 'pooling');
  if (!(id in ESTIMATORS))
    throw new AimaqError('panel-unknown-estimator', { name: id, known: Object.keys(ESTIMATORS).join(', ') });
  const entry: EstimatorEntry = ESTIMATORS[id as EstimatorId];
  const chosen = chosenOptions(options);
  for (const option of Object.keys(chosen)) {
    if (option === 'effect' || entry.reads?.includes(option as SpecialOption) === true) continue;
    const takers = Object.entries<EstimatorEntry>(ESTIMATORS).filter(([, other]) =>
      other.reads?.includes(option as SpecialOption),
    );
    throw new AimaqError('panel-option', { estimator: id, option, takers: takers.map(([name]) => name).join(', ') });
  }
  if (entry.unitsOnly === true && chosen.effect !== undefined && chosen.effect !== 'individual')
    throw new AimaqError('panel-unit-effect', { estimator: id });
  const designOptions: DesignOptions = {
    ...(options.panel === undefined ? {} : { panel: options.panel }),
    ...(options.weights === undefined ? {} : { weights: options.weights }),
    ...(options.where === undefined ? {} : { where: options.where }),
    ...(options.keepSingletons === undefined ? {} : { keepSingletons: options.keepSingletons }),
    ...(options.predict === undefined ? {} : { fresh: table.rows }),
  };
  const all = options.predict === undefined ? table : appendRows(table, options.predict);
  const built = buildDesign(all, entry.design?.(formula) ?? formula, designOptions);
  const design = { ...built, formula };
  return entry.steps === undefined ? entry.fit(design, chosen) : yield* entry.steps(design, chosen);
}

function chosenOptions(options: FitOptions): EstimatorOptions {
  const { effect, varianceComponents, transformation, instrumentMethod, steps, collapse } = options;
  if (effect !== undefined && effect !== 'individual' && effect !== 'time' && effect !== 'twoways') {
    throw new AimaqError('panel-unknown-effect', { name: effect });
  }
  if (steps !== undefined && steps !== 1 && steps !== 2)
    throw new AimaqError('panel-unknown-choice', { option: 'steps', name: steps, known: '1, 2' });
  const components = choice('varianceComponents', varianceComponents, VARIANCE_COMPONENTS);
  const rows = choice('transformation', transformation, TRANSFORMATIONS);
  const method = choice('instrumentMethod', instrumentMethod, INSTRUMENT_METHODS);
  return {
    ...(effect === undefined ? {} : { effect }),
    ...(components === undefined ? {} : { varianceComponents: components }),
    ...(rows === undefined ? {} : { transformation: rows }),
    ...(method === undefined ? {} : { instrumentMethod: method }),
    ...(steps === undefined ? {} : { steps }),
    ...(collapse === undefined ? {} : { collapse }),
  };
}

function choice<T extends string>(option: string, name: string | undefined, known: readonly T[]): T | undefined {
  if (name === undefined) return undefined;
  const found = known.find((one) => one === name);
  if (found === undefined) throw new AimaqError('panel-unknown-choice', { option, name, known: known.join(', ') });
  return found;
}
