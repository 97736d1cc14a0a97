import { membershipOf, studyDendrogram, type WordParams } from '@aimaq/engine/views';
import { Chart, DataTable } from '@aimaq/ui';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { ReactElement } from 'react';
import { siteOf } from '../../../../../lib/site';
import { ChartLinks } from '../../../../../parts/ChartLinks';
import { ClusterBadge } from '../../../../../parts/ClusterBadge';
import { Border, ClusterYears, IndexPanel } from '../../../../../parts/ClusterEvidence';
import { character } from '../../../../../parts/character';
import { Recommendations } from '../../../../../parts/Recommendations';
import { Section } from '../../../../../parts/Section';

type Props = PageProps<'/[locale]/[country]/clusters/[cluster]'>;

/** Below this mean Jaccard similarity over resamplings a cluster is not firm (Hennig 2007). */
const FIRM = 0.6;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, country, cluster } = await params;
  return { title: (await siteOf(locale, country)).reader.cluster(cluster) };
}

export default async function Page({ params }: Props): Promise<ReactElement> {
  const { locale, country, cluster: letter } = await params;
  const site = await siteOf(locale, country);
  const { t, reader, result, to } = site;
  const cluster = result.clusters.find((one) => one.id === letter);
  if (cluster === undefined) notFound();
  const { words } = reader;
  const href = (region: string) => to.region(region);
  const tree = studyDendrogram(result, reader, { highlight: letter, href, width: 760 });
  const narrow = studyDendrogram(result, reader, { highlight: letter, href, width: 360 });
  const regions = cluster.regions.toSorted((a, b) => words.compare(reader.region(a), reader.region(b)));
  return (
    <>
      <div className="wrap grid gap-4 pt-6 pb-8">
        <nav aria-label={t('breadcrumb')} className="small">
          <a href={to.home()}>{reader.region(result.nation)}</a> <span aria-hidden="true">/</span>{' '}
          <a href={`${to.home()}#groups`}>{t('home.clusters')}</a>
        </nav>
        <h1 className="flex items-center gap-4">
          <span className={`badge b-cluster${site.colour(letter)} text-[0.8em]`} aria-hidden="true">
            {letter}
          </span>
          {reader.cluster(letter)}
        </h1>
        <p className="lead">{character(site, cluster)}</p>
        <p className="quiet">
          {t('cluster.size', { count: cluster.regions.length })}{' '}
          {cluster.stability === null ? t('cluster.noStability') : t('cluster.stability', { value: cluster.stability })}{' '}
          {cluster.silhouette === null ? '' : t('cluster.silhouette', { value: cluster.silhouette })}
        </p>
        {cluster.stability !== null && cluster.stability < FIRM ? (
          <p className="notice">{t('cluster.notFirm', { limit: FIRM })}</p>
        ) : null}
      </div>
      <Section id="members" title={t('cluster.members')} intro={t('cluster.membersIntro')}>
        <DataTable
          caption={t('cluster.members')}
          captionHidden
          label={t('cluster.members')}
          columns={[t('cluster.region'), t('cluster.membership'), t('cluster.otherwise')]}
          numeric={[1]}
          rows={regions.map((id) => {
            const member = membershipOf(result, id);
            const others = Object.entries(member?.probability ?? {})
              .filter(([other, share]) => other !== letter && share > 0)
              .sort(([, a], [, b]) => b - a);
            const next = others[0];
            return [
              <a key={id} href={to.region(id)}>
                {reader.region(id)}
              </a>,
              words.percent(member?.probability?.[letter] ?? null, { digits: 0 }),
              next === undefined ? (
                '–'
              ) : (
                <span key={id} className="inline-flex items-center gap-2 whitespace-nowrap">
                  <ClusterBadge site={site} cluster={next[0]} /> {words.percent(next[1], { digits: 0 })}
                </span>
              ),
            ];
          })}
        />
        <Border site={site} cluster={cluster} />
        <IndexPanel site={site} />
      </Section>
      {(result.clusterYears?.years.length ?? 0) < 2 ? null : (
        <Section id="years" title={t('cluster.years')} intro={t('cluster.yearsIntro')}>
          <ClusterYears site={site} cluster={cluster} />
        </Section>
      )}
      <Section id="profile" title={t('cluster.profile')} intro={t('cluster.profileIntro')}>
        <DataTable
          caption={t('cluster.profile')}
          captionHidden
          label={t('cluster.profile')}
          columns={[t('cluster.variable'), t('cluster.mean'), t('cluster.overall'), t('cluster.standardized')]}
          numeric={[1, 2, 3]}
          rows={cluster.profile.map((one) => [
            <span key={one.variable}>
              {reader.variable(one.variable)}
              <span className="quiet block text-sm">{reader.variableUnit(one.variable)}</span>
            </span>,
            words.number(one.mean),
            words.number(one.overall),
            words.number(one.standardized, { digits: 2, sign: 'always' }),
          ])}
        />
        <p className="source mt-3">{t('cluster.profileNote', years(result.study.spec))}</p>
      </Section>
      <Section id="tree" title={t('cluster.tree')} intro={t('cluster.treeIntro')}>
        <Chart
          id="dendrogram"
          scene={tree}
          narrow={narrow}
          tableLabel={t('showTable')}
          links={<ChartLinks site={site} chart="dendrogram" />}
        />
      </Section>
      <Section id="recommendations" title={t('cluster.recommendations')} intro={t('recommendation.intro')}>
        <Recommendations
          site={site}
          area={`cluster:${letter}`}
          set={result.recommendations.clusters[letter]}
          showRegions
        />
      </Section>
    </>
  );
}

/** Years that the clusters are drawn from, as the study states them. */
function years(spec: Readonly<Record<string, unknown>>): WordParams {
  const { from = 0, to = from } = (spec.clustering as { years?: { from?: number; to?: number } }).years ?? {};
  return { from: String(from), to: String(to), count: to - from + 1 };
}
