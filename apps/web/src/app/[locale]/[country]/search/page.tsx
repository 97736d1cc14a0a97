import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { searchRegions } from '../../../../lib/search';
import { siteOf } from '../../../../lib/site';
import { RegionList } from '../../../../parts/RegionList';
import { SearchForm } from '../../../../parts/SearchForm';

type Props = PageProps<'/[locale]/[country]/search'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, country } = await params;
  return { title: (await siteOf(locale, country)).t('search.title'), robots: { index: false } };
}

export default async function Page({ params, searchParams }: Props): Promise<ReactElement> {
  const { locale, country } = await params;
  const site = await siteOf(locale, country);
  const { t, reader } = site;
  const query = ([(await searchParams).q ?? ''].flat()[0] ?? '').slice(0, 80).trim();
  const hits = searchRegions(site.result, query);
  return (
    <div className="wrap grid gap-6 py-10">
      <h1>{t('search.title')}</h1>
      <SearchForm site={site} value={query} />
      {query === '' ? null : hits.length === 0 ? (
        <p role="status">{t('search.nothing', { query })}</p>
      ) : (
        <>
          <p role="status" className="quiet">
            {t('search.found', { count: hits.length, query })}
          </p>
          <ul className="grid gap-3">
            {hits.map((hit) => (
              <li key={hit.region} className="text-lg">
                <a href={site.to.region(hit.region)}>{reader.region(hit.region)}</a>
                {hit.matched === reader.region(hit.region) ? null : (
                  <span className="small quiet"> – {t(`search.kind.${hit.kind}`, { name: hit.matched })}</span>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {hits.length > 0 ? null : <RegionList site={site} />}
    </div>
  );
}
