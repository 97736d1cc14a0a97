import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { siteOf } from '../../../../lib/site';

type Props = PageProps<'/[locale]/[country]/accessibility'>;

const PARTS = ['standard', 'reading', 'charts', 'tested', 'limits', 'report'] as const;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, country } = await params;
  return { title: (await siteOf(locale, country)).t('nav.accessibility') };
}

/** Accessibility statement. */
export default async function Page({ params }: Props): Promise<ReactElement> {
  const { locale, country } = await params;
  const { t } = await siteOf(locale, country);
  return (
    <div className="wrap grid gap-8 py-10">
      <h1>{t('nav.accessibility')}</h1>
      {PARTS.map((part) => (
        <section key={part} aria-labelledby={part} className="prose">
          <h2 id={part} className="mb-2">
            {t(`accessibility.${part}.title`)}
          </h2>
          <p>{t(`accessibility.${part}.text`)}</p>
        </section>
      ))}
    </div>
  );
}
