import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { siteOf } from '../../../../lib/site';
import { Workshop } from '../../../../workshop/Workshop';

type Props = PageProps<'/[locale]/[country]/try'>;

const WORDS = [
  'choose',
  'private',
  'example',
  'busy',
  'rows',
  'columns',
  'failed',
  'tooLarge',
  'unit',
  'time',
  'outcome',
  'regressors',
  'groups',
  'estimate',
  'cluster',
  'take',
] as const;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, country } = await params;
  return { title: (await siteOf(locale, country)).t('nav.try') };
}

export default async function Page({ params }: Props): Promise<ReactElement> {
  const { locale, country } = await params;
  const { t, to } = await siteOf(locale, country);
  return (
    <div className="wrap grid gap-6 py-8 md:py-10">
      <h1>{t('nav.try')}</h1>
      <p className="lead quiet">{t('try.intro')}</p>
      <noscript>
        <p className="notice">{t('try.noScript')}</p>
      </noscript>
      <Workshop
        locale={locale}
        words={Object.fromEntries(WORDS.map((key) => [key, t(`try.${key}`)]))}
        example={to.api('panel.csv')}
      />
    </div>
  );
}
