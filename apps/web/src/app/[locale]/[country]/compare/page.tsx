import { trendScene } from '@aimaq/engine/views';
import { Chart, DataTable } from '@aimaq/ui';
import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { at } from '../../../../lib/figures';
import { siteOf } from '../../../../lib/site';
import { besideOf } from '../../../../parts/findings';
import { Section } from '../../../../parts/Section';

type Props = PageProps<'/[locale]/[country]/compare'>;

const MOST = 5;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, country } = await params;
  return { title: (await siteOf(locale, country)).t('nav.compare') };
}

export default async function Page({ params, searchParams }: Props): Promise<ReactElement> {
  const { locale, country } = await params;
  const site = await siteOf(locale, country);
  const { t, reader, result, to, figures } = site;
  const { words } = reader;
  const asked = [(await searchParams).regions ?? []].flat().flatMap((part) => part.split(','));
  const chosen = [...new Set(asked)]
    .flatMap((id) => site.present.find((region) => region.id === id) ?? [])
    .slice(0, MOST);
  const address = (ids: readonly string[]) =>
    ids.length === 0 ? to.page('compare') : `${to.page('compare')}?regions=${ids.join(',')}`;
  const ids = chosen.map((region) => region.id);
  const headline = result.study.headline;
  /** The year in which most of the regions have a value, the latest of such. */
  const yearOf = (indicator: string) => {
    const years = ids.flatMap((id) => figures.series(indicator, id)?.years ?? []);
    const holders = (year: number) => years.filter((one) => one === year).length;
    return [...new Set(years)].sort((a, b) => holders(b) - holders(a) || b - a)[0];
  };
  return (
    <>
      <div className="wrap grid gap-4 py-8 md:py-10">
        <h1>{t('nav.compare')}</h1>
        <p className="lead quiet">{t('compare.intro', { most: MOST })}</p>
        {chosen.length === 0 ? null : (
          <ul className="flex flex-wrap gap-2">
            {chosen.map((region, i) => (
              <li key={region.id} className="tag tag-plain">
                <svg viewBox="0 0 10 10" className="mark" aria-hidden="true">
                  <rect width="10" height="10" className={`f-cluster${i + 1}`} />
                </svg>
                {reader.region(region.id)}
                <a href={address(ids.filter((id) => id !== region.id))}>
                  <span aria-hidden="true">×</span>
                  <span className="sr-only">{t('compare.remove', { name: reader.region(region.id) })}</span>
                </a>
              </li>
            ))}
          </ul>
        )}
        {chosen.length >= MOST ? null : (
          <form action={to.page('compare')} method="get" className="search no-print">
            {ids.map((id) => (
              <input key={id} type="hidden" name="regions" value={id} />
            ))}
            <label className="sr-only" htmlFor="add">
              {t('compare.add')}
            </label>
            <select id="add" name="regions">
              {site.present
                .filter((region) => !ids.includes(region.id))
                .map((region) => (
                  <option key={region.id} value={region.id}>
                    {reader.region(region.id)}
                  </option>
                ))}
            </select>
            <button type="submit" className="button">
              {t('compare.add')}
            </button>
          </form>
        )}
      </div>
      {chosen.length < 2 ? null : (
        <>
          <Section id="headline" title={t('region.figures')} intro={t('compare.headlineIntro')}>
            <DataTable
              caption={t('region.figures')}
              captionHidden
              label={t('region.figures')}
              stacked
              numeric={[...ids.map((_, i) => i + 1), ids.length + 1]}
              columns={[
                t('findings.variable'),
                ...chosen.map((region) => reader.region(region.id, 'short')),
                reader.region(result.nation, 'short'),
              ]}
              rows={headline.map((id) => [
                <span key={id}>
                  {reader.variable(id)}
                  <span className="quiet block text-sm">{reader.variableUnit(id)}</span>
                </span>,
                ...[...ids, result.nation].map((region) => {
                  const figure = figures.derived(id, region);
                  return figure === null ? (
                    t('state.notKnown')
                  ) : (
                    <span key={region}>
                      {words.number(figure.value)} <span className="quiet text-sm">({words.year(figure.year)})</span>
                    </span>
                  );
                }),
              ])}
            />
          </Section>
          <Section id="all" title={t('compare.all')} intro={t('compare.allIntro')}>
            <DataTable
              caption={t('compare.all')}
              captionHidden
              label={t('compare.all')}
              stacked
              numeric={ids.map((_, i) => i + 1)}
              columns={[t('indicator.name'), ...chosen.map((region) => reader.region(region.id, 'short'))]}
              rows={result.indicators.map((indicator) => {
                const year = yearOf(indicator.id);
                return [
                  <span key={indicator.id}>
                    <a href={to.indicator(indicator.id)}>{reader.indicator(indicator.id)}</a>
                    <span className="quiet block text-sm">
                      {reader.indicatorUnit(indicator.id)}
                      {year === undefined ? null : `, ${words.year(year)}`}
                    </span>
                  </span>,
                  ...ids.map((id) => {
                    const series = figures.series(indicator.id, id);
                    const figure = series === undefined || year === undefined ? null : at(series, year);
                    return figure === null ? t('state.notKnown') : words.number(figure.value);
                  }),
                ];
              })}
            />
          </Section>
          <Section id="trends" title={t('compare.trends')}>
            <div className="grid-charts">
              {result.indicators.map((indicator) => {
                const series = chosen.flatMap((region, i) => {
                  const own = figures.series(indicator.id, region.id);
                  return own === undefined
                    ? []
                    : [
                        {
                          name: reader.region(region.id, 'short'),
                          years: own.years,
                          values: own.values,
                          role: `cluster${(i + 1) as 1 | 2 | 3 | 4 | 5}` as const,
                          emphasis: true,
                        },
                      ];
                });
                if (series.length < 2) return null;
                return (
                  <Chart
                    key={indicator.id}
                    id={`trend-${indicator.id}`}
                    scene={trendScene(
                      {
                        series,
                        title: reader.indicator(indicator.id),
                        unit: reader.indicatorUnit(indicator.id),
                        breaks: figures
                          .breaks(indicator.id, '')
                          .map((one) => ({ year: one.year, reason: reader.text(one.text) ?? one.kind })),
                        width: 360,
                      },
                      words,
                    )}
                    finding={besideOf(site, series)}
                    tableLabel={t('showTable')}
                  />
                );
              })}
            </div>
          </Section>
        </>
      )}
    </>
  );
}
