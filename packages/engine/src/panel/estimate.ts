/**
 * One call from table to documents: formula → design → fit → covariance → `aimaq/estimate@1`, with the small-cluster
 * tests beside whenever there are fewer than 50 clusters and they are wanted.
 */
import type { Table } from '../data/table.js';
import { studentQuantile, studentTwoSided } from '../distribution/student.js';
import { isUnavailable, type Maybe, type Note, note } from '../errors.js';
import { type Formula, parseFormulas, printFormula } from '../formula/index.js';
import { type Coordinates, clustersOf, printCovariance, typeOf } from '../inference/covarianceSpec.js';
import { type Beside, beside, fewClusters } from '../inference/fewClusters.js';
import { conventionOf } from '../inference/smallSample.js';
import { wildVariantOf } from '../inference/wildBootstrap.js';
import { workingModelOf } from '../inference/workingModel.js';
import type { EstimateDocument, FewClustersDocument } from '../result/documents/estimate.js';
import { finish, type Steps } from '../run.js';
import type { Fit } from './fit.js';
import { fitCovariance } from './fitCovariance.js';
import { type FitOptions, fitTableSteps } from './fitTable.js';
import { fixedEffects } from './fixedEffects.js';
import { type FurtherTests, furtherTests } from './furtherTests.js';
import { goodness } from './goodness.js';
import { type InstrumentSummary, instrumentSummary } from './instruments.js';
import { marginalEffects } from './marginalEffects.js';
import { observations } from './observations.js';
import { predictions } from './predictions.js';

export interface EstimateOptions extends FitOptions {
  /** `iid`, `HC1`, `CR1S:region`, … Default: clustered by unit with a panel, iid without. */
  readonly covariance?: string;
  readonly convention?: string;
  /** Columns that `conley` reads; default lon and lat. */
  readonly coordinates?: Coordinates;
  /**
   * true: CR2, CR3, wild bootstrap with its interval, leave-one-out, …; false: nothing; default: CR2 and the wild bootstrap
   * beside each coefficient when one cluster variable has fewer than 50 clusters.
   */
  readonly fewClusters?: boolean;
  readonly level?: number;
  /** Fitted value, residual and, where it exists, an interval for each row of the sample. */
  readonly observations?: boolean;
  /** Average effects and elasticities of the variables through logs, powers and interactions. */
  readonly marginalEffects?: boolean;
  readonly seed?: number;
  /** Variant of the wild cluster bootstrap of `fewClusters`; WCR11. */
  readonly wild?: string;
  /** Column of groups inside the clusters whose signs are drawn: for few treated clusters. */
  readonly wildGroups?: string;
  /** Draws of bootstraps and reassignments where they are not all enumerated. */
  readonly draws?: number;
  readonly tests?: FurtherTests;
}

/** Clusters below which the usual clustered standard error is a guess. */
export const FEW_CLUSTERS = 50;
/** Fixed-effects R² above which the full R² says little. */
export const HIGH_EFFECTS_R2 = 0.9;

/** One document a model of the formula (several with sw(), csw(), c()). Errors: those of formula, design, panel, inference. */
export function estimateTable(
  table: Table,
  formula: string | Formula,
  options: EstimateOptions = {},
): EstimateDocument[] {
  return finish(estimateSteps(table, formula, options));
}

/** The same in steps, for `drive`: what takes long can be watched and stopped. */
export function* estimateSteps(
  table: Table,
  formula: string | Formula,
  options: EstimateOptions = {},
): Steps<EstimateDocument[]> {
  const documents: EstimateDocument[] = [];
  for (const model of typeof formula === 'string' ? parseFormulas(formula) : [formula])
    documents.push(estimate(yield* fitTableSteps(table, model, options), options));
  return documents;
}

export function estimate(fit: Fit, options: EstimateOptions = {}): EstimateDocument {
  const level = options.level ?? 0.95;
  const convention = conventionOf(options.convention ?? 'stata');
  const {
    spec,
    covariance: cov,
    own,
  } = fitCovariance(fit, options.covariance, {
    convention,
    unit: options.panel?.unit,
    coordinates: options.coordinates,
  });
  const notes: Note[] = [...fit.notes];
  const good = goodness(fit);
  const { full, within, fixedEffectsOnly } = good.rSquared;
  if (fixedEffectsOnly !== null && fixedEffectsOnly > HIGH_EFFECTS_R2 && full !== null && within !== null) {
    notes.push(
      note('panel-r-squared-by-fixed-effects', {
        fixedEffectsOnly: short(fixedEffectsOnly),
        full: short(full),
        within: short(within),
      }),
    );
  }
  const { solver } = fit;
  if (solver !== undefined && !solver.converged)
    notes.push(note('numeric-not-converged', { iterations: solver.iterations, residual: solver.residual }));
  else if (cov === null)
    notes.push(
      note('panel-few-observations', {
        n: fit.degrees.n,
        parameters: fit.degrees.k + fit.degrees.absorbed,
        residual: fit.degrees.residual,
      }),
    );
  notes.push(...(cov?.notes ?? []));
  const few = cov !== null && spec.kind === 'cluster' && Math.min(...cov.clusterCounts) < FEW_CLUSTERS;
  if (few && cov !== null) notes.push(note('inference-few-clusters', { clusters: Math.min(...cov.clusterCounts) }));
  const by = spec.kind === 'cluster' ? spec.by[0] : options.panel?.unit;
  let small: FewClustersDocument | null = null;
  let aside: readonly Beside[] = [];
  const seed = {
    ...(options.seed === undefined ? {} : { seed: options.seed }),
    ...(options.draws === undefined ? {} : { draws: options.draws }),
  };
  const working = workingModelOf(fit, convention);
  const leastSquares = fit.twoStage === undefined && fit.own === undefined && fit.normal !== true;
  if (few && leastSquares && options.fewClusters === undefined && spec.kind === 'cluster' && spec.by.length === 1) {
    const found = beside(fit, spec.by[0], { ...seed, working });
    if (!('unavailable' in found)) aside = found;
  }
  if (options.fewClusters === true && fit.twoStage !== undefined) notes.push(note('panel-few-clusters-instruments'));
  else if (options.fewClusters === true && fit.own !== undefined)
    notes.push(note('panel-few-clusters-own', { estimator: fit.estimator }));
  else if (cov !== null && by !== undefined && options.fewClusters === true) {
    const found = fewClusters(fit, by, {
      level,
      working,
      ...seed,
      ...(options.wild === undefined ? {} : { variant: wildVariantOf(options.wild) }),
      ...(options.wildGroups === undefined ? {} : { groups: options.wildGroups }),
    });
    if ('unavailable' in found) notes.push(note(found.unavailable, found.params, '/fewClusters'));
    else {
      notes.push(...found.notes);
      aside = found.terms;
      small = {
        by,
        terms: found.terms.map((term) => ({
          ...term,
          CR2: { ...term.CR2 },
          CR3: { ...term.CR3 },
          partialLeverage: { ...term.partialLeverage },
          leaveOneOut: term.leaveOneOut.map((path) => ({ ...path })),
          wildBootstrap: {
            ...term.wildBootstrap,
            confidenceInterval:
              term.wildBootstrap.confidenceInterval === null
                ? [null, null]
                : [...term.wildBootstrap.confidenceInterval],
          },
        })),
        leverage: { ...found.leverage },
        effectiveClusters: found.effectiveClusters,
      };
    }
  }
  const instruments =
    fit.twoStage === undefined || cov === null ? null : instrumentSummary(fit, fit.twoStage, spec, convention);
  notes.push(...(instruments?.notes ?? []));
  const pValueOf = (j: number): number | null => {
    const df = cov?.degreesOfFreedom[j];
    if (cov === null || df === undefined || isUnavailable(df)) return null;
    const se = Math.sqrt(cov.matrix.data[j * fit.names.length + j]);
    return se > 0 ? studentTwoSided(fit.coefficients[j] / se, df) : null;
  };
  const further =
    options.tests === undefined || cov === null
      ? {}
      : furtherTests(fit, options.tests, { by, pValues: fit.names.map((_, j) => pValueOf(j)), ...seed }, notes);
  const effects = fixedEffects(fit);
  if (effects.some((one) => one.values === null)) {
    notes.push(note('panel-effects-not-listed', { levels: effects.reduce((sum, one) => sum + one.levels, 0) }));
  }
  const predicted = options.predict === undefined ? undefined : predictions(fit, level);
  notes.push(...(predicted?.notes ?? []));
  const index = fit.design.index;
  const k = fit.names.length;
  return {
    schema: 'aimaq/estimate@1',
    model: {
      estimator: fit.estimator,
      effect: fit.effect,
      formula: printFormula(fit.design.formula),
      response: fit.design.yName,
      varianceComponents: fit.varianceComponents?.method ?? null,
      weights: options.weights === undefined ? null : { ...options.weights },
    },
    sample: {
      rows: fit.design.sourceRows,
      used: fit.design.rows.length,
      units: index?.units.length ?? null,
      periods: index?.times.length ?? null,
      balanced: index?.balanced ?? null,
      dropped: fit.design.dropped.map((dropped) => ({ ...dropped })),
    },
    coefficients: fit.names.map((term, j) => {
      const estimated = fit.coefficients[j];
      const se = cov === null ? Number.NaN : Math.sqrt(cov.matrix.data[j * k + j]);
      const df = cov === null ? null : plain(cov.degreesOfFreedom[j], notes, `/coefficients/${j}/degreesOfFreedom`);
      const known = Number.isFinite(se) && se > 0;
      const t = known ? estimated / se : null;
      const half = known && df !== null ? se * studentQuantile((1 + level) / 2, df) : null;
      return {
        term,
        estimate: estimated,
        standardError: known ? se : null,
        statistic: t,
        degreesOfFreedom: df === Number.POSITIVE_INFINITY ? null : df,
        pValue: t === null || df === null ? null : studentTwoSided(t, df),
        confidenceInterval: half === null ? [null, null] : [estimated - half, estimated + half],
        ...(aside.length === 0 ? {} : { beside: besideOf(aside[j]) }),
      };
    }),
    removed: fit.removed.map((removed) => ({ ...removed, by: [...removed.by] })),
    covariance: {
      type: own ?? typeOf(spec),
      spec: own ?? printCovariance(spec),
      clusters: [...clustersOf(spec)],
      clusterCounts: [...(cov?.clusterCounts ?? [])],
      convention,
      recipe: { ...cov?.recipe },
      terms: [...fit.names],
      values: cov === null ? [] : fit.names.map((_, i) => fit.names.map((__, j) => cov.matrix.data[j * k + i])),
    },
    fit: {
      residualSumOfSquares: fit.residualSumOfSquares,
      residualDegreesOfFreedom: fit.degrees.residual,
      ...good,
      rSquared: { ...good.rSquared },
      rSquaredAbsent: { ...good.rSquaredAbsent },
      fStatistic: good.fStatistic === null ? null : { ...good.fStatistic },
      theta: fit.varianceComponents?.effects.length === 1 ? fit.varianceComponents.effects[0].theta.mean : null,
      varianceComponents:
        fit.varianceComponents === undefined
          ? null
          : {
              idiosyncratic: fit.varianceComponents.idiosyncratic,
              effects: fit.varianceComponents.effects.map((component) => ({
                ...component,
                theta: { ...component.theta },
              })),
            },
    },
    fixedEffects: effects.map((effect) => ({ ...effect })),
    ...(solver === undefined ? {} : { solver: { ...solver } }),
    fewClusters: small,
    ...further,
    instruments: instruments === null ? null : instrumentsDocument(instruments),
    ...(options.observations === true ? { observations: observations(fit, level) } : {}),
    ...(predicted === undefined ? {} : { predictions: predicted.rows }),
    ...(options.marginalEffects === true ? { marginalEffects: marginalEffects(fit, cov, level) } : {}),
    ...fit.details,
    warnings: notes.map((n) => ({ ...n })),
  };
}

function instrumentsDocument({ notes: _notes, ...summary }: InstrumentSummary) {
  return {
    ...summary,
    endogenous: [...summary.endogenous],
    excluded: [...summary.excluded],
    firstStage: summary.firstStage.map((stage) => ({ ...stage })),
  };
}

function besideOf({ CR2, wildBootstrap: { pValue, draws, exact } }: Beside) {
  return { CR2: { ...CR2 }, wildBootstrap: { pValue, draws, exact } };
}

function plain(value: Maybe, notes: Note[], path: string): number | null {
  if (!isUnavailable(value)) return value;
  notes.push(note(value.unavailable, value.params, path));
  return null;
}

function short(value: number): number {
  return Number(value.toFixed(4));
}
