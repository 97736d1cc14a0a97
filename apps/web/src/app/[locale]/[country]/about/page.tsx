import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { siteOf } from '../../../../lib/site';

type Props = PageProps<'/[locale]/[country]/about'>;

const PARTS = ['what', 'how', 'recommendations', 'limits', 'values', 'accessibility', 'privacy'] as const;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, country } = await params;
  return { title: (await siteOf(locale, country)).t('nav.about') };
}

export default async function Page({ params }: Props): Promise<ReactElement> {
  const { locale, country } = await params;
  const { t, reader, result } = await siteOf(locale, country);
  return (
    <div className="wrap grid gap-8 py-10">
      <h1>{t('nav.about')}</h1>
      {PARTS.map((part) => (
        <section key={part} aria-labelledby={part} className="prose">
          <h2 id={part} className="mb-2">
            {t(`about.${part}.title`)}
          </h2>
          <p>
            {t(`about.${part}.text`, {
              units: result.units.length,
              from: reader.words.year(result.study.period.from),
              to: reader.words.year(result.study.period.to),
            })}
          </p>
          {part === 'limits' ? (
            <ul className="list mt-2">
              {result.study.limitations.map((id) => (
                <li key={id}>{reader.text(`limitation.${id}`)}</li>
              ))}
            </ul>
          ) : null}
        </section>
      ))}
    </div>
  );
}
