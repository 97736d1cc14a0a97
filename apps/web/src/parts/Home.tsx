import type { ReactElement } from 'react';
import { mapChoiceOf } from '../lib/mapChoice';
import type { Site } from '../lib/site';
import { ClusterBadge } from './ClusterBadge';
import { character } from './character';
import { MapPanel } from './MapPanel';
import { nameOf } from './Recommendations';
import { RegionList } from './RegionList';
import { SearchForm } from './SearchForm';
import { Section } from './Section';
import { Verdict } from './Verdict';

interface HomeProps {
  readonly site: Site;
  readonly query: Readonly<Record<string, string | string[] | undefined>>;
}

/** Home of a country: what the study found, the map, the clusters, all regions. */
export function Home({ site, query }: HomeProps): ReactElement {
  const { t, result, reader, to } = site;
  const one = (name: string) => [query[name] ?? []].flat()[0];
  const choice = mapChoiceOf(site, { show: one('show'), year: one('year') });
  return (
    <>
      <div className="wrap grid items-start gap-x-12 gap-y-8 py-8 md:py-12 lg:grid-cols-[6fr_7fr]">
        <div className="grid gap-5">
          <h1>{reader.text('study.title') ?? t('name')}</h1>
          <p className="lead quiet">{t('home.lead', { count: site.present.length })}</p>
          <SearchForm site={site} />
          {result.map === null || choice.kind !== 'clusters' ? null : (
            <p className="small quiet">{t('home.mapIntro')}</p>
          )}
        </div>
        <MapPanel site={site} choice={choice} />
      </div>
      <Section id="found" title={t('home.found')} intro={t('home.foundIntro', { count: result.hypotheses.length })}>
        <ul className="grid gap-4 md:grid-cols-2">
          {result.hypotheses.map((hypothesis) => (
            <li key={hypothesis.id} className="card grid content-start gap-2">
              <p>
                <Verdict site={site} kind="verdict" verdict={hypothesis.verdict} />
              </p>
              <h3 className="text-lg">{reader.text(`hypothesis.${hypothesis.id}.claim`) ?? hypothesis.id}</h3>
              {hypothesis.reasons[0] === undefined ? null : (
                <p className="sentence quiet">{reader.sentence(hypothesis.reasons[0].message)}</p>
              )}
              <p className="mt-auto">
                <a href={`${to.page('findings')}#${hypothesis.id}`}>
                  {t('home.numbers')}
                  <span className="sr-only">: {reader.text(`hypothesis.${hypothesis.id}.title`)}</span>
                </a>
              </p>
            </li>
          ))}
        </ul>
      </Section>
      <Section id="groups" title={t('home.clusters')} intro={t('home.clustersIntro')}>
        <ul className="grid-cards">
          {result.clusters.map((cluster) => {
            const first = result.recommendations.clusters[cluster.id]?.recommended[0];
            return (
              <li
                key={cluster.id}
                className={`card e-cluster${site.colour(cluster.id)} grid content-start gap-3 border-t-4!`}
              >
                <h3 className="flex items-center gap-2 text-lg">
                  <ClusterBadge site={site} cluster={cluster.id} />
                  <a href={to.cluster(cluster.id)}>{reader.cluster(cluster.id)}</a>
                </h3>
                <p className="quiet">{character(site, cluster)}</p>
                <p>{reader.words.list(cluster.regions.map((id) => reader.region(id, 'short')))}</p>
                {first === undefined ? null : (
                  <p className="small mt-auto border-t border-line pt-3">
                    <span className="quiet">{t('home.firstRecommendation')}</span> {nameOf(site, first.instrument)}
                  </p>
                )}
              </li>
            );
          })}
        </ul>
      </Section>
      <Section id="regions" title={t('home.regions')}>
        <RegionList site={site} />
      </Section>
    </>
  );
}
