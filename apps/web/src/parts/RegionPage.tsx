/** Profile of a region: figures, cluster, recommendations and why, similar regions, every published series. */
import { clusterTiles, gapsScene, membershipOf, readerOf, regionTrend } from '@aimaq/engine/views';
import { LOCALES, wordsOf } from '@aimaq/locales';
import { Chart, DataTable, SceneView } from '@aimaq/ui';
import type { ReactElement } from 'react';
import { boundariesOf } from '../lib/boundaries';
import { at } from '../lib/figures';
import type { Region, Site } from '../lib/site';
import { ChartLinks } from './ChartLinks';
import { ClusterBadge } from './ClusterBadge';
import { character } from './character';
import { FigureCard } from './FigureCard';
import { changeOf } from './findings';
import { Recommendations } from './Recommendations';
import { Section } from './Section';
import { Sources } from './Sources';

interface Props {
  readonly site: Site;
  readonly region: Region;
}

export function RegionPage({ site, region }: Props): ReactElement {
  const { t, reader, result, to } = site;
  const letter = site.clusterOf(region.id);
  const historic = region.validTo !== null;
  const tiles = clusterTiles(result, reader, { highlight: region.id, href: (id) => to.region(id), width: 320 });
  return (
    <>
      <div className="wrap flex items-start justify-between gap-8 pt-6 pb-8">
        <div className="grid gap-4">
          <nav aria-label={t('breadcrumb')} className="small">
            <a href={to.home()}>{reader.region(result.nation)}</a> <span aria-hidden="true">/</span>{' '}
            <a href={to.page('regions')}>{t('nav.regions')}</a>
          </nav>
          <h1>{reader.region(region.id)}</h1>
          <Identity site={site} region={region} />
          <BoundaryNotice site={site} region={region} />
        </div>
        {tiles === null || historic ? null : (
          <div className="hidden w-80 flex-none lg:block">
            <SceneView scene={tiles} id="place" />
          </div>
        )}
      </div>
      {historic ? null : (
        <>
          <Section id="figures" title={t('region.figures')} intro={t('region.figuresIntro')}>
            <div className="grid-cards">
              {result.study.headline.map((id) => (
                <FigureCard key={id} site={site} id={id} region={region.id} cluster={letter} />
              ))}
            </div>
          </Section>
          <Gaps site={site} region={region} />
          <Section id="recommendations" title={t('region.recommendations')} intro={t('recommendation.intro')}>
            <Recommendations site={site} area={region.id} set={result.recommendations.regions[region.id]} />
          </Section>
          <Membership site={site} region={region} letter={letter} />
          <Similar site={site} region={region} />
        </>
      )}
      <Trends site={site} region={region} />
      <Section id="download" title={t('region.download')}>
        <ul className="list">
          <li>
            <a href={to.api(`regions/${region.id}.csv`)}>{t('download.csv')}</a>
          </li>
          <li>
            <a href={to.api(`regions/${region.id}.xlsx`)}>{t('download.xlsx')}</a>
          </li>
          <li>
            <a href={to.api(`regions/${region.id}.json`)}>{t('download.json')}</a>
          </li>
          {historic ? null : (
            <li>
              <a href={`${to.page('compare')}?regions=${region.id}`}>{t('region.compare')}</a>
            </li>
          )}
        </ul>
        <p className="mt-4 flex flex-wrap gap-3">
          <button type="button" className="button button-quiet" data-print hidden>
            {t('page.print')}
          </button>
          <button type="button" className="button button-quiet" data-copy={t('page.copied')} hidden>
            {t('page.copy')}
          </button>
        </p>
      </Section>
    </>
  );
}

function Gaps({ site, region }: Props): ReactElement | null {
  const { t, reader, result } = site;
  const scene = gapsScene(result, reader, { region: region.id, width: 720 });
  if (scene === null) return null;
  return (
    <Section id="gaps" title={t('region.gaps')} intro={t('region.gapsIntro')}>
      <Chart
        id="gaps-figure"
        scene={scene}
        narrow={gapsScene(result, reader, { region: region.id, width: 350 })}
        tableLabel={t('showTable')}
        links={<ChartLinks site={site} chart={`gaps/${region.id}`} />}
      />
    </Section>
  );
}

function Identity({ site, region }: Props): ReactElement {
  const { t, reader, figures } = site;
  const letter = site.clusterOf(region.id);
  const others = LOCALES.filter((locale) => locale !== site.locale);
  const population = figures.series('population', region.id);
  const people = population === undefined ? null : at(population);
  const centre = reader.region(region.id, 'centre');
  return (
    <div className="grid gap-2">
      <p className="quiet">
        {others.map((locale, i) => (
          <span key={locale}>
            {i === 0 ? '' : ' · '}
            <span lang={locale}>{readerOf(site.result, wordsOf(locale)).region(region.id)}</span>
          </span>
        ))}
      </p>
      <ul className="flex flex-wrap items-center gap-x-5 gap-y-2">
        <TypeOfRegion site={site} region={region} />
        {region.type === 'city' || centre === '' ? null : <li>{t('region.centre', { centre })}</li>}
        {people === null ? null : (
          <li>
            {t('region.population', { year: reader.words.year(people.year), value: reader.words.number(people.value) })}
          </li>
        )}
        {letter === null ? null : (
          <li>
            <a href={site.to.cluster(letter)} className="inline-flex items-center gap-2">
              <ClusterBadge site={site} cluster={letter} /> <span aria-hidden="true">{t('region.toCluster')}</span>
            </a>
          </li>
        )}
      </ul>
    </div>
  );
}

/** In the words of the study: what its types of regions are called is data. */
function TypeOfRegion({ site, region }: Props): ReactElement | null {
  const known = site.reader.text(`regionType.${region.type}`);
  return known === undefined ? null : <li>{known}</li>;
}

function BoundaryNotice({ site, region }: Props): ReactElement | null {
  const { t, reader, to } = site;
  const boundaries = boundariesOf(site.result, region.id);
  if (boundaries.kind === 'unchanged') return null;
  const links = (ids: readonly string[]) =>
    ids.map((id, i) => (
      <span key={id}>
        {i === 0 ? ' ' : ', '}
        <a href={to.region(id)}>{reader.region(id)}</a>
      </span>
    ));
  const year = reader.words.year(boundaries.year);
  return (
    <p className="notice">
      {boundaries.kind === 'historic' ? (
        <>
          {t('boundary.historic', { year })}
          {links(boundaries.successors)}
        </>
      ) : boundaries.kind === 'new' ? (
        <>
          {t('boundary.new', { year })}
          {links(boundaries.predecessors)}
        </>
      ) : (
        <>
          {t('boundary.smaller', { year })}
          {links(boundaries.separated)}
        </>
      )}
    </p>
  );
}

function Membership(props: Props & { readonly letter: string | null }): ReactElement | null {
  const { site, region, letter } = props;
  const { t, reader, result, to } = site;
  const member = membershipOf(result, region.id);
  const cluster = result.clusters.find((one) => one.id === letter);
  const unit = result.units.find((one) => one.id === region.unit);
  if (letter === null || cluster === undefined || member === null) return null;
  const own = member.probability?.[letter];
  return (
    <Section id="cluster" title={t('region.cluster')}>
      <div className="grid gap-6 md:grid-cols-2">
        <div className="prose grid content-start gap-3">
          <p className="flex items-center gap-2 text-lg font-semibold">
            <ClusterBadge site={site} cluster={letter} />
            <a href={to.cluster(letter)}>{reader.cluster(letter)}</a>
          </p>
          <p>{character(site, cluster)}</p>
          {unit !== undefined && unit.members.length > 1 ? (
            <p>
              {t('region.asUnit', { regions: reader.words.list(unit.members.map((id) => reader.region(id, 'short'))) })}
            </p>
          ) : null}
          {own === undefined ? null : (
            <p>
              {t(own >= 0.8 ? 'membership.sure' : own >= 0.6 ? 'membership.likely' : 'membership.unsure', {
                share: own,
              })}
            </p>
          )}
          {member.border ? <p className="notice">{t('membership.border')}</p> : null}
        </div>
        {member.probability === null ? null : (
          <div>
            <DataTable
              caption={t('membership.caption')}
              label={t('membership.caption')}
              columns={[t('membership.cluster'), t('membership.share')]}
              numeric={[1]}
              rows={Object.entries(member.probability).map(([id, share]) => [
                <span key={id} className="inline-flex items-center gap-2">
                  <ClusterBadge site={site} cluster={id} />
                  <span aria-hidden="true">{reader.cluster(id)}</span>
                </span>,
                reader.words.percent(share, { digits: 0 }),
              ])}
            />
          </div>
        )}
      </div>
    </Section>
  );
}

const SIMILAR = 3;
const NAMED_SHARES = 2;

function Similar({ site, region }: Props): ReactElement | null {
  const { t, reader, result, to } = site;
  const member = membershipOf(result, region.id);
  if (member === null || member.neighbors.length === 0) return null;
  return (
    <Section id="similar" title={t('region.similar')} intro={t('region.similarIntro')}>
      <ul className="grid-cards">
        {member.neighbors.slice(0, SIMILAR).map((neighbor) => {
          const members = result.units.find((unit) => unit.id === neighbor.unit)?.members ?? [];
          const shares = neighbor.shares.toSorted((a, b) => b.share - a.share).slice(0, NAMED_SHARES);
          const alike = neighbor.shares.toSorted((a, b) => a.share - b.share).slice(0, NAMED_SHARES);
          return (
            <li key={neighbor.unit} className="card grid content-start gap-2">
              <h3 className="grid">
                {members.map((id, i) => (
                  <span key={id} className="py-0.5">
                    {i === 0 ? '' : '+ '}
                    <a href={to.region(id)}>{reader.region(id)}</a>
                  </span>
                ))}
              </h3>
              <p className="small">{t('similar.distance', { distance: neighbor.distance })}</p>
              <p className="small quiet">
                {t('similar.differs', {
                  list: reader.words.list(
                    shares.map(
                      (one) => `${reader.variable(one.variable)} (${reader.words.percent(one.share, { digits: 0 })})`,
                    ),
                  ),
                })}
              </p>
              <p className="small quiet">
                {t('similar.alike', { list: reader.words.list(alike.map((one) => reader.variable(one.variable))) })}
              </p>
              <details className="small">
                <summary>{t('similar.apart')}</summary>
                <DataTable
                  caption={t('similar.apart')}
                  captionHidden
                  label={`${t('similar.apart')}: ${reader.unit(neighbor.unit)}`}
                  columns={[t('findings.variable'), t('membership.share')]}
                  numeric={[1]}
                  rows={neighbor.shares
                    .toSorted((a, b) => b.share - a.share)
                    .map((one) => [reader.variable(one.variable), reader.words.percent(one.share, { digits: 0 })])}
                />
              </details>
              <p className="small mt-auto">
                <a href={`${to.page('compare')}?regions=${region.id},${members[0] ?? ''}`}>
                  {t('similar.compare')}
                  <span className="sr-only">: {reader.unit(neighbor.unit)}</span>
                </a>
              </p>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function Trends({ site, region }: Props): ReactElement {
  const { t, reader, result } = site;
  const shown = result.indicators.flatMap((indicator) => {
    const scene = regionTrend(result, reader, {
      region: region.id,
      indicator: indicator.id,
      width: 360,
      // A total of the country beside a part of it would press the part's line to the ground.
      country: indicator.aggregation !== 'sum',
    });
    return scene === null ? [] : [{ indicator, scene }];
  });
  const themes = [...new Set(shown.map((one) => one.indicator.theme))];
  const missing = result.indicators.filter((indicator) => !shown.some((one) => one.indicator.id === indicator.id));
  return (
    <Section id="trends" title={t('region.trends')} intro={t('region.trendsIntro')}>
      <div className="grid gap-8">
        {themes.map((theme) => (
          <div key={theme}>
            <h3 className="mb-3 text-lg">{reader.text(`theme.${theme}`) ?? theme}</h3>
            <div className="grid-charts">
              {shown
                .filter((one) => one.indicator.theme === theme)
                .map(({ indicator, scene }) => {
                  const series = site.figures.series(indicator.id, region.id);
                  return (
                    <Chart
                      key={indicator.id}
                      id={`trend-${indicator.id}`}
                      scene={scene}
                      caption={<a href={site.to.indicator(indicator.id)}>{reader.indicator(indicator.id)}</a>}
                      finding={series === undefined ? undefined : changeOf(site, series)}
                      source={series === undefined ? undefined : <Sources site={site} ids={[series.source]} />}
                      tableLabel={t('showTable')}
                      links={<ChartLinks site={site} chart={`trends/${region.id}/${indicator.id}`} />}
                    />
                  );
                })}
            </div>
          </div>
        ))}
        {missing.length === 0 ? null : (
          <div>
            <h3 className="mb-2 text-lg">{t('region.unknown')}</h3>
            <p className="prose quiet mb-2">{t('region.unknownIntro')}</p>
            <ul className="columns list">
              {missing.map((indicator) => (
                <li key={indicator.id}>
                  <a href={site.to.indicator(indicator.id)}>{reader.indicator(indicator.id)}</a>: {t('state.notKnown')}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Section>
  );
}
