import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { siteOf } from '../../../../lib/site';
import { RegionList } from '../../../../parts/RegionList';
import { SearchForm } from '../../../../parts/SearchForm';

type Props = PageProps<'/[locale]/[country]/regions'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, country } = await params;
  return { title: (await siteOf(locale, country)).t('nav.regions') };
}

export default async function Page({ params }: Props): Promise<ReactElement> {
  const { locale, country } = await params;
  const site = await siteOf(locale, country);
  const former = site.result.regions.filter((region) => region.validTo !== null);
  return (
    <div className="wrap grid gap-6 py-10">
      <h1>{site.t('nav.regions')}</h1>
      <SearchForm site={site} />
      <RegionList site={site} />
      {former.length === 0 ? null : (
        <p className="quiet">
          {site.t('regions.former')}{' '}
          {former.map((region) => (
            <a key={region.id} href={site.to.region(region.id)}>
              {site.reader.region(region.id)}
            </a>
          ))}
        </p>
      )}
    </div>
  );
}
