import type { ReactElement } from 'react';
import type { Site } from '../lib/site';

interface Props {
  readonly site: Site;
  /** Path of the chart below `/api/v1/COUNTRY/charts/LOCALE/`. */
  readonly chart: string;
  readonly year?: number | null;
}

/** The chart to take away: as picture, as table, as a page to embed. */
export function ChartLinks({ site, chart, year = null }: Props): ReactElement {
  const query = year === null ? '' : `?year=${year}`;
  const address = (ending: string) => site.to.api(`charts/${site.locale}/${chart}.${ending}${query}`);
  return (
    <p className="source no-print flex flex-wrap gap-x-4">
      <a href={address('svg')}>{site.t('chart.svg')}</a>
      <a href={address('csv')}>{site.t('chart.csv')}</a>
      <a href={address('html')}>{site.t('chart.embed')}</a>
    </p>
  );
}
