import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { ReactElement } from 'react';
import { siteOf } from '../../../../../lib/site';
import { RegionPage } from '../../../../../parts/RegionPage';

type Props = PageProps<'/[locale]/[country]/regions/[region]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, country, region } = await params;
  const site = await siteOf(locale, country);
  const name = site.reader.region(region);
  return {
    title: name,
    description: site.t('region.description', { name }),
    openGraph: {
      title: name,
      description: site.t('region.description', { name }),
      type: 'article',
      locale,
      images: [{ url: site.to.api(`cards/${locale}/${region}.png`), width: 1200, height: 630, alt: name }],
    },
  };
}

export default async function Page({ params }: Props): Promise<ReactElement> {
  const { locale, country, region } = await params;
  const site = await siteOf(locale, country);
  const found = site.result.regions.find((one) => one.id === region && one.id !== site.result.nation);
  if (found === undefined) notFound();
  return <RegionPage site={site} region={found} />;
}
