import { indicatorMap, stripScene } from '@aimaq/engine/views';
import { Chart, DataTable, SceneView } from '@aimaq/ui';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { ReactElement } from 'react';
import { at } from '../../../../../lib/figures';
import { indicatorLines } from '../../../../../lib/lines';
import { siteOf } from '../../../../../lib/site';
import { ChartLinks } from '../../../../../parts/ChartLinks';
import { DatasetData } from '../../../../../parts/DatasetData';
import { changeOf, rangeOf } from '../../../../../parts/findings';
import { InModels } from '../../../../../parts/InModels';
import { Section } from '../../../../../parts/Section';
import { Sources } from '../../../../../parts/Sources';

type Props = PageProps<'/[locale]/[country]/indicators/[indicator]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, country, indicator } = await params;
  return { title: (await siteOf(locale, country)).reader.indicator(indicator) };
}

export default async function Page({ params, searchParams }: Props): Promise<ReactElement> {
  const { locale, country, indicator: id } = await params;
  const site = await siteOf(locale, country);
  const { t, reader, result, to, figures } = site;
  const { words } = reader;
  const indicator = result.indicators.find((one) => one.id === id);
  if (indicator === undefined) notFound();
  const years = [...new Set(site.present.flatMap((region) => figures.series(id, region.id)?.years ?? []))].toSorted(
    (a, b) => a - b,
  );
  const wanted = Number((await searchParams).year);
  const year = years.includes(wanted) ? wanted : years.at(-1);
  const name = reader.indicator(id);
  const unit = reader.indicatorUnit(id);
  const national = figures.series(id, result.nation);
  const rows =
    year === undefined
      ? []
      : site.present.map((region) => {
          const series = figures.series(id, region.id);
          return { region, figure: series === undefined ? null : at(series, year) };
        });
  const ranked = rows
    .flatMap((row) => (row.figure === null ? [] : [{ region: row.region, value: row.figure.value }]))
    .toSorted((a, b) => b.value - a.value);
  const unknown = rows.filter((row) => row.figure === null);
  const href = (region: string) => to.region(region);
  const map = year === undefined ? null : indicatorMap(result, reader, { indicator: id, year, href, width: 760 });
  const tiles =
    year === undefined ? null : indicatorMap(result, reader, { indicator: id, year, href, width: 360, form: 'tiles' });
  const breaks = result.breaks.filter((one) => one.indicator === null || one.indicator === id);
  const distribution =
    year === undefined
      ? null
      : stripScene(
          {
            values: ranked.map(({ region, value }) => ({
              id: region.id,
              name: reader.region(region.id, 'short'),
              value,
            })),
            name,
            year,
            width: 560,
          },
          words,
        );
  const largest = Math.max(...ranked.map((row) => Math.abs(row.value)), 0);
  return (
    <>
      <div className="wrap grid gap-3 pt-6 pb-8">
        <nav aria-label={t('breadcrumb')} className="small">
          <a href={to.page('indicators')}>{t('nav.indicators')}</a>
        </nav>
        <h1>{name}</h1>
        <p className="lead quiet">{unit}</p>
        <p className="prose">{reader.text(`indicator.${id}.definition`)}</p>
        <p className="source">
          <Sources site={site} ids={indicator.sources} /> {t('figure.noError')}
        </p>
        {breaks.length === 0 ? null : (
          <div className="small">
            <p className="font-semibold">{t('data.breaks')}</p>
            <ul className="list">
              {breaks.map((one) => (
                <li key={`${one.year} ${one.kind} ${one.region}`}>
                  {words.year(one.year)}
                  {one.region === null ? '' : `, ${reader.region(one.region)}`}: {reader.text(one.text) ?? one.kind}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
      {year === undefined ? null : (
        <Section id="map" title={t('indicator.mapTitle', { year: words.year(year) })}>
          <nav aria-label={t('indicator.years')} className="mb-4">
            <ul className="flex flex-wrap gap-x-3 gap-y-1 text-sm">
              {years.map((one) => (
                <li key={one}>
                  <a
                    href={`${to.indicator(id)}?year=${one}`}
                    aria-current={one === year ? 'true' : undefined}
                    className={`inline-block py-1 ${one === year ? 'font-bold text-ink no-underline' : ''}`}
                  >
                    {words.year(one)}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          {map === null ? null : (
            <Chart
              id="map-figure"
              scene={map}
              narrow={tiles}
              finding={rangeOf(
                site,
                ranked.map(({ region, value }) => ({ region: region.id, value })),
              )}
              source={reader.text(result.map?.credit ?? '') ?? result.map?.credit}
              tableLabel={t('showTable')}
              links={<ChartLinks site={site} chart={`map/indicators/${id}`} year={year} />}
            />
          )}
          {ranked.length < 3 ? null : (
            <div className="mt-6 max-w-xl">
              <h3 className="mb-1">{t('indicator.distribution')}</h3>
              <p className="small quiet mb-2">{distribution?.description}</p>
              {distribution === null ? null : <SceneView scene={distribution} id="distribution" />}
            </div>
          )}
        </Section>
      )}
      {year === undefined ? null : (
        <Section id="ranking" title={t('indicator.ranking', { year: words.year(year) })}>
          <DataTable
            caption={`${name}, ${unit}, ${words.year(year)}`}
            label={name}
            numeric={[1]}
            columns={[words.text('views.region'), words.text('views.value'), t('indicator.bar')]}
            rows={[
              ...ranked.map(({ region, value }) => [
                <a key={region.id} href={to.region(region.id)}>
                  {reader.region(region.id)}
                </a>,
                words.number(value),
                <svg
                  key={region.id}
                  viewBox="0 0 100 4"
                  preserveAspectRatio="none"
                  className="h-3 w-full min-w-16"
                  aria-hidden="true"
                >
                  <rect
                    width={largest === 0 ? 0 : (Math.abs(value) / largest) * 100}
                    height="4"
                    className={`f-cluster${site.colour(site.clusterOf(region.id) ?? '')}`}
                  />
                </svg>,
              ]),
              ...unknown.map(({ region }) => [
                <a key={region.id} href={to.region(region.id)}>
                  {reader.region(region.id)}
                </a>,
                t(region.validFrom !== null && region.validFrom > year ? 'state.notApplicable' : 'state.notKnown'),
                '',
              ]),
            ]}
          />
        </Section>
      )}
      <Section id="trend" title={t('compare.trends')}>
        <Chart
          id="trend-figure"
          scene={indicatorLines(site, id, 720)}
          narrow={indicatorLines(site, id, 360)}
          caption={name}
          finding={national === undefined ? undefined : `${reader.region(result.nation)}: ${changeOf(site, national)}`}
          tableLabel={t('showTable')}
          links={<ChartLinks site={site} chart={`lines/${id}`} />}
        />
      </Section>
      <InModels site={site} indicator={id} />
      <DatasetData
        site={site}
        name={name}
        description={reader.text(`indicator.${id}.definition`) ?? unit}
        path={`indicators/${id}`}
      />
      <Section id="download" title={t('region.download')}>
        <ul className="list">
          <li>
            <a href={to.api(`indicators/${id}.csv`)}>{t('download.csv')}</a>
          </li>
          <li>
            <a href={to.api(`indicators/${id}.xlsx`)}>{t('download.xlsx')}</a>
          </li>
          <li>
            <a href={to.api(`indicators/${id}.json`)}>{t('download.json')}</a>
          </li>
        </ul>
      </Section>
    </>
  );
}
