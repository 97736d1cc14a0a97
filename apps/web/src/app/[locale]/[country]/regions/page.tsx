import { DataTable } from '@aimaq/ui';
import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { type Site, siteOf } from '../../../../lib/site';
import { ClusterBadge } from '../../../../parts/ClusterBadge';
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
      <RegionTable site={site} />
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

/** Every present region with its group and headline figures of their latest year: sorted by a click on a heading. */
function RegionTable({ site }: { readonly site: Site }): ReactElement {
  const { t, reader, result, figures, to } = site;
  const { words } = reader;
  const columns = result.study.headline.map((id) => {
    const found = site.present.map((region) => figures.derived(id, region.id));
    const years = new Set(found.flatMap((figure) => figure?.year ?? []));
    // One year for all stands in the heading; otherwise each figure carries its own.
    return { id, figures: found, year: years.size === 1 ? [...years][0] : undefined };
  });
  return (
    <DataTable
      caption={t('region.figures')}
      captionHidden
      label={t('nav.regions')}
      numeric={columns.map((_, i) => i + 2)}
      columns={[
        reader.words.text('views.region'),
        t('membership.cluster'),
        ...columns.map(({ id, year }) =>
          [reader.variable(id), reader.variableUnit(id), year === undefined ? '' : words.year(year)]
            .filter((part) => part !== '')
            .join(', '),
        ),
      ]}
      rows={site.present.map((region, r) => {
        const cluster = site.clusterOf(region.id);
        return [
          <a key={region.id} href={to.region(region.id)}>
            {reader.region(region.id)}
          </a>,
          cluster === null ? '–' : <ClusterBadge key={region.id} site={site} cluster={cluster} />,
          ...columns.map(({ id, figures: found, year }) => {
            const figure = found[r] ?? null;
            return (
              <span key={id}>
                {words.number(figure?.value ?? null)}
                {figure === null || year !== undefined ? null : (
                  <span className="quiet text-sm"> ({words.year(figure.year)})</span>
                )}
              </span>
            );
          }),
        ];
      })}
    />
  );
}
