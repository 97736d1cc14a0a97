import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { ReactElement } from 'react';
import { siteOf } from '../../../../../../lib/site';
import { ExplanationPage } from '../../../../../../parts/ExplanationPage';
import { nameOf } from '../../../../../../parts/Recommendations';

type Props = PageProps<'/[locale]/[country]/regions/[region]/[instrument]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, country, region, instrument } = await params;
  const site = await siteOf(locale, country);
  return {
    title: site.t('explanation.title', { instrument: nameOf(site, instrument), place: site.reader.region(region) }),
  };
}

export default async function Page({ params }: Props): Promise<ReactElement> {
  const { locale, country, region, instrument } = await params;
  const page = ExplanationPage({ site: await siteOf(locale, country), area: region, instrument });
  if (page === null) notFound();
  return page;
}
