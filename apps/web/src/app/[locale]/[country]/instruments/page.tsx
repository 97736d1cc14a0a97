import { DataTable } from '@aimaq/ui';
import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { siteOf } from '../../../../lib/site';
import { duration, nameOf } from '../../../../parts/Recommendations';
import { Grade } from '../../../../parts/Verdict';

type Props = PageProps<'/[locale]/[country]/instruments'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, country } = await params;
  return { title: (await siteOf(locale, country)).t('nav.instruments') };
}

export default async function Page({ params }: Props): Promise<ReactElement> {
  const { locale, country } = await params;
  const site = await siteOf(locale, country);
  const { t, reader, result } = site;
  const levers = [...new Set(result.instruments.map((instrument) => instrument.lever))];
  return (
    <div className="wrap aligned grid gap-8 py-10">
      <div className="grid gap-3">
        <h1>{t('nav.instruments')}</h1>
        <p className="prose quiet">{t('instruments.intro', { count: result.instruments.length })}</p>
      </div>
      {levers.map((lever) => {
        const name = reader.text(`lever.${lever}`) ?? lever;
        return (
          <section key={lever} aria-labelledby={lever}>
            <h2 id={lever} className="mb-3">
              {name}
            </h2>
            <DataTable
              caption={name}
              stacked
              captionHidden
              label={name}
              columns={[
                t('recommendation.instrument'),
                t('recommendation.evidence'),
                t('recommendation.cost'),
                t('recommendation.time'),
              ]}
              rows={result.instruments
                .filter((instrument) => instrument.lever === lever)
                .toSorted((a, b) => b.evidenceGrade - a.evidenceGrade)
                .map((instrument) => [
                  <a key={instrument.id} href={site.to.instrument(instrument.id)}>
                    {nameOf(site, instrument.id)}
                  </a>,
                  <Grade key={instrument.id} site={site} grade={instrument.evidenceGrade} />,
                  t(`cost.${instrument.costOrder}`),
                  duration(site, instrument.timeToEffect),
                ])}
            />
          </section>
        );
      })}
    </div>
  );
}
