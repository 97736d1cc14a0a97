/** Charts that have an address of their own: as SVG, as a table, as a page to embed. */
import {
  clusterMap,
  clusterTiles,
  correlationHeatmap,
  gapsScene,
  hypothesisCurve,
  hypothesisForest,
  indicatorMap,
  regionTrend,
  type Scene,
  studyDendrogram,
  variableMap,
} from '@aimaq/engine/views';
import { indicatorLines } from './lines';
import type { Site } from './site';

const WIDTH = 720;

/**
 * `map/clusters`, `tiles/clusters`, `map/indicators/ID` (with `year`), `map/variables/ID` (with `year`), `dendrogram`,
 * `correlations`, `gaps/REGION`, `curves/ID`, `hypotheses/ID`, `lines/INDICATOR`, `trends/REGION/INDICATOR`; null for
 * anything else.
 */
export function chartOf(site: Site, path: readonly string[], year?: number): Scene | null {
  const { result, reader } = site;
  const [kind, first = '', second = ''] = path;
  switch (`${kind} ${path.length}`) {
    case 'map 2':
      return first === 'clusters' ? clusterMap(result, reader, { width: WIDTH }) : null;
    case 'tiles 2':
      return first === 'clusters' ? clusterTiles(result, reader, { width: 360 }) : null;
    case 'map 3':
      if (first === 'variables' && result.variables.some((one) => one.id === second))
        return variableMap(result, reader, { variable: second, width: WIDTH, ...(year === undefined ? {} : { year }) });
      if (first === 'indicators' && result.indicators.some((one) => one.id === second)) {
        const shown = year ?? latestYear(site, second);
        return shown === null ? null : indicatorMap(result, reader, { indicator: second, year: shown, width: WIDTH });
      }
      return null;
    case 'dendrogram 1':
      return studyDendrogram(result, reader, { width: WIDTH });
    case 'correlations 1':
      return correlationHeatmap(result, reader, WIDTH);
    case 'lines 2':
      return result.indicators.some((one) => one.id === first) ? indicatorLines(site, first, WIDTH) : null;
    case 'gaps 2':
      return result.regions.some((one) => one.id === first)
        ? gapsScene(result, reader, { region: first, width: WIDTH })
        : null;
    case 'curves 2':
      return hypothesisCurve(result, reader, first, WIDTH);
    case 'hypotheses 2':
      return hypothesisForest(result, reader, first, WIDTH);
    case 'trends 3':
      return result.regions.some((one) => one.id === first) && result.indicators.some((one) => one.id === second)
        ? regionTrend(result, reader, { region: first, indicator: second, width: WIDTH })
        : null;
    default:
      return null;
  }
}

/** Latest year in which any present region has a value of the indicator. */
function latestYear(site: Site, indicator: string): number | null {
  const years = site.present.flatMap((region) => site.figures.series(indicator, region.id)?.years ?? []);
  return years.length === 0 ? null : Math.max(...years);
}
