/** What stands under `/api/v1/COUNTRY/…`: excerpts of the result, as JSON and as long tables. */
import type { StudyResult } from '@aimaq/engine/result';
import { clusterOfRegion } from '@aimaq/engine/views';
import type { Cell } from './csv';

export interface Excerpt {
  readonly json: unknown;
  /** The same as a table; null where there is no sensible one. */
  readonly table: { readonly columns: readonly string[]; readonly rows: readonly (readonly Cell[])[] } | null;
}

/** Excerpt at a path without its ending; null when there is none. */
export function excerptOf(result: StudyResult, path: readonly string[]): Excerpt | null {
  const [folder, id] = path;
  if (path.length === 1) {
    switch (folder) {
      case 'result':
        return { json: result, table: null };
      case 'series':
        return seriesExcerpt(result, () => true);
      case 'panel':
        return panel(result);
      case 'regions':
        return regions(result);
      case 'indicators':
        return indicators(result);
      case 'estimates':
        return estimates(result);
      case 'clusters':
        return clusters(result);
      case 'hypotheses':
        return { json: result.hypotheses, table: null };
      case 'instruments':
        return { json: result.instruments, table: null };
      default:
        return null;
    }
  }
  if (path.length !== 2 || id === undefined) return null;
  if (folder === 'regions' && result.regions.some((region) => region.id === id)) {
    const series = seriesExcerpt(result, (one) => one.region === id);
    return {
      json: {
        region: result.regions.find((region) => region.id === id),
        cluster: clusterOfRegion(result, id),
        recommendations: result.recommendations.regions[id] ?? null,
        series: series.json,
      },
      table: series.table,
    };
  }
  if (folder === 'indicators' && result.indicators.some((indicator) => indicator.id === id)) {
    return seriesExcerpt(result, (one) => one.indicator === id);
  }
  if (folder === 'clusters') {
    const cluster = result.clusters.find((one) => one.id === id);
    if (cluster === undefined) return null;
    return { json: { ...cluster, recommendations: result.recommendations.clusters[id] ?? null }, table: null };
  }
  return null;
}

function seriesExcerpt(result: StudyResult, wanted: (series: StudyResult['series'][number]) => boolean): Excerpt {
  const series = result.series.filter(wanted);
  const unit = (indicator: string) => result.texts.en?.[`indicator.${indicator}.unit`] ?? '';
  return {
    json: series,
    table: {
      columns: ['region', 'indicator', 'unit', 'year', 'value', 'source'],
      rows: series.flatMap((one) =>
        one.years.map((year, i) => [one.region, one.indicator, unit(one.indicator), year, one.values[i], one.source]),
      ),
    },
  };
}

/** The panel on which the models are estimated: a row for each unit and year, a column for each variable. */
function panel(result: StudyResult): Excerpt {
  const { units, times, values } = result.panel;
  const variables = Object.keys(values);
  return {
    json: result.panel,
    table: {
      columns: ['unit', 'year', ...variables],
      rows: units.flatMap((unit, u) =>
        times.map((time, i) => [unit, time, ...variables.map((variable) => values[variable]?.[u]?.[i])]),
      ),
    },
  };
}

function regions(result: StudyResult): Excerpt {
  const locales = result.study.locales;
  return {
    json: result.regions,
    table: {
      columns: [
        'id',
        ...locales.map((locale) => `name_${locale}`),
        'type',
        'iso',
        'valid_from',
        'valid_to',
        'unit',
        'cluster',
      ],
      rows: result.regions.map((region) => [
        region.id,
        ...locales.map((locale) => result.texts[locale]?.[`region.${region.id}.name`]),
        region.type,
        region.iso,
        region.validFrom,
        region.validTo,
        region.unit,
        clusterOfRegion(result, region.id),
      ]),
    },
  };
}

function indicators(result: StudyResult): Excerpt {
  const locales = result.study.locales;
  return {
    json: result.indicators,
    table: {
      columns: [
        'id',
        ...locales.map((locale) => `name_${locale}`),
        'unit',
        'theme',
        'direction',
        'aggregation',
        'sources',
      ],
      rows: result.indicators.map((one) => [
        one.id,
        ...locales.map((locale) => result.texts[locale]?.[`indicator.${one.id}.name`]),
        result.texts.en?.[`indicator.${one.id}.unit`],
        one.theme,
        one.direction,
        one.aggregation,
        one.sources.join(' '),
      ]),
    },
  };
}

function estimates(result: StudyResult): Excerpt {
  return {
    json: result.models,
    table: {
      columns: [
        'model',
        'role',
        'term',
        'estimate',
        'standard_error',
        'covariance',
        'p_value',
        'low',
        'high',
        'observations',
      ],
      rows: result.models.flatMap(({ id, role, estimate }) =>
        estimate.coefficients.map((one) => [
          id,
          role,
          one.term,
          one.estimate,
          one.standardError,
          estimate.covariance.type,
          one.pValue,
          one.confidenceInterval[0],
          one.confidenceInterval[1],
          estimate.sample.used,
        ]),
      ),
    },
  };
}

function clusters(result: StudyResult): Excerpt {
  return {
    json: { clusters: result.clusters, memberships: result.memberships },
    table: {
      columns: ['unit', 'cluster', 'probability', 'silhouette', 'border'],
      rows: result.memberships.map((one) => [
        one.unit,
        one.cluster,
        one.probability?.[one.cluster],
        one.silhouette,
        one.border,
      ]),
    },
  };
}
