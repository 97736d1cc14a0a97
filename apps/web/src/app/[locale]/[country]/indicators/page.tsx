import { DataTable } from '@aimaq/ui';
import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { siteOf } from '../../../../lib/site';
import { Sources } from '../../../../parts/Sources';

type Props = PageProps<'/[locale]/[country]/indicators'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, country } = await params;
  return { title: (await siteOf(locale, country)).t('nav.indicators') };
}

export default async function Page({ params }: Props): Promise<ReactElement> {
  const { locale, country } = await params;
  const site = await siteOf(locale, country);
  const { t, reader, result } = site;
  const themes = [...new Set(result.indicators.map((indicator) => indicator.theme))];
  return (
    <div className="wrap aligned grid gap-8 py-10">
      <h1>{t('nav.indicators')}</h1>
      {themes.map((theme) => {
        const name = reader.text(`theme.${theme}`) ?? theme;
        return (
          <section key={theme} aria-labelledby={theme}>
            <h2 id={theme} className="mb-3">
              {name}
            </h2>
            <DataTable
              caption={name}
              captionHidden
              label={name}
              stacked
              columns={[t('indicator.name'), t('indicator.unit'), t('source.column')]}
              rows={result.indicators
                .filter((indicator) => indicator.theme === theme)
                .map((indicator) => [
                  <a key={indicator.id} href={site.to.indicator(indicator.id)}>
                    {reader.indicator(indicator.id)}
                  </a>,
                  reader.indicatorUnit(indicator.id),
                  <Sources key={indicator.id} site={site} ids={indicator.sources} bare />,
                ])}
            />
          </section>
        );
      })}
    </div>
  );
}
