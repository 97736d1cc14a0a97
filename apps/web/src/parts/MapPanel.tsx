/** The map of a country with its switch; where a country has no map, the tree of its groups takes its place. */
import { clusterMap, clusterTiles, indicatorMap, type Scene, studyDendrogram, variableMap } from '@aimaq/engine/views';
import { Chart } from '@aimaq/ui';
import type { ReactElement } from 'react';
import type { MapChoice } from '../lib/mapChoice';
import type { Site } from '../lib/site';
import { ChartLinks } from './ChartLinks';

interface Props {
  readonly site: Site;
  readonly choice: MapChoice;
}

export function MapPanel({ site, choice }: Props): ReactElement {
  const { t, result, reader } = site;
  const href = (region: string) => site.to.region(region);
  if (result.map === null) {
    return (
      <Chart
        id="map-figure"
        scene={studyDendrogram(result, reader, { href, width: 560 })}
        narrow={studyDendrogram(result, reader, { href, width: 340 })}
        caption={t('home.mapCaption', { regions: site.present.length, count: result.clusters.length })}
        tableLabel={t('showTable')}
      />
    );
  }
  const scene = sceneOf(site, choice, 'map');
  if (scene === null) return <p>{t('state.notKnown')}</p>;
  return (
    <div className="grid gap-4">
      <MapSwitch site={site} choice={choice} />
      <Chart
        id="map-figure"
        scene={scene}
        narrow={sceneOf(site, choice, 'tiles')}
        caption={
          choice.kind === 'clusters'
            ? t('home.mapCaption', { regions: site.present.length, count: result.clusters.length })
            : scene.title
        }
        source={reader.text(result.map.credit) ?? result.map.credit}
        tableLabel={t('showTable')}
        links={<ChartLinks site={site} chart={chartPath(choice)} year={choice.year} />}
      />
      {choice.years.length < 2 ? null : (
        <nav aria-label={t('indicator.years')} className="no-print">
          <ul className="flex flex-wrap gap-x-3 gap-y-1 text-sm">
            {choice.years.map((year) => (
              <li key={year}>
                <a
                  href={`${site.to.home()}?show=${choice.id}&year=${year}`}
                  aria-current={year === choice.year ? 'true' : undefined}
                  className={`inline-block py-1 ${year === choice.year ? 'font-bold text-ink no-underline' : ''}`}
                >
                  {reader.words.year(year)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </div>
  );
}

function chartPath(choice: MapChoice): string {
  return choice.kind === 'clusters' ? 'map/clusters' : `map/${choice.kind}s/${choice.id}`;
}

function sceneOf(site: Site, choice: MapChoice, form: 'map' | 'tiles'): Scene | null {
  const { result, reader } = site;
  const frame = { href: (region: string) => site.to.region(region), width: form === 'map' ? 560 : 360 };
  if (choice.kind === 'clusters' || choice.year === null)
    return form === 'map' ? clusterMap(result, reader, frame) : clusterTiles(result, reader, frame);
  return choice.kind === 'variable'
    ? variableMap(result, reader, { ...frame, variable: choice.id, year: choice.year, form })
    : indicatorMap(result, reader, { ...frame, indicator: choice.id, year: choice.year, form });
}

function MapSwitch({ site, choice }: Props): ReactElement {
  const { t, reader, result } = site;
  const themes = [...new Set(result.indicators.map((indicator) => indicator.theme))];
  return (
    <form action={site.to.home()} method="get" className="search no-print max-w-none!">
      <label className="sr-only" htmlFor="show">
        {t('home.mapSwitch')}
      </label>
      <select id="show" name="show" defaultValue={choice.id}>
        <option value="clusters">{t('home.clusters')}</option>
        <optgroup label={t('region.figures')}>
          {result.study.headline.map((id) => (
            <option key={id} value={id}>
              {reader.variable(id)}
            </option>
          ))}
        </optgroup>
        {themes.map((theme) => (
          <optgroup key={theme} label={reader.text(`theme.${theme}`) ?? theme}>
            {result.indicators
              .filter((one) => one.theme === theme)
              .map((one) => (
                <option key={one.id} value={one.id}>
                  {reader.indicator(one.id)}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
      <button type="submit" className="button button-quiet">
        {t('home.mapShow')}
      </button>
    </form>
  );
}
