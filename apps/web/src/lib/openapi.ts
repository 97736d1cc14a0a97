/** Description of the read-only interface (OpenAPI 3.1). */
import { LOCALES } from '@aimaq/locales';

const ETAG = { ETag: { description: 'Changes with the result.', schema: { type: 'string' } } };
const JSON_TYPE = 'application/json';
const CSV = 'text/csv';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

interface Described {
  readonly path: string;
  readonly summary: string;
  readonly types: readonly string[];
  readonly parameters?: readonly string[];
}

const TABLE = [JSON_TYPE, CSV, XLSX];

const PATHS: readonly Described[] = [
  { path: 'result.json', summary: 'The whole result (aimaq/study-result@1)', types: [JSON_TYPE] },
  {
    path: 'series.{ending}',
    summary: 'All published values: region, indicator, unit, year, value, source',
    types: TABLE,
  },
  { path: 'panel.{ending}', summary: 'The panel of the models: unit, year, variables', types: TABLE },
  { path: 'regions.{ending}', summary: 'Regions with names, codes, years and group', types: TABLE },
  { path: 'regions/{region}.{ending}', summary: 'One region: group, recommendations, series', types: TABLE },
  { path: 'indicators.{ending}', summary: 'Dictionary of indicators', types: TABLE },
  { path: 'indicators/{indicator}.{ending}', summary: 'One indicator in all regions and years', types: TABLE },
  { path: 'estimates.{ending}', summary: 'Estimates of all models', types: TABLE },
  { path: 'clusters.{ending}', summary: 'Groups and membership', types: TABLE },
  { path: 'clusters/{cluster}.json', summary: 'One group and what is recommended to it', types: [JSON_TYPE] },
  { path: 'hypotheses.json', summary: 'Claims, their verdicts and estimates', types: [JSON_TYPE] },
  { path: 'instruments.json', summary: 'Policy instruments and their evidence', types: [JSON_TYPE] },
  { path: 'package.zip', summary: 'The published tables as a data package', types: ['application/zip'] },
  { path: 'versions.json', summary: 'Results by stamp, the present one first', types: [JSON_TYPE] },
  {
    path: 'versions/{stamp}/{excerpt}',
    summary: 'Any of the above from an earlier result; the content at such an address never changes',
    types: [...TABLE, 'application/zip'],
  },
  {
    path: 'charts/{locale}/{chart}.{form}',
    summary:
      'A chart as picture, table or page to embed: map/clusters, map/indicators/ID, map/variables/ID, tiles/clusters, dendrogram, correlations, hypotheses/ID, gaps/REGION, curves/ID, lines/INDICATOR, trends/REGION/INDICATOR',
    types: ['image/svg+xml', CSV, 'text/html'],
    parameters: ['year'],
  },
  { path: 'cards/{locale}/{region}.png', summary: 'Picture for links (1200 × 630)', types: ['image/png'] },
  { path: 'feed/{locale}.xml', summary: 'Feed of results', types: ['application/atom+xml'] },
];

export function openApi(countries: readonly string[]): unknown {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Aimaq',
      version: '1.0.0',
      description: 'Read-only. Answers carry an ETag and may be asked for from any origin.',
      license: { name: 'CC BY 4.0', identifier: 'CC-BY-4.0' },
    },
    servers: [{ url: '/api/v1' }],
    paths: Object.fromEntries(PATHS.map((one) => [`/{country}/${one.path}`, { get: operation(one, countries) }])),
  };
}

function operation(one: Described, countries: readonly string[]): unknown {
  const names = ['country', ...[...one.path.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? '')];
  const choices: Readonly<Record<string, readonly string[]>> = {
    country: countries,
    ending: ['json', 'csv', 'xlsx'],
    form: ['svg', 'csv', 'html'],
    locale: LOCALES,
  };
  return {
    summary: one.summary,
    parameters: [
      ...names.map((name) => ({
        name,
        in: 'path',
        required: true,
        schema: choices[name] === undefined ? { type: 'string' } : { type: 'string', enum: choices[name] },
      })),
      ...(one.parameters ?? []).map((name) => ({ name, in: 'query', schema: { type: 'integer' } })),
    ],
    responses: {
      200: {
        description: 'The excerpt',
        headers: ETAG,
        content: Object.fromEntries(one.types.map((type) => [type, {}])),
      },
      304: { description: 'Not changed since the edition named in If-None-Match' },
      404: { description: 'Nothing at this address' },
    },
  };
}
