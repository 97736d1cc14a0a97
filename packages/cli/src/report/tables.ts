/** A study's tables as CSV in full precision, with ids instead of names: for other programs, not for reading. */
import type { StudyResult } from '@aimaq/engine/result';
import { type CsvCell, csvText } from '@aimaq/engine/views';

export function studyTables(result: StudyResult): ReadonlyMap<string, string> {
  return new Map([
    ['coefficients', coefficients(result)],
    ['models', models(result)],
    ['hypotheses', hypotheses(result)],
    ['correlations', correlations(result)],
    ['clusters', clusters(result)],
    ['cluster-profiles', profiles(result)],
    ['recommendations', recommendations(result)],
    ['panel', panel(result)],
  ]);
}

function coefficients(result: StudyResult): string {
  const rows = result.models.flatMap(({ id, estimate }) =>
    estimate.coefficients.map((row): CsvCell[] => {
      const few = estimate.fewClusters?.terms.find((one) => one.term === row.term);
      return [
        id,
        row.term,
        row.estimate,
        row.standardError,
        row.statistic,
        row.degreesOfFreedom,
        row.pValue,
        ...row.confidenceInterval,
        estimate.covariance.type,
        few?.CR2.standardError ?? null,
        few?.CR2.degreesOfFreedom ?? null,
        few?.CR2.pValue ?? null,
        few?.wildBootstrap?.pValue ?? null,
      ];
    }),
  );
  const header =
    'model,term,estimate,standard_error,statistic,degrees_of_freedom,p_value,low,high,covariance,cr2_standard_error,cr2_degrees_of_freedom,cr2_p_value,wild_p_value';
  return csvText(header.split(','), rows);
}

function models(result: StudyResult): string {
  const header =
    'model,role,estimator,formula,used,units,periods,r_squared,r_squared_fixed_effects,r_squared_within,residual_df,clusters';
  return csvText(
    header.split(','),
    result.models.map(({ id, role, estimate }): CsvCell[] => [
      id,
      role,
      estimate.model.estimator,
      estimate.model.formula,
      estimate.sample.used,
      estimate.sample.units,
      estimate.sample.periods,
      estimate.fit.rSquared.full,
      estimate.fit.rSquared.fixedEffectsOnly,
      estimate.fit.rSquared.within,
      estimate.fit.residualDegreesOfFreedom,
      estimate.covariance.clusterCounts.join(' '),
    ]),
  );
}

function hypotheses(result: StudyResult): string {
  const header =
    'hypothesis,verdict,model,term,estimate,low,high,p_cr1s,p_cr2,p_wild,p_holm,p_benjamini_hochberg,p_romano_wolf,heaviest_region,its_share,effective_regions';
  const columns = header.split(',');
  return csvText(
    columns,
    result.hypotheses.flatMap((one): CsvCell[][] =>
      one.estimates.length === 0
        ? [[one.id, one.verdict, ...columns.slice(2).map(() => null)]]
        : one.estimates.map((estimate) => [
            one.id,
            one.verdict,
            estimate.model,
            estimate.term,
            estimate.estimate,
            ...estimate.confidenceInterval,
            estimate.pValue.CR1S,
            estimate.pValue.CR2,
            estimate.pValue.wildBootstrap,
            estimate.adjustedPValue,
            estimate.multiplicity?.benjaminiHochberg ?? null,
            estimate.multiplicity?.romanoWolf ?? null,
            estimate.leverage?.cluster ?? null,
            estimate.leverage?.share ?? null,
            estimate.leverage?.effectiveClusters ?? null,
          ]),
    ),
  );
}

function correlations(result: StudyResult): string {
  return csvText(
    ['x', 'y', 'n', 'estimate', 'p_value', 'adjusted_p_value', 'within', 'between'],
    result.correlation.pairs.map((pair): CsvCell[] => [
      pair.x,
      pair.y,
      pair.n,
      pair.estimate,
      pair.pValue,
      pair.adjustedPValue,
      pair.within,
      pair.between,
    ]),
  );
}

function clusters(result: StudyResult): string {
  return csvText(
    ['unit', 'regions', 'cluster', 'silhouette', 'border'],
    result.memberships.map((one): CsvCell[] => [
      one.unit,
      result.units.find((unit) => unit.id === one.unit)?.members.join(' ') ?? '',
      one.cluster,
      one.silhouette,
      String(one.border),
    ]),
  );
}

function profiles(result: StudyResult): string {
  return csvText(
    ['cluster', 'variable', 'mean', 'overall', 'standardized'],
    result.clusters.flatMap((cluster) =>
      cluster.profile.map((one): CsvCell[] => [cluster.id, one.variable, one.mean, one.overall, one.standardized]),
    ),
  );
}

function recommendations(result: StudyResult): string {
  const rows = (kind: string, sets: StudyResult['recommendations']['regions']): CsvCell[][] =>
    Object.entries(sets).flatMap(([id, set]) =>
      set.recommended.map((one) => [kind, id, one.rank, one.instrument, one.verdict, one.evidenceGrade]),
    );
  return csvText(
    ['for', 'id', 'rank', 'instrument', 'verdict', 'evidence_grade'],
    [...rows('cluster', result.recommendations.clusters), ...rows('region', result.recommendations.regions)],
  );
}

function panel(result: StudyResult): string {
  const names = Object.keys(result.panel.values);
  return csvText(
    ['unit', 'time', ...names],
    result.panel.units.flatMap((unit, i) =>
      result.panel.times.map((time, t): CsvCell[] => [
        unit,
        time,
        ...names.map((name) => result.panel.values[name]?.[i]?.[t] ?? null),
      ]),
    ),
  );
}
