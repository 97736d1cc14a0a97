import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { ReactElement } from 'react';
import { siteOf } from '../../../../../../lib/site';
import { ExplanationPage } from '../../../../../../parts/ExplanationPage';
import { nameOf } from '../../../../../../parts/Recommendations';

type Props = PageProps<'/[locale]/[country]/clusters/[cluster]/[instrument]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, country, cluster, instrument } = await params;
  const site = await siteOf(locale, country);
  return {
    title: site.t('explanation.title', { instrument: nameOf(site, instrument), place: site.reader.cluster(cluster) }),
  };
}

export default async function Page({ params }: Props): Promise<ReactElement> {
  const { locale, country, cluster, instrument } = await params;
  const page = ExplanationPage({ site: await siteOf(locale, country), area: `cluster:${cluster}`, instrument });
  if (page === null) notFound();
  return page;
}
